"""Programmes, with how their milestones stand."""

from uuid import UUID

from flask import Response
from pydantic import Field

from riskapp.api.answers import shown
from riskapp.api.cursors import listed, piece
from riskapp.api.resource import Resource
from riskapp.api.resources.naming import One
from riskapp.api.shapes import AsAt, Listing, Shape, Stated, Walk
from riskapp.domain.actions import Action
from riskapp.queries.milestones import count_standings
from riskapp.queries.programmes import get_programme, list_programmes
from riskapp.readmodels.plan import ProgrammeRow
from riskapp.web.session import current_actor, get_session

resource = Resource("programmes", "Programmes", "Programmes, with how their milestones stand.")


class MilestoneCountsOut(Shape):
    """How many milestones there are, and how they stand."""

    total: int
    done: int
    late: int
    at_risk: int
    only_start: int = Field(description="Those that only say when they start.")


class ProgrammeOut(Shape):
    """A programme; its milestones are found by their own address."""

    id: UUID
    name: str
    section: str
    executive: Stated
    workstreams: tuple[str, ...]
    objectives: tuple[str, ...]
    milestones: MilestoneCountsOut

    @classmethod
    def of_row(cls, row: ProgrammeRow) -> "ProgrammeOut":
        """Return a programme as it is answered with."""
        same = ("id", "name", "section", "executive", "workstreams", "objectives")
        counts = MilestoneCountsOut.of(count_standings(row.milestones))
        return cls(**{name: getattr(row, name) for name in same}, milestones=counts)


class Programmes(Listing[ProgrammeOut]):
    """A piece of the programmes, in their order."""


class ProgrammesAsked(AsAt, Walk):
    """Asks for the programmes as at a day."""


@resource.lists("/programmes", Action.VIEW_REGISTER, Programmes)
def programmes(query: ProgrammesAsked) -> Response:
    """List the programmes."""
    rows = list_programmes(get_session(), current_actor(), query.day())
    some, following = piece(rows, query, lambda row: str(row.id))
    items = tuple(map(ProgrammeOut.of_row, some))
    return listed(Programmes(items=items, next=following, total=len(rows)))


@resource.shows("/programmes/<uuid:id>", Action.VIEW_REGISTER, ProgrammeOut)
def programme(path: One, query: AsAt) -> Response:
    """Show a programme."""
    row = get_programme(get_session(), current_actor(), path.id, query.day())
    return shown(ProgrammeOut.of_row(row))
