"""Why a figure is here: the answer in a sentence, and the entries of the history that made it."""

from datetime import date
from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from riskapp.domain.actions import Action
from riskapp.domain.why import About, AboutMilestone
from riskapp.queries.milestone_history import get_milestone_why, list_milestone_history
from riskapp.queries.milestones import get_milestone
from riskapp.queries.why import get_why
from riskapp.readmodels.plan import RiskName
from riskapp.web.asked import asked_day, asked_word
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session

pages = Blueprint("why", __name__)


@pages.get("/<org>/milestones/<reference>/history")
@needs(Action.VIEW_HISTORY)
def milestone(reference: str) -> ResponseReturnValue:
    """Show what was done to a milestone, or why a part of it is what it is."""
    session, actor, on = get_session(), current_actor(), asked_day()
    row = get_milestone(session, actor, reference, on)
    about = asked_word("about", AboutMilestone)
    return render_template(
        "history/of_milestone.html",
        row=row,
        why=get_milestone_why(session, actor, row, about, on) if about else None,
        lines=() if about else list_milestone_history(session, actor, row.id, on),
        as_at=on,
    )


def show_why(risk: RiskName, about: About) -> ResponseReturnValue:
    """Show why a figure of a risk is what it is, as at a day if one is asked for."""
    on = asked_day()
    return render_template(
        "history/why.html",
        risk=risk,
        why=get_why(get_session(), current_actor(), risk.id, about, on),
        risk_address=url_for("risk_pages.show", reference=risk.reference, **_kept(on)),
        as_at=on,
    )


def _kept(on: date | None) -> dict[str, Any]:
    return {"as-at": on.isoformat()} if on else {}
