"""What came of the risks of a month, and the meetings that it has."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from riskapp.domain.meetings import MeetingState, meeting_words
from riskapp.domain.references import milestone_reference
from riskapp.domain.wording import NO_POST
from riskapp.models import (
    Committee,
    Meeting,
    Milestone,
    MonthlyOutcome,
    MonthlyReview,
    Person,
    Post,
)
from riskapp.queries.joins import points_at
from riskapp.queries.scope import Condition, not_withdrawn
from riskapp.readmodels.months import MeetingName, OutcomeLine

_Later = aliased(Meeting)
_LaterCommittee = aliased(Committee)
_Withdrawer = aliased(Person)


def list_outcomes(
    session: Session, review: MonthlyReview
) -> Mapping[UUID, tuple[OutcomeLine, ...]]:
    """Return what came of each risk of a month, the oldest first, but what was taken back.

    The caller has made sure that the reader may know of the risks.
    """
    return _by_risk(session, review, not_withdrawn(MonthlyOutcome))


def list_recorded(
    session: Session, review: MonthlyReview, risk_id: UUID
) -> tuple[OutcomeLine, ...]:
    """Return all that was recorded about a risk of a month, also what was taken back.

    The caller has made sure that the reader may know of the risk.
    """
    which = col(MonthlyOutcome.risk_id) == risk_id
    return _by_risk(session, review, which).get(risk_id, ())


def _by_risk(
    session: Session, review: MonthlyReview, which: Condition
) -> Mapping[UUID, tuple[OutcomeLine, ...]]:
    found: dict[UUID, list[OutcomeLine]] = defaultdict(list)
    for row in session.connection().execute(_query(review).where(which)):
        found[row.risk_id].append(_line(row, review))
    return {risk_id: tuple(lines) for risk_id, lines in found.items()}


def list_meetings(session: Session, review: MonthlyReview) -> tuple[MeetingName, ...]:
    """Return the meetings of a month that were not cancelled, the earliest first."""
    query = (
        sa.select(
            *(col(Meeting.id), col(Meeting.held_on), col(Meeting.title), col(Meeting.state)),
            col(Committee.name),
        )
        .select_from(Meeting)
        .join(Committee, points_at(Meeting.committee_id, Committee))
        .where(
            col(Meeting.organisation_id) == review.organisation_id,
            col(Meeting.monthly_review_id) == review.id,
            col(Meeting.state) != MeetingState.CANCELLED,
        )
        .order_by(col(Meeting.held_on), col(Meeting.id))
    )
    return tuple(
        MeetingName(row.id, meeting_words(row.name, row.held_on, row.title), row.held_on, row.state)
        for row in session.connection().execute(query)
    )


_COLUMNS: Mapping[str, Any] = {
    "id": MonthlyOutcome.id,
    "risk_id": MonthlyOutcome.risk_id,
    "outcome": MonthlyOutcome.outcome,
    "reason": MonthlyOutcome.reason,
    "decided_on": MonthlyOutcome.decided_on,
    "subject_id": MonthlyOutcome.subject_id,
    "recorded_by": Person.name,
    "proposed_by_id": MonthlyOutcome.proposed_by_post_id,
    "proposed_by": Post.title,
    "meeting_id": Meeting.id,
    "held_on": Meeting.held_on,
    "title": Meeting.title,
    "committee": Committee.name,
    "later_id": _Later.id,
    "later_on": _Later.held_on,
    "later_title": _Later.title,
    "later_committee": _LaterCommittee.name,
    "later_review_id": _Later.monthly_review_id,
    "action_number": Milestone.number,
    "action": Milestone.words,
    "withdrawn_on": MonthlyOutcome.withdrawn_on,
    "withdrawn_by": _Withdrawer.name,
    "withdrawn_why": MonthlyOutcome.withdrawn_why,
}


def _query(review: MonthlyReview) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(*(col(column).label(name) for name, column in _COLUMNS.items()))
        .select_from(MonthlyOutcome)
        .join(Person, col(Person.id) == col(MonthlyOutcome.recorded_by_id))
        .outerjoin(Milestone, points_at(MonthlyOutcome.subject_id, Milestone))
        .outerjoin(_Withdrawer, col(_Withdrawer.id) == col(MonthlyOutcome.withdrawn_by_id))
        .outerjoin(Post, points_at(MonthlyOutcome.proposed_by_post_id, Post))
        .outerjoin(Meeting, points_at(MonthlyOutcome.meeting_id, Meeting))
        .outerjoin(Committee, points_at(Meeting.committee_id, Committee))
        .outerjoin(_Later, points_at(MonthlyOutcome.deferred_to_id, _Later))
        .outerjoin(
            _LaterCommittee,
            sa.and_(
                col(_LaterCommittee.organisation_id) == col(_Later.organisation_id),
                col(_LaterCommittee.id) == col(_Later.committee_id),
            ),
        )
        .where(
            col(MonthlyOutcome.organisation_id) == review.organisation_id,
            col(MonthlyOutcome.monthly_review_id) == review.id,
        )
        .order_by(col(MonthlyOutcome.id))
    )


def _line(row: Any, review: MonthlyReview) -> OutcomeLine:
    return OutcomeLine(
        id=row.id,
        outcome=row.outcome,
        reason=row.reason,
        decided_on=row.decided_on,
        recorded_by=row.recorded_by,
        meeting=_meeting(row.committee, row.held_on, row.title),
        meeting_id=row.meeting_id,
        proposed_by=(row.proposed_by or NO_POST) if row.proposed_by_id else "",
        deferred_to=_meeting(row.later_committee, row.later_on, row.later_title),
        deferred_to_id=row.later_id,
        within=row.later_review_id == review.id,
        subject_id=row.subject_id,
        action=row.action or "",
        action_reference=milestone_reference(row.action_number) if row.action_number else "",
        withdrawn_on=row.withdrawn_on,
        withdrawn_by=row.withdrawn_by or "",
        withdrawn_why=row.withdrawn_why,
    )


def _meeting(committee: str | None, held_on: Any, title: str | None) -> str:
    return meeting_words(committee, held_on, title or "") if committee else ""
