"""Taking back what was recorded of a meeting by mistake, while the month is open."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from forms.late import Both
from forms.outcomes import TakeBackForm
from riskapp.domain.actions import Action
from riskapp.domain.errors import NotFoundError, StaleError
from riskapp.domain.months import MonthState
from riskapp.domain.taking_back import UNDONE, may_take_back
from riskapp.queries.month_risk import get_month_risk
from riskapp.readmodels.month_risk import MonthRisk
from riskapp.readmodels.months import OutcomeLine
from riskapp.services.taking_back import take_back
from riskapp.web.binding import at_first, saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.late import Late, show_late
from riskapp.web.months import asked_month
from riskapp.web.session import current_actor, get_session

TEMPLATE = "reviews/take_back.html"
GONE = "There is nothing left to take back."
LOOK = "Read on its page what was recorded. If yours is still to be taken back, send it again."

pages = Blueprint("taking_back", __name__)
pages.add_app_template_filter(UNDONE.__getitem__, "undone")
pages.add_app_template_test(may_take_back, "can_be_taken_back")


@pages.route(
    "/<org>/reviews/<month>/<reference>/outcomes/<uuid:outcome_id>/take-back",
    methods=["GET", "POST"],
)
@needs(Action.RECORD_FOR_MEETING)
def take(month: str, reference: str, outcome_id: UUID) -> ResponseReturnValue:
    """Take back what is only a record; for a decision, say where that is undone."""
    actor, asked = current_actor(), asked_month(month)
    risk = _read(month, reference)
    line = _line(risk, outcome_id)
    back = url_for("meeting_mode.show", month=month, reference=risk.row.reference)
    form = TakeBackForm(sent(), data=at_first({"seen_version": str(risk.version)}))
    try:
        if saved(form, lambda db: take_back(db, actor, reference, form.draft(asked, outcome_id))):
            flash("It is taken back.", "success")
            return redirect(back, 303)
    except StaleError:
        return _late(form, month, reference, outcome_id)
    if risk.state is not MonthState.OPEN:
        return redirect(back, 303)
    return show_form(TEMPLATE, form, risk=risk, line=line)


def _read(month: str, reference: str) -> MonthRisk:
    return get_month_risk(get_session(), current_actor(), asked_month(month), reference)


def _line(risk: MonthRisk, outcome_id: UUID) -> OutcomeLine:
    recorded = (*risk.outcomes, *risk.taken_back)
    line = next((one for one in recorded if one.id == outcome_id), None)
    if line is None:
        raise NotFoundError("Nothing of the kind was recorded about this risk.")
    return line


def _late(form: TakeBackForm, month: str, reference: str, outcome_id: UUID) -> ResponseReturnValue:
    """Show what somebody else did first: took it back, or recorded something more."""
    get_session().expire_all()
    risk = _read(month, reference)
    line = _line(risk, outcome_id)
    taken = line.withdrawn_on is not None
    late = Late(
        "This record" if taken else risk.row.reference,
        leave="",
        rows=(Both("What was the mistake?", line.withdrawn_why, str(form.reason.data)),),
        open=not taken,
        turned="has been taken back" if taken else "has been decided on by somebody else",
        advice=GONE if taken else LOOK,
    )
    now = TakeBackForm(data={"seen_version": str(risk.version)})
    return show_late(TEMPLATE, form, now, late, risk=risk, line=line)
