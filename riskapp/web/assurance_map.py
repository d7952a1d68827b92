"""The assurance map, as a page and as a file."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from reports.assurance_map import assurance_map_csv
from riskapp.domain.actions import Action
from riskapp.domain.assurance import LINE_NAMES, LINE_SHORT, Line
from riskapp.domain.errors import UnfitError
from riskapp.queries.assurance_map import MapFilters, get_assurance_map
from riskapp.readmodels.assurance_map import AssuranceMap
from riskapp.web.asked import address_with, asked_day, asked_id, asked_word
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session

pages = Blueprint("assurance_map", __name__)


@pages.get("/<org>/assurance-map")
@needs(Action.VIEW_REGISTER)
def show() -> ResponseReturnValue:
    """Show what each line of assurance says of the risks on the BAF, with the holes visible."""
    filters = _asked_filters()
    return render_template(
        "controls/assurance_map.html",
        found=_find(filters),
        filters=filters,
        narrowed=filters != MapFilters(),
        lines=LINE_SHORT,
        line_names=LINE_NAMES,
        as_at=asked_day(),
        file_address=address_with().replace("/assurance-map", "/assurance-map.csv", 1),
    )


@pages.get("/<org>/assurance-map.csv")
@needs(Action.VIEW_REGISTER)
def file() -> ResponseReturnValue:
    """Give the same map as a file for a spreadsheet."""
    actor, day = current_actor(), asked_day()
    name = f"{actor.organisation_code}-assurance-map-{day or actor.today}.csv"
    return Response(
        assurance_map_csv(_find(_asked_filters())),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _asked_filters() -> MapFilters:
    return MapFilters(asked_id("objective"), asked_id("committee"), asked_word("hole", Line))


def _find(filters: MapFilters) -> AssuranceMap:
    """Return the part of the map that is asked for; what names nothing is refused."""
    found = get_assurance_map(get_session(), current_actor(), filters, asked_day())
    if filters.committee_id not in {None, *(key for key, _ in found.committees)}:
        raise UnfitError("The address asks for a committee that leads on no risk of the map.")
    return found
