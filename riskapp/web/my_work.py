"""My work: the first page after signing in."""

from collections.abc import Mapping

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from riskapp.domain.actions import Action
from riskapp.domain.permissions import Role, may
from riskapp.queries.my_work import get_my_work
from riskapp.web.guard import needs
from riskapp.web.kept import begun
from riskapp.web.session import current_actor, get_session
from riskapp.web.way_back import remember_list

pages = Blueprint("my_work", __name__)

HEADINGS: Mapping[Role, str] = {
    Role.REPORTER: "Risks you raised",
    Role.RISK_LEAD: "Risks of your units",
    Role.EXECUTIVE: "Your risks",
    Role.RISK_MANAGER: "Your risks",
}


@pages.get("/<org>/")
@needs(Action.VIEW_REGISTER)
def my_work() -> ResponseReturnValue:
    """Show what waits for the person who has signed in."""
    actor = current_actor()
    remember_list()
    return render_template(
        "plan/my_work.html",
        work=get_my_work(get_session(), actor),
        begun=begun(),
        decides=may(actor, Action.VALIDATE_SCORE),
        heading=HEADINGS.get(actor.role, "Risks that wait for a decision"),
    )
