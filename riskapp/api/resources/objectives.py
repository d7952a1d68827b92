"""Strategic objectives, with the risks to each."""

from datetime import date
from uuid import UUID

from flask import Response
from pydantic import Field

from riskapp.api.answers import shown
from riskapp.api.cursors import listed, piece
from riskapp.api.resource import Resource
from riskapp.api.resources.naming import One
from riskapp.api.shapes import AsAt, Listing, Shape, Stated, Walk
from riskapp.domain.actions import Action
from riskapp.domain.errors import NotFoundError
from riskapp.queries.objectives import list_objectives
from riskapp.web.session import current_actor, get_session

resource = Resource("objectives", "Objectives", "Strategic objectives, with the risks to each.")


class ObjectiveOut(Shape):
    """An objective: how many risks there are to it, the highest score, how many on the BAF."""

    id: UUID
    number: str
    level: str
    title: str
    parent: Stated = Field(description="The aim that it belongs to.")
    executive: Stated
    committee: Stated
    starts_on: date
    ends_on: date
    risks: int
    highest: int = Field(description="The highest score among them, 0 where there is none.")
    on_baf: int


class Objectives(Listing[ObjectiveOut]):
    """A piece of the objectives, those in force first."""


class ObjectivesAsked(AsAt, Walk):
    """Asks for the objectives as at a day."""


@resource.lists("/objectives", Action.VIEW_REGISTER, Objectives)
def objectives(query: ObjectivesAsked) -> Response:
    """List the objectives."""
    rows = list_objectives(get_session(), current_actor(), query.day())
    some, following = piece(rows, query, lambda row: str(row.id))
    items = tuple(map(ObjectiveOut.of, some))
    return listed(Objectives(items=items, next=following, total=len(rows)))


@resource.shows("/objectives/<uuid:id>", Action.VIEW_REGISTER, ObjectiveOut)
def objective(path: One, query: AsAt) -> Response:
    """Show an objective."""
    rows = list_objectives(get_session(), current_actor(), query.day())
    found = next((row for row in rows if row.id == path.id), None)
    if found is None:
        raise NotFoundError("There is no such objective in this organisation.")
    return shown(ObjectiveOut.of(found))
