"""The objectives that a risk affects: linking them, which may put it on the BAF, and unlinking."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from forms.fields import Option
from forms.plan import LinkObjectiveForm, UnlinkObjectiveForm
from riskapp.domain.actions import Action
from riskapp.domain.escalation import Circumstances, Register, moves_due
from riskapp.domain.lifecycle import ON_REGISTER
from riskapp.domain.permissions import may, who_may
from riskapp.domain.preview import Stands
from riskapp.queries.objectives import list_objectives, list_objectives_of_risk
from riskapp.queries.scoring import get_scoring
from riskapp.readmodels.register import ObjectiveName
from riskapp.readmodels.scoring import Scoring
from riskapp.services.links import link_objective, unlink_objective
from riskapp.web.binding import saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session

pages = Blueprint("risk_objectives", __name__)


@pages.route("/<org>/risks/<reference>/objectives", methods=["GET", "POST"])
@needs(Action.LINK_OBJECTIVE)
def objectives(reference: str) -> ResponseReturnValue:
    """Say which objective a risk affects, and beforehand what follows from that."""
    session, actor = get_session(), current_actor()
    case = get_scoring(session, actor, reference)
    linked = list_objectives_of_risk(session, actor, case.risk_id)
    form = LinkObjectiveForm(sent())
    form.objective.options = _others(session, linked)
    goes = goes_on_baf(case.stands)
    if saved(
        form,
        lambda writing: link_objective(
            writing, actor, case.reference, form.objective_id, form.reason.data or ""
        ),
    ):
        also = " It is on the Board Assurance Framework now." if goes else ""
        return _done(case, f"{case.reference} is linked to the objective.{also}")
    return show_form(
        "plan/risk_objectives.html",
        form,
        risk=case,
        linked=linked,
        goes_on_baf=goes,
        barred=_barred(case.stands),
    )


@pages.route("/<org>/risks/<reference>/objectives/end", methods=["GET", "POST"])
@needs(Action.LINK_OBJECTIVE)
def end(reference: str) -> ResponseReturnValue:
    """Say which objective a risk no longer affects, and why."""
    session, actor = get_session(), current_actor()
    case = get_scoring(session, actor, reference)
    linked = list_objectives_of_risk(session, actor, case.risk_id)
    form = UnlinkObjectiveForm(sent(), objective=request.args.get("objective"))
    form.objective.options = [_option(one) for one in linked]
    if saved(
        form,
        lambda writing: unlink_objective(
            writing, actor, case.reference, form.objective_id, str(form.reason.data)
        ),
    ):
        return _done(case, f"{case.reference} is no longer linked to the objective.")
    on_baf = Register.BAF in case.stands.held
    return show_form("plan/end_objective.html", form, risk=case, linked=linked, on_baf=on_baf)


def goes_on_baf(stands: Stands) -> bool:
    """Tell whether a link to an objective would put the risk on the BAF at once."""
    now = Circumstances(
        escalates=stands.matrix.escalates(stands.value),
        affects_objective=True,
        objective_asked=stands.objective_asked,
        held=stands.held,
    )
    return stands.status in ON_REGISTER and Register.BAF in moves_due(now).enter


def _barred(stands: Stands) -> str:
    """Return who the link takes where this person may not make it, else nothing."""
    if not stands.matrix.escalates(stands.value) or Register.BAF in stands.held:
        return ""
    allowed = may(current_actor(), Action.ANSWER_OBJECTIVE)
    return "" if allowed else who_may(Action.ANSWER_OBJECTIVE)


def _others(session: Session, linked: tuple[ObjectiveName, ...]) -> list[Option]:
    """Return the objectives of plans that have not ended, without those linked already."""
    actor, there = current_actor(), {one.id for one in linked}
    return [
        Option(str(row.id), f"{row.number}: {row.title}")
        for row in list_objectives(session, actor)
        if row.ends_on >= actor.today and row.id not in there
    ]


def _option(one: ObjectiveName) -> Option:
    return Option(str(one.id), f"{one.number}: {one.title}")


def _done(case: Scoring, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("risk_pages.show", reference=case.reference), 303)
