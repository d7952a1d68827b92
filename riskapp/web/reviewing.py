"""Reviewing one risk: somebody looked, and nothing has changed."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from forms.reviews import ReviewForm
from riskapp.domain.actions import Action
from riskapp.queries.names import get_risk_name
from riskapp.services.reviews import review_risk
from riskapp.web.binding import saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.kept import keeps
from riskapp.web.session import current_actor, get_session

pages = Blueprint("reviewing", __name__)


@pages.route("/<org>/risks/<reference>/review", methods=["GET", "POST"])
@needs(Action.REVIEW_RISK)
@keeps()
def review(reference: str) -> ResponseReturnValue:
    """Record that a risk was looked at and is still right."""
    actor, form = current_actor(), ReviewForm(sent())
    risk = get_risk_name(get_session(), actor, reference)
    if saved(form, lambda db: review_risk(db, actor, reference, form.found)):
        flash("The review is recorded.", "success")
        return redirect(url_for("risk_pages.show", reference=risk.reference), 303)
    return show_form("risks/review.html", form, risk=risk)
