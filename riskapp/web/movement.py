"""What changed between two days, as a page and as a file."""

from collections.abc import Iterator

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from riskapp.domain.actions import Action
from riskapp.domain.escalation import Register
from riskapp.domain.filters import MovementScope
from riskapp.domain.movement import MOVE_NAMES, month_before
from riskapp.domain.wording import register_name
from riskapp.queries.movement import get_movement
from riskapp.queries.risk_choices import list_committees
from riskapp.readmodels.movement import Movement
from riskapp.takeouts.changes import movement_list
from riskapp.web.asked import asked_day, asked_id, asked_word, listed
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session
from riskapp.web.taking_out import about, as_files, list_file

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
    )


@as_files(pages, "/<org>/movement")
@needs(Action.VIEW_REGISTER)
def file() -> ResponseReturnValue:
    """Give the same changes as a file."""
    found = _find()
    return list_file(movement_list(about(found.period.until, _said(found)), found))


def _said(found: Movement) -> Iterator[str]:
    yield f"changed after {found.period.since} and by {found.period.until}"
    if register := asked_word("register", Register):
        yield f"on the {register_name(register)}"
    names = dict(list_committees(get_session(), current_actor()))
    if committee := listed("committee", asked_id("committee"), names):
        yield f"lead committee: {names[committee]}"
    if known_on := asked_day("known-on"):
        yield f"entered by {known_on}"


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
