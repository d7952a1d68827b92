"""The operational risks under a risk on the BAF: placing one there, and taking it out again."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from forms.exposure import EndExposureForm, LinkExposureForm
from forms.fields import Option
from riskapp.domain.actions import Action
from riskapp.domain.escalation import Register
from riskapp.queries.exposure import list_exposures
from riskapp.queries.scoring import get_scoring
from riskapp.readmodels.exposure import NO_EXPOSURE, ExposedRisk, Exposure
from riskapp.readmodels.scoring import Scoring
from riskapp.services.exposure import end_exposure, link_exposure
from riskapp.web.binding import saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session

pages = Blueprint("exposure", __name__)


@pages.route("/<org>/risks/<reference>/exposure", methods=["GET", "POST"])
@needs(Action.LINK_EXPOSURE)
def exposure(reference: str) -> ResponseReturnValue:
    """Show what is under a risk, and place an operational risk under it."""
    actor, case = current_actor(), get_scoring(get_session(), current_actor(), reference)
    form = LinkExposureForm(sent())
    if saved(form, lambda writing: link_exposure(writing, actor, case.reference, form.draft())):
        flash(f"{str(form.operational.data).upper()} is under {case.reference}.", "success")
        return redirect(_here(case), 303)
    return show_form(
        "exposure/exposure.html",
        form,
        risk=case,
        exposure=_exposure(case),
        on_baf=Register.BAF in case.stands.held,
    )


@pages.route("/<org>/risks/<reference>/exposure/end", methods=["GET", "POST"])
@needs(Action.LINK_EXPOSURE)
def end(reference: str) -> ResponseReturnValue:
    """Say which risk is no longer exposure under a risk, and why."""
    actor, case = current_actor(), get_scoring(get_session(), current_actor(), reference)
    form = EndExposureForm(sent(), operational=request.args.get("risk"))
    under = _exposure(case).risks
    form.operational.options = [exposed_option(one) for one in under]
    if saved(form, lambda writing: end_exposure(writing, actor, case.reference, form.draft())):
        flash(f"{form.operational.data} is no longer under {case.reference}.", "success")
        return redirect(_here(case), 303)
    return show_form("exposure/end.html", form, risk=case, under=under)


def exposed_option(one: ExposedRisk) -> Option:
    """Return a risk under another as a list offers it."""
    return Option(one.reference, f"{one.reference} {one.title}")


def _exposure(case: Scoring) -> Exposure:
    session, matrix = get_session(), case.stands.matrix
    found = list_exposures(session, current_actor(), [case.risk_id], None, matrix)
    return found.get(case.risk_id, NO_EXPOSURE)


def _here(case: Scoring) -> str:
    return url_for("exposure.exposure", reference=case.reference)
