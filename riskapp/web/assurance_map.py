"""The assurance map, as a page and as a file."""

from collections.abc import Iterator

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from riskapp.domain.actions import Action
from riskapp.domain.assurance import LINE_NAMES, LINE_SHORT, Line
from riskapp.domain.errors import UnfitError
from riskapp.queries.assurance_map import MapFilters, get_assurance_map
from riskapp.readmodels.assurance_map import AssuranceMap
from riskapp.takeouts.changes import map_list
from riskapp.web.asked import asked_day, asked_id, asked_word
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session
from riskapp.web.taking_out import about, as_files, list_file

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
    )


@as_files(pages, "/<org>/assurance-map")
@needs(Action.VIEW_REGISTER)
def file() -> ResponseReturnValue:
    """Give the same map as a file."""
    filters = _asked_filters()
    found = _find(filters)
    return list_file(map_list(about(asked_day(), _said(filters, found)), found))


def _said(filters: MapFilters, found: AssuranceMap) -> Iterator[str]:
    if filters.objective_id:
        numbers = {one.id: one.number for one in found.objectives}
        yield f"objective {numbers.get(filters.objective_id, 'that is none of these')}"
    if filters.committee_id:
        yield f"lead committee: {dict(found.committees)[filters.committee_id]}"
    if filters.hole:
        yield f"with a hole in: {LINE_SHORT[filters.hole]}"


def _asked_filters() -> MapFilters:
    return MapFilters(asked_id("objective"), asked_id("committee"), asked_word("hole", Line))


def _find(filters: MapFilters) -> AssuranceMap:
    """Return the part of the map that is asked for; what names nothing is refused."""
    found = get_assurance_map(get_session(), current_actor(), filters, asked_day())
    if filters.committee_id not in {None, *(key for key, _ in found.committees)}:
        raise UnfitError("The address asks for a committee that leads on no risk of the map.")
    return found
