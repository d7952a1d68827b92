"""Meetings: planning one, changing or cancelling it, and recording who was there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotFoundError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.meeting_drafts import CancelMeeting, ChangeMeeting, PlanMeeting
from riskapp.domain.meetings import MeetingState, told_words
from riskapp.domain.months import MonthState
from riskapp.domain.permissions import Actor, require
from riskapp.domain.wording import date_words, month_words
from riskapp.models import Committee, Meeting, MonthlyReview
from riskapp.queries.meetings import has_decided
from riskapp.services.history import note

TWICE = "There is a meeting of that day and title already: give this one a title of its own."
DECIDED = "Something was decided there, so it was held and cannot be cancelled."


@dataclass(frozen=True, slots=True)
class Convened:
    """Somebody doing something to a meeting of a committee, both locked."""

    session: Session
    actor: Actor
    committee: Committee
    meeting: Meeting

    def note(
        self,
        kind: Happening,
        *,
        facts: Mapping[str, object] | None = None,
        words: Mapping[str, str] | None = None,
    ) -> None:
        """Note it in the history, under the day on which it was so."""
        known: dict[str, object] = {
            "meeting": told_words(self.committee.name, self.meeting.held_on),
            **({"effective": self.meeting.held_on.isoformat()} if self._is_past else {}),
        }
        id_ = self.meeting.id
        note(
            self.session,
            self.actor,
            kind,
            subject_id=id_,
            facts={**known, **(facts or {})},
            words=words,
        )

    @property
    def _is_past(self) -> bool:
        return self.meeting.held_on < self.actor.today


def plan_meeting(session: Session, actor: Actor, draft: PlanMeeting) -> Meeting:
    """Plan a meeting of a committee; one of a day that has passed is entered as held."""
    require(actor, Action.CHANGE_MEETING)
    committee = _lock_committee(session, actor, draft.committee_id)
    if committee is None:
        raise FieldError("committee", "Choose one of those listed.")
    title = " ".join(draft.title.split())
    meeting = Meeting(
        organisation_id=actor.organisation_id,
        committee_id=committee.id,
        held_on=draft.held_on,
        title=title,
        state=MeetingState.HELD if draft.held_on < actor.today else MeetingState.PLANNED,
        by_id=actor.person_id,
    )
    convened = Convened(session, actor, committee, meeting)
    _refuse_unfit_day(convened, draft.held_on, title)
    meeting.monthly_review_id = _month(convened, draft.monthly_review_id)
    session.add(meeting)
    session.flush()
    convened.note(Happening.MEETING_PLANNED, words={"title": title})
    return meeting


def change_meeting(session: Session, actor: Actor, meeting_id: UUID, draft: ChangeMeeting) -> None:
    """Change the day, title or review of a meeting, or say that it was held."""
    convened = begin_with(session, actor, meeting_id, draft.seen_version)
    meeting, title = convened.meeting, " ".join(draft.title.split())
    _refuse_unfit_day(convened, draft.held_on, title)
    _refuse_unfit_state(convened, draft)
    month_id = _month(convened, draft.monthly_review_id)
    changes = _changes(convened, draft, title, month_id)
    meeting.held_on, meeting.title, meeting.state = draft.held_on, title, draft.state
    meeting.monthly_review_id = month_id
    if changes:
        meeting.version += 1
        facts = {"changes": ", ".join(changes)}
        convened.note(Happening.MEETING_CHANGED, facts=facts, words={"title": title})
    session.flush()


def cancel_meeting(session: Session, actor: Actor, meeting_id: UUID, draft: CancelMeeting) -> None:
    """Cancel a meeting at which nothing was decided, with the reason."""
    convened = begin_with(session, actor, meeting_id, draft.seen_version)
    if not draft.reason.strip():
        raise FieldError("reason", "Say why: the reason is kept with the meeting.")
    if has_decided(session, actor, meeting_id):
        raise FieldError("", DECIDED)
    convened.meeting.state = MeetingState.CANCELLED
    convened.meeting.cancelled_why = draft.reason.strip()
    convened.meeting.version += 1
    convened.note(Happening.MEETING_CANCELLED, words={"reason": draft.reason.strip()})
    session.flush()


def begin_with(session: Session, actor: Actor, meeting_id: UUID, seen_version: int) -> Convened:
    """Fetch and lock a meeting to change it; StaleError if it was changed since looked at."""
    require(actor, Action.CHANGE_MEETING)
    query = select(Meeting).where(
        col(Meeting.organisation_id) == actor.organisation_id, col(Meeting.id) == meeting_id
    )
    known = session.exec(query).one_or_none()
    committee = _lock_committee(session, actor, known.committee_id) if known else None
    locked = query.with_for_update().execution_options(populate_existing=True)
    meeting = session.exec(locked).one_or_none()
    if meeting is None or committee is None:
        raise NotFoundError("There is no such meeting.")
    if meeting.version != seen_version:
        raise StaleError("Someone else changed this meeting while you were looking at it.")
    convened = Convened(session, actor, committee, meeting)
    if meeting.state is MeetingState.CANCELLED:
        raise FieldError("", "That meeting was cancelled: plan another instead.")
    _refuse_final(convened)
    return convened


def _lock_committee(session: Session, actor: Actor, committee_id: UUID) -> Committee | None:
    """Return a committee whose meetings nobody else changes meanwhile, or None."""
    query = select(Committee).where(
        col(Committee.organisation_id) == actor.organisation_id, col(Committee.id) == committee_id
    )
    return session.exec(query.with_for_update(key_share=True)).one_or_none()


def _refuse_final(convened: Convened) -> None:
    """Refuse to change a meeting of a month that is closed: what it decided is final."""
    month = _find_month(convened, convened.meeting.monthly_review_id)
    if month is not None and month.state is not MonthState.OPEN:
        name = month_words(month.month)
        raise FieldError("", f"The review of {name} is closed: its meetings are final.")


def _refuse_unfit_day(convened: Convened, held_on: date, title: str) -> None:
    if held_on >= FOREVER:
        raise FieldError("held_on", "Choose an earlier day.")
    query = select(Meeting.title).where(
        col(Meeting.organisation_id) == convened.actor.organisation_id,
        col(Meeting.committee_id) == convened.committee.id,
        col(Meeting.held_on) == held_on,
        col(Meeting.id) != convened.meeting.id,
    )
    if title.casefold() in {other.casefold() for other in convened.session.exec(query)}:
        raise FieldError("title", TWICE)


def _refuse_unfit_state(convened: Convened, draft: ChangeMeeting) -> None:
    if draft.state is MeetingState.CANCELLED:
        raise FieldError("state", "Cancel the meeting instead: that takes a reason.")
    if draft.state is MeetingState.HELD and draft.held_on > convened.actor.today:
        day = date_words(draft.held_on)
        raise FieldError("held_on", f"It is not {day} yet, so the meeting cannot have been held.")
    if draft.state is MeetingState.PLANNED and has_decided(
        convened.session, convened.actor, convened.meeting.id
    ):
        raise FieldError("state", "Something was decided there, so it was held.")


def _month(convened: Convened, month_id: UUID | None) -> UUID | None:
    """Return the review that a meeting is to share: one that is open, or none."""
    month = _find_month(convened, month_id)
    if month_id is not None and (month is None or month.state is not MonthState.OPEN):
        raise FieldError("month", "Choose a review that is open.")
    return month_id


def _find_month(convened: Convened, month_id: UUID | None) -> MonthlyReview | None:
    """Return a month, which nobody closes meanwhile."""
    if month_id is None:
        return None
    query = select(MonthlyReview).where(
        col(MonthlyReview.organisation_id) == convened.actor.organisation_id,
        col(MonthlyReview.id) == month_id,
    )
    locked = query.with_for_update(read=True).execution_options(populate_existing=True)
    return convened.session.exec(locked).one_or_none()


def _changes(
    convened: Convened, draft: ChangeMeeting, title: str, month_id: UUID | None
) -> list[str]:
    """Return in words what would change, without what was typed."""
    meeting = convened.meeting
    before, after = date_words(meeting.held_on), date_words(draft.held_on)
    month = _find_month(convened, month_id)
    review = f"shares the review of {month_words(month.month)}" if month else "shares no review"
    told = {
        f"the day from {before} to {after}": meeting.held_on != draft.held_on,
        "its title": meeting.title != title,
        review: meeting.monthly_review_id != month_id,
        draft.state.value: meeting.state is not draft.state,
    }
    return [words for words, changed in told.items() if changed]
