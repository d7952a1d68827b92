"""How many risks stand in each cell of the matrix."""

from flask import Response
from pydantic import Field

from riskapp.api.answers import shown
from riskapp.api.resource import Resource
from riskapp.api.resources.scores import BandOut
from riskapp.api.shapes import AsAt, Shape
from riskapp.domain.actions import Action
from riskapp.domain.escalation import Register
from riskapp.queries.heat_map import heat_map as count_cells
from riskapp.web.session import current_actor, get_session

resource = Resource("heat-map", "Heat map", "How many risks stand in each cell of the matrix.")


class CellOut(Shape):
    """A consequence with a likelihood, and how many risks have both."""

    consequence: int
    likelihood: int
    value: int
    band: BandOut | None
    count: int


class HeatMapOut(Shape):
    """The matrix, row by row from consequence 5 down."""

    cells: tuple[CellOut, ...]
    plotted: int
    printed: int = Field(description="Risks with only a score in the old register.")
    unscored: int
    total: int


class HeatMapAsked(AsAt):
    """Asks for the map of one register, as at a day."""

    register_kind: Register | None = Field(None, alias="register")


@resource.shows("/heat-map", Action.VIEW_REGISTER, HeatMapOut)
def heat_map(query: HeatMapAsked) -> Response:
    """Show how many risks stand in each cell of the matrix."""
    found = count_cells(get_session(), current_actor(), query.register_kind, query.day())
    cells = tuple(CellOut.of(cell) for row in found.rows for cell in row)
    counted = {name: getattr(found, name) for name in ("plotted", "printed", "unscored", "total")}
    return shown(HeatMapOut(cells=cells, **counted))
