"""What changed between two days, as a page and as a file."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from reports.movement import movement_csv
from riskapp.domain.actions import Action
from riskapp.domain.escalation import Register
from riskapp.domain.filters import MovementScope
from riskapp.domain.movement import MOVE_NAMES, month_before
from riskapp.queries.movement import get_movement
from riskapp.queries.risk_choices import list_committees
from riskapp.readmodels.movement import Movement
from riskapp.web.asked import address_with, asked_day, asked_id, asked_word, listed
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session

pages = Blueprint("movement", __name__)
pages.add_app_template_filter(MOVE_NAMES.__getitem__, "move")


@pages.get("/<org>/movement")
@needs(Action.VIEW_REGISTER)
def show() -> ResponseReturnValue:
    """Show what changed between two days, of the last month unless others are asked for."""
    names = dict(list_committees(get_session(), current_actor()))
    return render_template(
        "movement/movement.html",
        found=_find(),
        chosen=asked_word("register", Register),
        committee=listed("committee", asked_id("committee"), names),
        committees=names,
        registers=list(Register),
        file_address=address_with().replace("/movement", "/movement.csv", 1),
    )


@pages.get("/<org>/movement.csv")
@needs(Action.VIEW_REGISTER)
def file() -> ResponseReturnValue:
    """Give the same changes as a file for a spreadsheet."""
    found, code = _find(), current_actor().organisation_code
    name = f"{code}-what-changed-{found.period.since}-to-{found.period.until}.csv"
    return Response(
        movement_csv(found),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _find() -> Movement:
    """Return what changed between the days that are asked for."""
    actor = current_actor()
    until = asked_day("until") or actor.today
    since = asked_day("since") or month_before(until)
    scope = MovementScope(
        register=asked_word("register", Register), committee=asked_id("committee")
    )
    return get_movement(
        get_session(),
        actor,
        since,
        until,
        risks=scope if scope != MovementScope() else None,
        known_on=asked_day("known-on"),
    )
