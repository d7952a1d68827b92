"""The register, the HLRR, the BAF and the heat map as files: all of a list, as it is seen."""

from typing import Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from riskapp.domain.actions import Action
from riskapp.domain.columns import Column
from riskapp.domain.escalation import Register
from riskapp.domain.wording import register_name
from riskapp.queries.choices import list_choices
from riskapp.queries.framework import framework, high_level
from riskapp.queries.heat_map import heat_map
from riskapp.queries.matrices import get_matrix
from riskapp.queries.register_listed import list_all_listed
from riskapp.takeouts.registers import (
    framework_list,
    heat_map_list,
    high_level_list,
    register_list,
)
from riskapp.takeouts.risks import legend_of
from riskapp.web.asked import asked_day, asked_word
from riskapp.web.asked_columns import USUAL, asked_columns
from riskapp.web.asked_filters import asked_filters, said
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session
from riskapp.web.taking_out import about, as_files, list_file

pages = Blueprint("register_files", __name__)

_USUAL: Final = tuple(column for columns in USUAL for column in columns)
_AT: Final = _USUAL.index(Column.TITLE) + 1
USUAL_COLUMNS: Final = (*_USUAL[:_AT], Column.STATUS, *_USUAL[_AT:])
"""The usual columns with the status, which a page says beside the title."""


@as_files(pages, "/<org>/risks")
@needs(Action.VIEW_REGISTER)
def risks() -> ResponseReturnValue:
    """Give all risks that the address asks for, in the columns that it asks for."""
    session, actor, day = get_session(), current_actor(), asked_day()
    matrix = get_matrix(session, actor, day)
    choices = list_choices(session, actor)
    filters, columns = asked_filters(choices, matrix), asked_columns() or USUAL_COLUMNS
    found = list_all_listed(session, actor, filters, columns, on=day, matrix=matrix)
    narrowed = (words for _, words in said(filters, choices, matrix))
    return list_file(register_list(about(day, narrowed, legend_of(matrix)), columns, found))


@as_files(pages, "/<org>/high-level-risks")
@needs(Action.VIEW_REGISTER)
def high_level_risks() -> ResponseReturnValue:
    """Give the High Level Risk Register."""
    session, actor, day = get_session(), current_actor(), asked_day()
    legend = legend_of(get_matrix(session, actor, day))
    return list_file(high_level_list(about(day, (), legend), high_level(session, actor, day)))


@as_files(pages, "/<org>/baf")
@needs(Action.VIEW_REGISTER)
def baf() -> ResponseReturnValue:
    """Give the Board Assurance Framework."""
    session, actor, day = get_session(), current_actor(), asked_day()
    legend = legend_of(get_matrix(session, actor, day))
    return list_file(framework_list(about(day, (), legend), framework(session, actor, day)))


@as_files(pages, "/<org>/heat-map")
@needs(Action.VIEW_REGISTER)
def heat() -> ResponseReturnValue:
    """Give how many risks stand in each cell of the matrix."""
    session, actor, day = get_session(), current_actor(), asked_day()
    register = asked_word("register", Register)
    narrowed = [f"on the {register_name(register)}"] if register else []
    legend = legend_of(get_matrix(session, actor, day))
    found = heat_map(session, actor, register, day)
    return list_file(heat_map_list(about(day, narrowed, legend), found))
