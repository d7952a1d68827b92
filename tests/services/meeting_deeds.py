"""Doing things to meetings as their secretary, for tests."""

from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session

from riskapp.domain.meeting_drafts import (
    Attendee,
    CancelMeeting,
    ChangeMeeting,
    PlanMeeting,
    RecordAttendance,
)
from riskapp.domain.meetings import Attended
from riskapp.domain.months import MonthState
from riskapp.domain.permissions import Role
from riskapp.models import MonthlyReview
from riskapp.queries.meetings import get_meeting
from riskapp.readmodels.meetings import MeetingRow
from riskapp.services.attendance import record_attendance
from riskapp.services.meetings import cancel_meeting, change_meeting, plan_meeting
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
TWO = (Attendee(Attended.PRESENT, name="Ann", row=1), Attendee(Attended.PRESENT, name="Ben", row=2))


def plan(session: Session, trust: Trust, draft: PlanMeeting, role: Role = Role.SECRETARY) -> UUID:
    with transaction(session):
        return plan_meeting(session, trust.actor(role), draft).id


def look(session: Session, trust: Trust, meeting: UUID) -> MeetingRow:
    session.rollback()
    return get_meeting(session, trust.actor(), meeting)


def change(session: Session, trust: Trust, meeting: UUID, **other: object) -> None:
    row = look(session, trust, meeting)
    as_it_is = {
        "held_on": row.held_on, "title": row.title, "state": row.state,
        "monthly_review_id": row.monthly_review_id, "seen_version": row.version,
    }  # fmt: skip
    with transaction(session):
        draft = ChangeMeeting(**{**as_it_is, **other})  # type: ignore[arg-type]
        change_meeting(session, trust.actor(Role.SECRETARY), meeting, draft)


def attend(session: Session, trust: Trust, meeting: UUID, *who: Attendee) -> None:
    draft = RecordAttendance(who, look(session, trust, meeting).version)
    with transaction(session):
        record_attendance(session, trust.actor(Role.SECRETARY), meeting, draft)


def cancel(session: Session, trust: Trust, meeting: UUID, reason: str = "Too few came.") -> None:
    draft = CancelMeeting(reason, look(session, trust, meeting).version)
    with transaction(session):
        cancel_meeting(session, trust.actor(Role.SECRETARY), meeting, draft)


def a_month(session: Session, trust: Trust, state: MonthState = MonthState.OPEN) -> MonthlyReview:
    with transaction(session):
        month = MonthlyReview(
            organisation_id=trust.organisation.id,
            month=date(2018, 6, 1),
            state=state,
            opened_on=TODAY,
            opened_by_id=trust.people[Role.SECRETARY].id,
        )
        session.add(month)
    return month
