"""Programmes: all of them, and one with its milestones."""

from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from riskapp.domain.actions import Action
from riskapp.queries.milestones import count_standings
from riskapp.queries.programmes import get_programme, list_programmes
from riskapp.web.asked import asked_day
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session

pages = Blueprint("programmes", __name__)


@pages.get("/<org>/programmes")
@needs(Action.VIEW_REGISTER)
def programmes() -> ResponseReturnValue:
    """Show the programmes with how their milestones stand."""
    day = asked_day()
    rows = list_programmes(get_session(), current_actor(), day)
    counted = [(row, count_standings(row.milestones)) for row in rows]
    return render_template("plan/programmes.html", programmes=counted, as_at=day)


@pages.get("/<org>/programmes/<uuid:programme_id>")
@needs(Action.VIEW_REGISTER)
def programme(programme_id: UUID) -> ResponseReturnValue:
    """Show one programme with its milestones, the most overdue first."""
    day = asked_day()
    row = get_programme(get_session(), current_actor(), programme_id, day)
    counts = count_standings(row.milestones)
    return render_template("plan/programme.html", row=row, counts=counts, as_at=day)
