"""Taking out a name that should not be in a risk: one proposes, another decides."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from forms.redactions import DecideRedactionForm, ProposeRedactionForm
from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, StaleError
from riskapp.domain.permissions import who_may
from riskapp.domain.redaction import PLACE_NAMES, Found, phrase_of
from riskapp.queries.names import get_risk_name
from riskapp.queries.redactions import get_redaction, list_redactions
from riskapp.queries.typed_words import Whose, count_places, find_places, list_texts
from riskapp.readmodels.plan import RiskName
from riskapp.services.redaction import decide_redaction, propose_redaction
from riskapp.web.binding import saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session

pages = Blueprint("redactions", __name__)

Rows = list[tuple[str, int]]


@pages.route("/<org>/risks/<reference>/redactions", methods=["GET", "POST"])
@needs(Action.PROPOSE_REDACTION)
def redactions(reference: str) -> ResponseReturnValue:
    """Say which words should not be in a risk, see where they stand, and propose that they go."""
    session, actor = get_session(), current_actor()
    risk = get_risk_name(session, actor, reference)
    form = ProposeRedactionForm(sent())
    looks = "preview" in request.form
    if not looks and saved(
        form, lambda db: propose_redaction(db, actor, risk.reference, form.draft())
    ):
        flash("It is proposed. Somebody else decides.", "success")
        return redirect(url_for("redactions.redactions", reference=risk.reference), 303)
    found = _look(session, risk, form) if looks else None
    return show_form(
        "redactions/redactions.html",
        form,
        risk=risk,
        found=found,
        rows=place_rows(found),
        lines=list_redactions(session, actor, risk.id),
        deciders=who_may(Action.AGREE_REDACTION),
    )


@pages.route("/<org>/risks/<reference>/redactions/<uuid:redaction_id>", methods=["GET", "POST"])
@needs(Action.AGREE_REDACTION)
def decide(reference: str, redaction_id: UUID) -> ResponseReturnValue:
    """Take out the words that somebody else proposed, or leave them."""
    session, actor = get_session(), current_actor()
    risk = get_risk_name(session, actor, reference)
    line = get_redaction(session, actor, risk.id, redaction_id)
    form = DecideRedactionForm(sent())
    try:
        if saved(
            form, lambda db: decide_redaction(db, actor, risk.reference, line.id, form.draft())
        ):
            flash("The decision is recorded.", "success")
            return redirect(url_for("redactions.redactions", reference=risk.reference), 303)
    except StaleError as error:
        line = get_redaction(get_session(), actor, risk.id, redaction_id)
        context = {"risk": risk, "line": line, "rows": [], "stale": str(error)}
        return render_template("redactions/decide.html", form=form, **context), 409
    texts = list_texts(session, _whose(risk)) if line.phrase else []
    found = count_places(texts, line.phrase or "")
    rows = place_rows(found)
    return show_form("redactions/decide.html", form, risk=risk, line=line, rows=rows, stale="")


def place_rows(found: Found | None) -> Rows:
    """Return each place where words stand, in words, with how many texts of it hold them."""
    return [
        (PLACE_NAMES[place], number) for place, number in (found.places if found else {}).items()
    ]


def _look(session: Session, risk: RiskName, form: ProposeRedactionForm) -> Found | None:
    """Return where the words typed stand; None, with what is wrong at the field, where nowhere."""
    try:
        return find_places(session, _whose(risk), phrase_of(form.draft().phrase))
    except FieldError as error:
        form.refuse(error.field, str(error))
        return None


def _whose(risk: RiskName) -> Whose:
    return Whose(current_actor().organisation_id, risk.id)
