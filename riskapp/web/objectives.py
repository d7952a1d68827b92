"""The plan: its objectives, one with its risks and programmes, and who looks after what."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from riskapp.domain.actions import Action
from riskapp.domain.appetite_drafts import Subject
from riskapp.queries.appetite import get_appetite
from riskapp.queries.milestones import count_standings
from riskapp.queries.objective_risks import list_risks_to
from riskapp.queries.objectives import get_objective, list_objectives
from riskapp.queries.organisations import get_plan
from riskapp.queries.programmes import list_programmes_of_objective
from riskapp.web.asked import asked_day
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session
from riskapp.web.way_back import remember_list

pages = Blueprint("objectives", __name__)


@pages.get("/<org>/objectives")
@needs(Action.VIEW_REGISTER)
def objectives() -> ResponseReturnValue:
    """Show the objectives with the risks to each."""
    day = asked_day()
    rows = list_objectives(get_session(), current_actor(), day)
    plan = get_plan(get_session(), current_actor())
    return render_template("plan/objectives.html", objectives=rows, plan=plan, as_at=day)


@pages.get("/<org>/objectives/<number>")
@needs(Action.VIEW_REGISTER)
def objective(number: str) -> ResponseReturnValue:
    """Show one objective, the risks to it and the programmes that serve it."""
    session, actor, day = get_session(), current_actor(), asked_day()
    row = get_objective(session, actor, number, day)
    serving = list_programmes_of_objective(session, actor, row.id, day)
    remember_list()
    return render_template(
        "plan/objective.html",
        row=row,
        risks=list_risks_to(session, actor, row.id, day),
        appetite=get_appetite(session, actor, day).line(Subject(row.id)),
        programmes=[(one, count_standings(one.milestones)) for one in serving],
        as_at=day,
    )
