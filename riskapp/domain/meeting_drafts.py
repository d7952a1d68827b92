"""What people ask for about meetings, as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskapp.domain.domains import Domain
from riskapp.domain.meetings import Attended, MeetingState


@dataclass(frozen=True, slots=True)
class PlanMeeting:
    """A meeting of a committee on a day; one of a day that has passed was held.

    `title` tells two of one day apart; `monthly_review_id` is the review that it shares.
    """

    committee_id: UUID
    held_on: date
    title: str = ""
    monthly_review_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ChangeMeeting:
    """Another day, title or review of a meeting, or that it was held."""

    held_on: date
    title: str
    monthly_review_id: UUID | None
    state: MeetingState
    seen_version: int


@dataclass(frozen=True, slots=True)
class CancelMeeting:
    """That a meeting is not held, or was entered by mistake, and why."""

    reason: str
    seen_version: int


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody at a meeting, by post or by name; `row` is where the form asks for them."""

    attended: Attended
    post_id: UUID | None = None
    name: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class RecordAttendance:
    """Everybody who was at a meeting or sent apologies, in the order of the minutes."""

    attendees: Sequence[Attendee]
    seen_version: int


@dataclass(frozen=True, slots=True)
class SetOversight:
    """The domains that a committee oversees from today, and whether it takes programme risks."""

    domains: frozenset[Domain]
    takes_programme_risks: bool
    reason: str
    seen_version: int
