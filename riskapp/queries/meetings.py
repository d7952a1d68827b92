"""Meetings as readers see them: when, who was there, what was decided."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.actions import Action
from riskapp.domain.errors import NotFoundError
from riskapp.domain.meetings import QUORUM, Attended, MeetingState
from riskapp.domain.months import MonthState
from riskapp.domain.permissions import Actor, may
from riskapp.domain.wording import month_words, post_words
from riskapp.models import (
    Attendance,
    Committee,
    Decision,
    History,
    Meeting,
    MonthlyOutcome,
    MonthlyReview,
    Post,
    Review,
)
from riskapp.queries.decided import list_decided
from riskapp.queries.history_lines import COLUMNS, read_lines, with_words
from riskapp.queries.joins import points_at
from riskapp.queries.names import Names
from riskapp.queries.scope import Condition, not_withdrawn
from riskapp.readmodels.history import HistoryLine
from riskapp.readmodels.meetings import AttendanceLine, MeetingPage, MeetingRow

MOST_RECENT = 12
"""Meetings that a decision may be put down to: older ones have been minuted long ago."""

_COLUMNS: Mapping[str, Any] = {
    "id": Meeting.id,
    "committee_id": Meeting.committee_id,
    "committee": Committee.name,
    "held_on": Meeting.held_on,
    "title": Meeting.title,
    "state": Meeting.state,
    "version": Meeting.version,
    "cancelled_why": Meeting.cancelled_why,
    "monthly_review_id": Meeting.monthly_review_id,
    "month": MonthlyReview.month,
    "month_state": MonthlyReview.state,
}


def list_meetings(
    session: Session, actor: Actor, which: Condition | None = None, *, most: int | None = None
) -> tuple[MeetingRow, ...]:
    """Return the organisation's meetings, or those of them that are wanted, the last first."""
    found = session.connection().execute(_query(actor, which).limit(most))
    return tuple(MeetingRow(**row) for row in found.mappings())


def get_meeting(session: Session, actor: Actor, meeting_id: UUID) -> MeetingRow:
    """Return a meeting; NotFoundError if it is not the organisation's."""
    rows = list_meetings(session, actor, col(Meeting.id) == meeting_id)
    if not rows:
        raise NotFoundError("There is no such meeting.")
    return rows[0]


def get_meeting_page(session: Session, actor: Actor, meeting_id: UUID) -> MeetingPage:
    """Return a meeting with who was there, what was decided and what happened to it."""
    row = get_meeting(session, actor, meeting_id)
    decided = list_decided(session, actor, (row.id,)).get(row.id, ())
    history = _history(session, actor, row.id) if may(actor, Action.VIEW_HISTORY) else ()
    return MeetingPage(row, list_attendance(session, actor, row.id), decided, history)


def list_attendance(session: Session, actor: Actor, meeting_id: UUID) -> tuple[AttendanceLine, ...]:
    """Return who was at a meeting, in the order of the minutes."""
    query = (
        sa.select(
            *(col(Attendance.post_id), col(Attendance.name), col(Attendance.attended)),
            col(Post.title),
        )
        .select_from(Attendance)
        .outerjoin(Post, points_at(Attendance.post_id, Post))
        .where(
            col(Attendance.organisation_id) == actor.organisation_id,
            col(Attendance.meeting_id) == meeting_id,
        )
        .order_by(col(Attendance.position), col(Attendance.id))
    )
    return tuple(
        AttendanceLine(post_words(post_id, title) or name, attended, post_id, name)
        for post_id, name, attended, title in session.connection().execute(query)
    )


def list_sittings(session: Session, actor: Actor) -> Names:
    """Return the meetings of late for which something can be recorded, the last first."""
    held = sa.and_(
        col(Meeting.held_on) <= actor.today,
        col(Meeting.state) != MeetingState.CANCELLED,
        sa.or_(col(MonthlyReview.id).is_(None), col(MonthlyReview.state) == MonthState.OPEN),
        _present() >= QUORUM,
    )
    found = session.connection().execute(_query(actor, held).limit(MOST_RECENT))
    rows = (MeetingRow(**row) for row in found.mappings())
    return tuple((row.id, row.name) for row in rows)


def list_open_months(session: Session, actor: Actor) -> Names:
    """Return the monthly reviews that a meeting can share."""
    query = (
        sa.select(col(MonthlyReview.id), col(MonthlyReview.month))
        .where(
            col(MonthlyReview.organisation_id) == actor.organisation_id,
            col(MonthlyReview.state) == MonthState.OPEN,
        )
        .order_by(col(MonthlyReview.month), col(MonthlyReview.id))
    )
    found = session.connection().execute(query)
    return tuple((row.id, month_words(row.month)) for row in found)


def has_decided(session: Session, actor: Actor, meeting_id: UUID) -> bool:
    """Tell whether anything at all was put to a meeting or decided there."""
    columns: tuple[tuple[Any, Condition], ...] = (
        (Decision.decided_in_id, sa.true()),
        (Decision.proposed_in_id, sa.true()),
        (MonthlyOutcome.meeting_id, not_withdrawn(MonthlyOutcome)),
        (Review.meeting_id, not_withdrawn(Review)),
    )
    points = (
        sa.exists().where(
            col(column.class_.organisation_id) == actor.organisation_id,
            column == meeting_id,
            counts,
        )
        for column, counts in columns
    )
    return bool(session.connection().execute(sa.select(sa.or_(*points))).scalar_one())


def _query(actor: Actor, which: Condition | None) -> sa.Select[*tuple[Any, ...]]:
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(
            *(col(column).label(name) for name, column in _COLUMNS.items()),
            _present().label("present"),
        )
        .select_from(Meeting)
        .join(Committee, points_at(Meeting.committee_id, Committee))
        .outerjoin(MonthlyReview, points_at(Meeting.monthly_review_id, MonthlyReview))
        .where(col(Meeting.organisation_id) == actor.organisation_id)
        .order_by(col(Meeting.held_on).desc(), col(Committee.position), col(Meeting.id))
    )
    return query if which is None else query.where(which)


def _present() -> sa.ScalarSelect[int]:
    """Return how many were present at a meeting."""
    return (
        sa.select(sa.func.count())
        .select_from(Attendance)
        .where(
            points_at(Attendance.meeting_id, Meeting),
            col(Attendance.attended) == Attended.PRESENT,
        )
        .correlate(Meeting)
        .scalar_subquery()
    )


def _history(session: Session, actor: Actor, meeting_id: UUID) -> tuple[HistoryLine, ...]:
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(*COLUMNS)
        .select_from(History)
        .where(
            col(History.organisation_id) == actor.organisation_id,
            col(History.subject_id) == meeting_id,
            col(History.risk_id).is_(None),
        )
    )
    return tuple(line for _, line in read_lines(session, with_words(query)))
