"""The register, the HLRR, the BAF and the heat map: lists of risks, as at any day."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from riskapp.domain.actions import Action
from riskapp.domain.escalation import Register
from riskapp.queries.choices import list_choices
from riskapp.queries.framework import framework, high_level
from riskapp.queries.heat_map import heat_map
from riskapp.queries.matrices import get_matrix
from riskapp.queries.register import list_register
from riskapp.web.asked import address_with, asked_day, asked_word
from riskapp.web.asked_filters import asked_filters, asked_status, offered, said
from riskapp.web.asked_flags import sort_value, turned
from riskapp.web.bulk_change import change_address
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session

pages = Blueprint("register", __name__)


@pages.get("/<org>/risks")
@needs(Action.VIEW_REGISTER)
def risks() -> ResponseReturnValue:
    """Show the risks that the address asks for."""
    session, actor, day = get_session(), current_actor(), asked_day()
    matrix = get_matrix(session, actor, day)
    choices = list_choices(session, actor)
    filters = asked_filters(choices, matrix)
    in_use = list(said(filters, choices, matrix))
    return render_template(
        "register/risks.html",
        found=list_register(session, actor, filters, on=day, matrix=matrix),
        filters=filters,
        offered=offered(choices, matrix),
        status=asked_status(),
        said=in_use,
        unfolded=bool(day) or any(name != "search" for name, _ in in_use),
        as_at=day,
        sort_value=sort_value(filters),
        turned=turned,
        address_with=address_with,
        address_of_page=lambda number: address_with(page=number),
        change_address=change_address(),
    )


@pages.get("/<org>/high-level-risks")
@needs(Action.VIEW_REGISTER)
def high_level_risks() -> ResponseReturnValue:
    """Show the High Level Risk Register."""
    session, actor, day = get_session(), current_actor(), asked_day()
    return render_template(
        "register/high_level_risks.html",
        found=high_level(session, actor, day),
        HLRR=Register.HLRR,
        threshold=get_matrix(session, actor, day).threshold,
        as_at=day,
        address_with=address_with,
    )


@pages.get("/<org>/baf")
@needs(Action.VIEW_REGISTER)
def baf() -> ResponseReturnValue:
    """Show the Board Assurance Framework by objective."""
    session, actor, day = get_session(), current_actor(), asked_day()
    found = framework(session, actor, day)
    named = {group.objective.id for group in found.groups if group.objective}
    objectives = list_choices(session, actor).objectives
    return render_template(
        "register/baf.html",
        found=found,
        BAF=Register.BAF,
        without=[words for key, words in objectives.items() if key not in named],
        as_at=day,
        address_with=address_with,
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
        address_with=address_with,
    )
