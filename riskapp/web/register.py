"""The register, the HLRR, the BAF and the heat map: lists of risks, as at any day."""

from datetime import date
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from riskapp.domain.actions import Action
from riskapp.domain.columns import COLUMN_WORDS
from riskapp.domain.escalation import Register
from riskapp.domain.filters import RegisterFilters
from riskapp.domain.severity import Severity
from riskapp.queries.choices import list_choices
from riskapp.queries.framework import framework, high_level
from riskapp.queries.heat_map import heat_map
from riskapp.queries.matrices import get_matrix
from riskapp.queries.quality_settings import list_settings
from riskapp.queries.register import list_register
from riskapp.queries.views import list_views
from riskapp.web.asked import address_with, asked_day, asked_word
from riskapp.web.asked_columns import asked_columns, show_columns
from riskapp.web.asked_filters import asked_filters, asked_status, offered, said
from riskapp.web.asked_flags import sort_value
from riskapp.web.bulk_change import change_address
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session
from riskapp.web.views import keep_address
from riskapp.web.way_back import remember_list

pages = Blueprint("register", __name__)


@pages.get("/<org>/risks")
@needs(Action.VIEW_REGISTER)
def risks() -> ResponseReturnValue:
    """Show the risks that the address asks for, in the columns that it asks for."""
    session, actor, day = get_session(), current_actor(), asked_day()
    matrix = get_matrix(session, actor, day)
    choices = list_choices(session, actor)
    filters, columns = asked_filters(choices, matrix), asked_columns()
    found = list_register(session, actor, filters, on=day, matrix=matrix)
    remember_list()
    return render_template(
        "register/risks.html",
        found=found,
        filters=filters,
        offered=offered(choices, matrix),
        shown=show_columns(columns, found.rows, filters, day),
        views=list_views(session, actor),
        switched_off=bool(filters.check) and _is_off(filters.check, day),
        as_at=day,
        **_asked_for(filters, list(said(filters, choices, matrix))),
    )


def _is_off(check: str, day: date | None) -> bool:
    """Tell whether a quality check is, or on a day was, switched off."""
    settings = list_settings(get_session(), current_actor(), day)
    return check in settings and settings[check].severity is Severity.OFF


def _asked_for(filters: RegisterFilters, in_use: list[tuple[str, str]]) -> dict[str, Any]:
    """Return what the address asks for, to say it again and to ask for more beside it."""
    beside = [(name, words) for name, words in request.args.items() if words]
    return {
        "status": asked_status(),
        "said": in_use,
        "unfolded": bool(asked_day()) or any(name != "search" for name, _ in in_use),
        "sort_value": sort_value(filters),
        "columns_offered": COLUMN_WORDS.items(),
        "asked_beside": [one for one in beside if one[0] not in {"columns", "page"}],
        "keep_address": keep_address(),
        "address_with": address_with,
        "address_of_page": lambda number: address_with(page=number),
        "change_address": change_address(),
    }


@pages.get("/<org>/high-level-risks")
@needs(Action.VIEW_REGISTER)
def high_level_risks() -> ResponseReturnValue:
    """Show the High Level Risk Register."""
    session, actor, day = get_session(), current_actor(), asked_day()
    remember_list()
    return render_template(
        "register/high_level_risks.html",
        found=high_level(session, actor, day),
        HLRR=Register.HLRR,
        threshold=get_matrix(session, actor, day).threshold,
        as_at=day,
    )


@pages.get("/<org>/baf")
@needs(Action.VIEW_REGISTER)
def baf() -> ResponseReturnValue:
    """Show the Board Assurance Framework by objective."""
    session, actor, day = get_session(), current_actor(), asked_day()
    found = framework(session, actor, day)
    named = {group.objective.id for group in found.groups if group.objective}
    objectives = list_choices(session, actor).objectives
    remember_list()
    return render_template(
        "register/baf.html",
        found=found,
        BAF=Register.BAF,
        without=[words for key, words in objectives.items() if key not in named],
        as_at=day,
    )


@pages.get("/<org>/heat-map")
@needs(Action.VIEW_REGISTER)
def heat() -> ResponseReturnValue:
    """Show how many risks stand in each cell of the matrix."""
    session, actor, day = get_session(), current_actor(), asked_day()
    register = asked_word("register", Register)
    return render_template(
        "register/heat_map.html",
        found=heat_map(session, actor, register, day),
        chosen=register,
        registers=list(Register),
        as_at=day,
    )
