"""Units: the parts of the organisation, whose ids filters ask for and risks are raised with."""

from uuid import UUID

from flask import Response

from riskapp.api.cursors import listed_whole
from riskapp.api.resource import Resource
from riskapp.api.shapes import Listing, Shape, Walk
from riskapp.domain.actions import Action
from riskapp.queries.risk_choices import list_units_within_reach
from riskapp.web.session import current_actor, get_session

resource = Resource("units", "Units", "The parts of the organisation, which risks belong to.")


class UnitOut(Shape):
    """A unit; lists of risks that are asked for by its id have those of the units below it too."""

    id: UUID
    name: str


class Units(Listing[UnitOut]):
    """A piece of the units, the whole organisation first."""


class UnitsAsked(Walk):
    """Asks for the units."""


@resource.lists("/units", Action.VIEW_REGISTER, Units)
def units(query: UnitsAsked) -> Response:
    """List the units whose risks you may see."""
    rows = list_units_within_reach(get_session(), current_actor())
    return listed_whole(
        Units, rows, query, lambda it: str(it[0]), lambda it: UnitOut(id=it[0], name=it[1])
    )
