"""Throwing away a form that was kept."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from riskapp.domain.actions import Action
from riskapp.services.kept import throw_away_form
from riskapp.services.transactions import transaction
from riskapp.web.guard import local_address, needs
from riskapp.web.kept import address_of
from riskapp.web.session import current_actor, get_session

pages = Blueprint("kept", __name__)


@pages.post("/<org>/kept/throw-away")
@needs(Action.VIEW_REGISTER)
def throw_away() -> ResponseReturnValue:
    """Throw away what the person began and did not save, and show the page it stood on."""
    place = request.form.get("place", "")
    with transaction(get_session()) as db:
        throw_away_form(db, current_actor(), place)
    flash("What you had begun is thrown away.", "success")
    page = local_address(address_of(place)) if place else None
    return redirect(page or url_for("my_work.my_work"), 303)
