"""Changing a risk to what a newer file says of it, by the ordinary deeds, each with its history."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from uuid import UUID

from sqlmodel import Session

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import EditRisk, RiskDetails, Statement
from riskapp.domain.import_compare import KnownRisk
from riskapp.domain.import_days import scores_of
from riskapp.domain.import_meanings import Meant
from riskapp.domain.import_said import COLUMN_OF, SCORE_OF, STATED, Told, told_score
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.permissions import Actor
from riskapp.domain.printed_drafts import PrintedAs, RowOfFile
from riskapp.domain.scoring import PrintedScore, ScoreKind, score_of
from riskapp.models import Position
from riskapp.queries.cases import get_case_by_id
from riskapp.services.decisions import propose_closing
from riskapp.services.deeds import Deed
from riskapp.services.escalation import follow_rule, get_standing, supersede
from riskapp.services.importing.additions import add_what_is_new
from riskapp.services.importing.examining import Examined
from riskapp.services.links import link
from riskapp.services.printing import print_cells
from riskapp.services.proposals import judged_now
from riskapp.services.risks import edit_risk, open_risk
from riskapp.services.scores import print_score

BROUGHT_IN = "dated by the day the file was brought in"


@dataclass(frozen=True, slots=True)
class Update:
    """One risk that a newer file changes: who brings it in, which row says what."""

    session: Session
    actor: Actor
    source: RowOfFile
    meant: Meant
    known: KnownRisk
    after: Mapping[Told, Collection[str]]

    def deed(self) -> Deed:
        """Return a deed on the risk as it stands now."""
        return Deed(
            self.session, self.actor, get_case_by_id(self.session, self.actor, self.known.id)
        )


def update_risk(session: Session, actor: Actor, file: str, one: Examined) -> None:
    """Change a risk to what a row of a newer file says of it."""
    if one.known is None:
        return
    after: dict[Told, list[str]] = {}
    for change in one.changes:
        after.setdefault(change.told, []).append(change.after)
    source = RowOfFile(file, one.finding.number)
    update = Update(session, actor, source, one.meant, one.known, after)
    _edit(update)
    if Told.CELLS in after:
        print_cells(update.deed(), source, after[Told.CELLS][0])
    _link(update, [UUID(key) for key in after.get(Told.OBJECTIVES, ())])
    _score(update)
    add_what_is_new(update.deed(), source, one.meant, after)
    _turn(update)
    session.flush()


def _edit(update: Update) -> None:
    """Change what the risk says, all of it at once."""
    changed = [told for told in COLUMN_OF if told in update.after]
    if not changed:
        return
    draft = EditRisk(
        _details(update, changed), update.source.reason, seen_version=update.known.version
    )
    edit_risk(update.session, update.actor, update.known.reference, draft)


def _details(update: Update, changed: Iterable[Told]) -> RiskDetails:
    """Return what the risk says, with what the file changes of it."""
    held, new = update.known.columns, update.meant.details
    says: dict[str, Any] = {
        one.name: held[one.name] for one in fields(RiskDetails) if one.name != "statement"
    }
    stated = {one.name: held[one.name] for one in fields(Statement)}
    for told in changed:
        column = COLUMN_OF[told]
        if told in STATED:
            stated[column] = getattr(new.statement, column)
        else:
            says[column] = getattr(new, column)
    return RiskDetails(Statement(**stated), **says)


def _link(update: Update, objective_ids: Iterable[UUID]) -> None:
    """Link the risk to objectives that the file names, and let the rule see that it is."""
    linked = list(objective_ids)
    for key in linked:
        link(update.deed(), key, update.source.reason)
    if not linked:
        return
    deed = update.deed()
    standing = get_standing(deed)
    question = standing.open(DecisionKind.ANSWER_OBJECTIVE)
    if question is not None:
        supersede(deed, question)
    if standing.positions[ScoreKind.CURRENT].score:
        follow_rule(deed, standing, judged_now(deed, standing), affects_objective=True)


def _score(update: Update) -> None:
    """Give the risk the scores that the file says anew, the earlier ones first."""
    kinds = {kind for told, kind in SCORE_OF.items() if told in update.after}
    kinds |= {ScoreKind.TARGET} if Told.TARGET_ON in update.after else set()
    scores = scores_of(update.meant.row, update.meant.days, update.source.reason)
    for kind in ScoreKind:
        if kind in kinds:
            said = [score for score in scores if score.kind is kind]
            _score_kind(update, said if told_score(kind) in update.after else said[-1:])


def _score_kind(update: Update, scores: list[PrintedAs]) -> None:
    held = get_standing(update.deed()).positions.get(scores[-1].kind)
    later = [one for one in scores[:-1] if held is None or one.effective_on > held.from_on]
    last = _joined(update, scores[-1], held)
    for score in (*later, _holding(last, held, update.actor)):
        deed = update.deed()
        standing = get_standing(deed)
        stood = standing.positions.get(score.kind)
        print_score(deed, replace(score, stood=stood.score if stood else 0), standing)


def _joined(update: Update, score: PrintedAs, held: Position | None) -> PrintedAs:
    """Return a target with what the file changes of it: its score, its day, and the other as is."""
    if score.kind is not ScoreKind.TARGET or held is None or not held.score:
        return score
    if Told.TARGET_ON not in update.after:
        score = replace(score, target_on=held.target_on)
    if Told.TARGET in update.after:
        return score
    stands = score_of(held.consequence, held.likelihood) or PrintedScore(held.score)
    return replace(score, score=stands)


def _holding(score: PrintedAs, held: Position | None, actor: Actor) -> PrintedAs:
    """Return a score on a day from which it holds now: the file's word was taken."""
    if held is None or score.effective_on >= held.from_on:
        return score
    return replace(score, effective_on=actor.today, basis=BROUGHT_IN, entered_basis=BROUGHT_IN)


def _turn(update: Update) -> None:
    """Open a draft that the file has as open; propose to close what it has as closed."""
    if Told.STATUS not in update.after:
        return
    deed, reference = update.deed(), update.known.reference
    if update.meant.row.status is RiskStatus.OPEN:
        open_risk(update.session, update.actor, reference)
    elif get_standing(deed).open(DecisionKind.CLOSE) is None:
        propose_closing(update.session, update.actor, reference, update.source.reason)
