"""Meetings of committees: which there are, who was at one and what it decided."""

from datetime import date
from uuid import UUID

from flask import Response
from pydantic import Field

from riskapp.api.answers import shown
from riskapp.api.cursors import listed_whole
from riskapp.api.resource import Resource
from riskapp.api.resources.month_shapes import AttendanceOut
from riskapp.api.resources.naming import One, RiskNameOut
from riskapp.api.shapes import Listing, Shape, Stated, Walk
from riskapp.domain.actions import Action
from riskapp.domain.meetings import MeetingState
from riskapp.queries.meetings import get_meeting_page, list_meetings
from riskapp.web.session import current_actor, get_session

resource = Resource("meetings", "Meetings", "Meetings of committees, and what they decided.")


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
    month: date | None = Field(description="The first day of the month whose review it shares.")
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


class MeetingOut(MeetingRowOut):
    """A meeting with who was there and what it decided."""

    attendance: tuple[AttendanceOut, ...]
    decided: tuple[DecidedAtOut, ...]


class Meetings(Listing[MeetingRowOut]):
    """A piece of the meetings, the last first."""


class MeetingsAsked(Walk):
    """Asks for the meetings."""


@resource.lists("/meetings", Action.VIEW_REGISTER, Meetings)
def meetings(query: MeetingsAsked) -> Response:
    """List the meetings."""
    rows = list_meetings(get_session(), current_actor())
    return listed_whole(Meetings, rows, query, lambda it: str(it.id), MeetingRowOut.of)


@resource.shows("/meetings/<uuid:id>", Action.VIEW_REGISTER, MeetingOut)
def meeting(path: One) -> Response:
    """Show a meeting."""
    page = get_meeting_page(get_session(), current_actor(), path.id)
    told = MeetingOut(
        **dict(MeetingRowOut.of(page.row)),
        attendance=tuple(map(AttendanceOut.of, page.attendance)),
        decided=tuple(map(DecidedAtOut.of, page.decided)),
    )
    return shown(told, page.row.version)
