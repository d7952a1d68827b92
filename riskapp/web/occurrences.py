"""The page on which somebody records that a risk has happened."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from forms.life import OccurrenceForm
from riskapp.domain.actions import Action
from riskapp.queries.names import get_risk_name
from riskapp.services.occurrences import record_occurrence
from riskapp.web.binding import saved, show_form
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session

pages = Blueprint("occurrences", __name__)


@pages.route("/<org>/risks/<reference>/occurrences", methods=["GET", "POST"])
@needs(Action.RECORD_OCCURRENCE)
def record(reference: str) -> ResponseReturnValue:
    """Record that the risk has happened: on which day, and what followed."""
    actor = current_actor()
    risk = get_risk_name(get_session(), actor, reference)
    form = OccurrenceForm(request.form or None)
    if saved(form, lambda db: record_occurrence(db, actor, reference, form.draft())):
        flash("It is recorded. How likely it is now is asked again.", "success")
        return redirect(url_for("risk_pages.show", reference=risk.reference), 303)
    return show_form("risks/occurrence.html", form, risk=risk)
