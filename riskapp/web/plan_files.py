"""The plan as files: milestones, objectives and programmes, all of each as it is seen."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from riskapp.domain.actions import Action
from riskapp.domain.references import risk_reference
from riskapp.queries.milestones import MilestoneFilters, count_standings, get_milestone_page
from riskapp.queries.objectives import list_objectives
from riskapp.queries.programmes import list_programme_names, list_programmes
from riskapp.takeouts.plan import milestone_list, objective_list, programme_list
from riskapp.web.asked import asked_day
from riskapp.web.guard import needs
from riskapp.web.milestones import asked_filters
from riskapp.web.session import current_actor, get_session
from riskapp.web.taking_out import about, as_files, every_page, list_file

pages = Blueprint("plan_files", __name__)


@as_files(pages, "/<org>/milestones")
@needs(Action.VIEW_REGISTER)
def milestones() -> ResponseReturnValue:
    """Give all milestones that the address asks for."""
    session, actor, day = get_session(), current_actor(), asked_day()
    programmes = list_programme_names(session, actor)
    filters = asked_filters(session, programmes)
    found = every_page(lambda page: get_milestone_page(session, actor, filters, day, page=page))
    rows = (row for page in found for row in page.rows)
    narrowed = _said(filters, dict(programmes))
    return list_file(milestone_list(about(day, narrowed), rows))


@as_files(pages, "/<org>/objectives")
@needs(Action.VIEW_REGISTER)
def objectives() -> ResponseReturnValue:
    """Give the objectives with the figures of their risks."""
    day = asked_day()
    rows = list_objectives(get_session(), current_actor(), day)
    return list_file(objective_list(about(day), rows))


@as_files(pages, "/<org>/programmes")
@needs(Action.VIEW_REGISTER)
def programmes() -> ResponseReturnValue:
    """Give the programmes with how their milestones stand."""
    day = asked_day()
    rows = list_programmes(get_session(), current_actor(), day)
    counted = [(row, count_standings(row.milestones)) for row in rows]
    return list_file(programme_list(about(day), counted))


def _said(filters: MilestoneFilters, programmes: Mapping[UUID, str]) -> Iterator[str]:
    if filters.programme_id:
        yield f"programme: {programmes[filters.programme_id]}"
    if filters.standing:
        yield f"standing: {filters.standing.value.replace('-', ' ')}"
    if filters.risk_number:
        yield f"of {risk_reference(filters.risk_number)}"
    if filters.search:
        yield f"words “{filters.search}”"
