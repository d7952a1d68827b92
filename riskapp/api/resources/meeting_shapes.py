"""A meeting as lists and its own address show it, and what is sent about one."""

from datetime import date
from uuid import UUID

from pydantic import Field

from forms.meetings import MOST_ROWS
from riskapp.api.resources.month_shapes import AttendanceOut
from riskapp.api.resources.naming import MonthName, RiskNameOut
from riskapp.api.shapes import Day, Line, Listing, Sent, Shape, Stated, unsent
from riskapp.domain.meetings import Attended, MeetingState


class MeetingRowOut(Shape):
    """A meeting in a list."""

    id: UUID
    name: str
    committee: str
    committee_id: UUID
    held_on: date
    title: str
    state: MeetingState
    cancelled_why: str
    month: MonthName | None = Field(description="The month whose review it shares.")
    present: int = Field(description="How many were present: two make one that can decide.")
    version: int


class DecidedAtOut(Shape):
    """What a meeting decided about a risk."""

    risk: RiskNameOut
    what: str
    why: str
    proposer: Stated
    recorded_by: str
    action: str


class AttendeeOut(AttendanceOut):
    """Who was at a meeting, by post or by name, and how."""

    post_id: UUID | None
    name: Stated = Field(description="Null for a post.")


class MeetingOut(MeetingRowOut):
    """A meeting with who was there and what it decided."""

    attendance: tuple[AttendeeOut, ...]
    decided: tuple[DecidedAtOut, ...]


class Meetings(Listing[MeetingRowOut]):
    """A piece of the meetings, the last first."""


SHARED = "The month whose review it shares, which must be open; null for none."
Month = Field(None, pattern="^[0-9]{4}-[0-9]{2}$", description=SHARED, examples=["2018-06"])


class MeetingIn(Sent):
    """A meeting to be planned; one of a day that has passed is entered as held."""

    committee_id: UUID
    held_on: Day
    title: Line = Field("", description="Only where one is needed, to tell two of a day apart.")
    month: Line | None = Month


class MeetingChange(Sent):
    """What a meeting is from now on; what is not sent stays as it is."""

    held_on: Day = unsent()
    title: Line = unsent()
    month: Line | None = Month
    state: MeetingState = unsent(description="Planned, or held: cancelling it is another deed.")


class AttendeeIn(Sent):
    """Somebody who was there or sent apologies: a post or a name."""

    post_id: UUID | None = None
    name: Line = Field("", description="Only of who comes for no post.")
    attended: Attended = Attended.PRESENT


class AttendanceIn(Sent):
    """All who were at a meeting, in the order of the minutes."""

    attendance: tuple[AttendeeIn, ...] = Field(max_length=MOST_ROWS)
