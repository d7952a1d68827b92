"""Adding to a risk what a newer file has and an earlier one had not: controls, gaps, actions."""

from collections.abc import Collection, Iterator, Mapping

from sqlmodel import Session, col, select

from riskapp.domain.controls import GapKind
from riskapp.domain.drafts import MoveMilestone
from riskapp.domain.import_meanings import Meant
from riskapp.domain.import_said import Told, of_action
from riskapp.domain.milestone_drafts import NoteProgress
from riskapp.domain.named_actions import each_named
from riskapp.domain.notes import AddNote
from riskapp.domain.permissions import Actor
from riskapp.domain.printed_drafts import RowOfFile
from riskapp.domain.row_drafts import (
    RowMilestone,
    actions_of,
    assurances_of,
    controls_of,
    gaps_of,
    notes_of,
    review_of,
)
from riskapp.models import Milestone, RiskMilestone
from riskapp.queries.joins import points_at
from riskapp.queries.scope import still
from riskapp.services.assurances import record_assurance
from riskapp.services.controls import add_control
from riskapp.services.deeds import Deed
from riskapp.services.gaps import raise_gap
from riskapp.services.milestones import add_milestone, get_due, move_milestone, note_progress
from riskapp.services.notes import add_note
from riskapp.services.printing import print_done, print_review

GAP_TOLD = {GapKind.CONTROL: Told.CONTROL_GAPS, GapKind.ASSURANCE: Told.ASSURANCE_GAPS}


def add_what_is_new(
    deed: Deed, source: RowOfFile, meant: Meant, new: Mapping[Told, Collection[str]]
) -> None:
    """Add to a risk all that a row lists and that is new, by the deeds of each."""
    _add_controls(deed, meant, new)
    _add_assurances(deed, meant, new.get(Told.ASSURANCES, ()))
    for name, action in _named(meant, deed):
        if name in new.get(Told.ACTIONS, ()):
            _add_action(deed, source, action)
        else:
            _change_action(deed, source, action, name, new)
    review = review_of(meant, source.reason)
    if review is not None and Told.REVIEW in new:
        print_review(deed, review)
    for words in notes_of(meant):
        if words in new.get(Told.NOTES, ()):
            add_note(deed.session, deed.actor, deed.case.reference, AddNote(words))


def _named(meant: Meant, deed: Deed) -> Iterator[tuple[str, RowMilestone]]:
    """Yield the actions of a row, each with what it is called by."""
    actions = list(actions_of(meant, deed.case.risk.id))
    yield from zip(each_named([one.draft.words for one in actions]), actions, strict=True)


def _add_controls(deed: Deed, meant: Meant, new: Mapping[Told, Collection[str]]) -> None:
    session, actor, reference = deed.session, deed.actor, deed.case.reference
    for details in controls_of(meant):
        if details.words in new.get(Told.CONTROLS, ()):
            add_control(session, actor, reference, details)
    for gap in gaps_of(meant):
        if gap.words in new.get(GAP_TOLD[gap.kind], ()):
            raise_gap(session, actor, reference, gap)


def _add_assurances(deed: Deed, meant: Meant, new: Collection[str]) -> None:
    for assurance in assurances_of(meant):
        if (assurance.words or assurance.source) in new:
            record_assurance(deed.session, deed.actor, deed.case.reference, assurance)


def _add_action(deed: Deed, source: RowOfFile, action: RowMilestone) -> None:
    session, actor = deed.session, deed.actor
    milestone = add_milestone(session, actor, action.draft)
    if action.done_on is not None:
        print_done(session, actor, milestone, action.done_on, source.reason)
    if action.progress:
        note_progress(session, actor, milestone.id, NoteProgress(action.progress))


def _change_action(
    deed: Deed,
    source: RowOfFile,
    action: RowMilestone,
    name: str,
    new: Mapping[Told, Collection[str]],
) -> None:
    """Let an action be due, done or getting on as the file newly says; a reworded one stays."""
    milestone = _find(deed, action.draft.words, name)
    if milestone is None:
        return
    session, actor, key = deed.session, deed.actor, milestone.id
    due, done_on = action.draft.due, action.done_on
    if of_action(name, due.printed) in new.get(Told.DUE, ()):
        _move(session, actor, milestone, MoveMilestone(due, source.reason, milestone.version))
    if of_action(name, action.progress) in new.get(Told.PROGRESS, ()):
        note_progress(session, actor, key, NoteProgress(action.progress))
    if done_on is not None and of_action(name, done_on) in new.get(Told.DONE, ()):
        milestone.version += 1
        print_done(session, actor, milestone, done_on, source.reason)


def _move(session: Session, actor: Actor, milestone: Milestone, draft: MoveMilestone) -> None:
    """Move an action, unless the row of another risk that it serves has moved it already."""
    if get_due(session, milestone).printed != draft.due.printed:
        move_milestone(session, actor, milestone.id, draft)


def _find(deed: Deed, words: str, name: str) -> Milestone | None:
    """Return the action of these words that has that name, None where the risk has it no more."""
    query = (
        select(Milestone, still(RiskMilestone))
        .join(RiskMilestone, points_at(RiskMilestone.milestone_id, Milestone))
        .where(
            col(RiskMilestone.organisation_id) == deed.actor.organisation_id,
            col(RiskMilestone.risk_id) == deed.case.risk.id,
            col(Milestone.words) == words,
        )
        .order_by(col(Milestone.number), col(RiskMilestone.until_on))
    )
    there = {one.id: (one, holds) for one, holds in deed.session.exec(query)}
    named = zip(each_named([words] * len(there)), there.values(), strict=True)
    return next((one for called, (one, holds) in named if called == name and holds), None)
