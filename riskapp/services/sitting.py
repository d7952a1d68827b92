"""Recording for a meeting: what it decides, somebody writes down, and the meeting has decided."""

from dataclasses import replace
from uuid import UUID

from sqlmodel import Session, col, func, select

from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotFoundError
from riskapp.domain.meetings import QUORUM, Attended, MeetingState
from riskapp.domain.months import MonthState
from riskapp.domain.permissions import Actor, Sitting, require
from riskapp.domain.wording import date_words, month_words
from riskapp.models import Attendance, Meeting, MonthlyReview


def sit(
    session: Session, actor: Actor, meeting_id: UUID, *, proposed_by_post_id: UUID | None = None
) -> Actor:
    """Return the actor as one who records for a meeting that can decide.

    NotAllowedError for someone who may not record; FieldError where the meeting was cancelled, lies
    ahead, is of a month that is closed, or has nobody down as present: a committee is never one
    person.
    """
    require(actor, Action.RECORD_FOR_MEETING)
    meeting = session.get(Meeting, (actor.organisation_id, meeting_id))
    if meeting is None:
        raise NotFoundError("There is no such meeting.")
    _refuse_unfit(session, actor, meeting)
    sitting = Sitting(meeting.id, meeting.committee_id, proposed_by_post_id)
    return replace(actor, sitting=sitting)


def _refuse_unfit(session: Session, actor: Actor, meeting: Meeting) -> None:
    if meeting.state is MeetingState.CANCELLED:
        raise FieldError("meeting", "That meeting was cancelled.")
    if meeting.held_on > actor.today:
        day = date_words(meeting.held_on)
        raise FieldError("meeting", f"That meeting is not until {day}, so it has decided nothing.")
    if _count_present(session, meeting) < QUORUM:
        raise FieldError(
            "meeting", f"Record first who was there: it takes at least {QUORUM} who were present."
        )
    _refuse_final(session, meeting)


def _refuse_final(session: Session, meeting: Meeting) -> None:
    """Refuse a meeting of a month that is closed: what is decided now belongs to the next."""
    if meeting.monthly_review_id is None:
        return
    key = (meeting.organisation_id, meeting.monthly_review_id)
    review = session.get_one(MonthlyReview, key)
    if review.state is not MonthState.OPEN:
        month = month_words(review.month)
        raise FieldError(
            "meeting", f"The review of {month} is closed, and its meetings with it: choose another."
        )


def _count_present(session: Session, meeting: Meeting) -> int:
    query = select(func.count()).where(
        col(Attendance.organisation_id) == meeting.organisation_id,
        col(Attendance.meeting_id) == meeting.id,
        col(Attendance.attended) == Attended.PRESENT,
    )
    return session.exec(query).one()
