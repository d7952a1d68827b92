"""A month's content: gathered from what stands while it is open, read back once it is final."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.escalation import Register
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.milestones import StandingKind
from riskapp.domain.months import Before
from riskapp.domain.permissions import Actor
from riskapp.models import Counter, MonthlyReview, Organisation
from riskapp.queries.finals import get_final, list_words
from riskapp.queries.month_facts import (
    list_final_meetings,
    list_known,
    list_milestones,
    list_named,
    list_of_no_risk,
    list_taken,
)
from riskapp.queries.months import find_last_text
from riskapp.readmodels.finals import Words
from riskapp.readmodels.month_content import (
    FinalAction,
    FinalDecision,
    FinalGone,
    FinalLate,
    FinalMilestone,
    FinalName,
    FinalOutcome,
    FinalRisk,
    FinalSlip,
    MonthContent,
    before_of,
    decisions_of,
    read_month_content,
    shown_to,
)
from riskapp.readmodels.months import Month, MonthItem, OutcomeLine
from riskapp.readmodels.plan import MilestoneRow
from riskapp.readmodels.register import RegisterRow


@dataclass(frozen=True, slots=True)
class Last:
    """What the last closed month left behind: how its risks stood, and which decisions it holds."""

    before: Before
    decisions: frozenset[UUID]


def find_last(session: Session, review: MonthlyReview) -> Last | None:
    """Return what the last month before a review left behind, None where none was closed."""
    text = find_last_text(session, review)
    return None if text is None else Last(before_of(text), decisions_of(text))


def get_month_content(
    session: Session, actor: Actor, review: MonthlyReview
) -> tuple[MonthContent, int]:
    """Return what became final of a closed month, as far as the actor may see it.

    With it comes how many of its risks are left out.
    """
    if review.content_id is None:
        message = "What is still open has no final content."
        raise ValueError(message)
    final = get_final(session, review.organisation_id, review.content_id)
    words = list_words(session, review.organisation_id, final.id)
    content = read_month_content(final.content, words)
    known = list_known(session, actor, {name.risk_id for name in content.names})
    return shown_to(content, known, actor.posts, sees_restricted=actor.sees_restricted)


def gather_content(
    session: Session, actor: Actor, review: MonthlyReview, month: Month, since: date
) -> MonthContent:
    """Return a month's content as things stand, with what the actor may know of."""
    last = find_last(session, review)
    names = _Names(list_named(session, actor, _restricted(month)))
    rows = list_milestones(session, actor, [item.row.id for item in month.items])
    beside = _Beside(names, rows, since)
    return MonthContent(
        **_of_review(session, review, month),
        risks=tuple(beside.risk(item) for item in month.items),
        gone=tuple(_gone(row, names, last) for row in month.gone),
        decisions=tuple(_taken(session, actor, month, since, last)),
        meetings=list_final_meetings(session, review, month.meetings),
        figures=month.figures,
        milestones=tuple(_of_no_risk(list_of_no_risk(session, actor), since)),
    )


def _of_review(session: Session, review: MonthlyReview, month: Month) -> dict[str, Any]:
    """Return what is said of a month as a whole."""
    number, head = _head(session, review)
    return {
        "organisation": session.get_one(Organisation, review.organisation_id).name,
        "month": review.month,
        "state": review.state,
        "why": Words(review.why),
        "opened_on": review.opened_on,
        "opened_by": month.opened_by,
        "closed_on": review.closed_on,
        "closed_by": month.closed_by,
        "compared_with": month.before,
        "history_number": number,
        "history_head": head,
    }


def _restricted(month: Month) -> list[UUID]:
    rows = (*(item.row for item in month.items), *month.gone)
    return [row.id for row in rows if row.visibility is Visibility.RESTRICTED]


def _head(session: Session, review: MonthlyReview) -> tuple[int, str]:
    query = sa.select(col(Counter.history_number), col(Counter.head_hash)).where(
        col(Counter.organisation_id) == review.organisation_id
    )
    number, head = session.connection().execute(query).one()
    return number, head


def _taken(
    session: Session, actor: Actor, month: Month, since: date, last: Last | None
) -> Iterator[FinalDecision]:
    """Yield the decisions taken since the last closing, which that month does not hold already."""
    ids: set[UUID] = {item.row.id for item in month.items}
    ids |= last.before.scores.keys() if last else set()
    for one in list_taken(session, actor, since, ids):
        if last is None or one.id not in last.decisions:
            yield one


def _gone(row: RegisterRow, names: "_Names", last: Last | None) -> FinalGone:
    before = last.before.scores.get(row.id, 0) if last else 0
    return FinalGone(names.name(row), row.status, before, row.current.value if row.current else 0)


@dataclass(frozen=True, slots=True)
class _Names:
    """The posts to whom restricted risks show, by the risk."""

    posts: Mapping[UUID, tuple[UUID, ...]]

    def name(self, row: RegisterRow) -> FinalName:
        return FinalName(
            row.id,
            row.reference,
            Words(row.title, row.id),
            row.visibility is Visibility.RESTRICTED,
            self.posts.get(row.id, ()),
        )


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a month's risks have beside their rows, by the risk."""

    names: _Names
    milestones: Mapping[UUID, Sequence[MilestoneRow]]
    since: date

    def risk(self, item: MonthItem) -> FinalRisk:
        """Return a risk of the list as it stands."""
        row, milestones = item.row, self.milestones.get(item.row.id, ())
        hlrr, baf = row.standing_on(Register.HLRR), row.standing_on(Register.BAF)
        return FinalRisk(
            about=self.names.name(row),
            status=row.status,
            unit=row.unit,
            owner=row.owner,
            executive=row.executive,
            committee=row.committee,
            **_scores(item),
            hlrr_since=hlrr.since if hlrr else None,
            baf_since=baf.since if baf else None,
            listed=item.listed,
            outcomes=tuple(_outcome(one, row.id, milestones) for one in item.outcomes),
            slips=tuple(_slips(row.id, milestones, self.since)),
            late=tuple(_late(row.id, milestones)),
        )


def _scores(item: MonthItem) -> dict[str, Any]:
    """Return the score of a risk, its target, and how it has moved."""
    current, target = item.row.current, item.row.target
    return {
        "score": item.score,
        "band": item.band,
        "consequence": current.consequence if current else None,
        "likelihood": current.likelihood if current else None,
        "awaiting_validation": bool(current and current.awaiting_validation),
        "target": target.value if target else None,
        "target_on": target.target_on if target else None,
        "before": item.before,
        "movement": item.movement,
    }


def _outcome(one: OutcomeLine, risk_id: UUID, milestones: Iterable[MilestoneRow]) -> FinalOutcome:
    asked = next((row for row in milestones if row.id == one.subject_id), None)
    return FinalOutcome(
        id=one.id,
        outcome=one.outcome,
        reason=Words(one.reason, risk_id),
        decided_on=one.decided_on,
        decided_by=one.meeting,
        proposed_by=one.proposed_by,
        recorded_by=one.recorded_by,
        deferred_to=one.deferred_to,
        within=one.within,
        action=_action(asked, risk_id) if asked else None,
    )


def _action(row: MilestoneRow, risk_id: UUID) -> FinalAction:
    return FinalAction(row.reference, Words(row.words, risk_id), row.due.printed, row.owner)


def _of_no_risk(milestones: Iterable[MilestoneRow], since: date) -> Iterator[FinalMilestone]:
    """Yield the milestones of no risk of which there is something to say."""
    for row in milestones:
        slips = tuple(_slips(None, [row], since))
        is_late = row.standing.kind is StandingKind.LATE
        if slips or is_late:
            yield FinalMilestone(
                row.reference,
                Words(row.words),
                row.programme,
                row.owner,
                row.due.printed,
                row.standing.days_late if is_late else 0,
                slips,
            )


def _slips(
    risk_id: UUID | None, milestones: Iterable[MilestoneRow], since: date
) -> Iterator[FinalSlip]:
    """Yield the moves of due dates to a later day since the last review."""
    for row in milestones:
        dues = [one.due_on or date.max for one in (*row.earlier, row.due)]
        for move, before, after in zip(row.moves, dues, dues[1:], strict=False):
            if move.on >= since and after > before:
                yield FinalSlip(
                    row.reference,
                    Words(row.words, risk_id),
                    move.before,
                    move.after,
                    move.on,
                    Words(move.why, risk_id),
                )


def _late(risk_id: UUID, milestones: Iterable[MilestoneRow]) -> Iterator[FinalLate]:
    for row in milestones:
        if row.standing.kind is StandingKind.LATE:
            words = Words(row.words, risk_id)
            yield FinalLate(row.reference, words, row.due.printed, row.standing.days_late)
