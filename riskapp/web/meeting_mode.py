"""Going through a month in a meeting: one risk a screen, and what was decided recorded at once."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from forms.outcomes import HandOnOutcome, OutcomeForm
from riskapp.clock import uuid7
from riskapp.domain.actions import Action
from riskapp.domain.errors import NotAllowedError, StaleError, UnfitError
from riskapp.domain.families import FAMILY_WORDS, Family
from riskapp.domain.months import OUTCOME_WORDS, MonthState
from riskapp.models import MonthlyOutcome
from riskapp.queries.month_risk import get_month_risk, get_place
from riskapp.readmodels.month_risk import MonthRisk
from riskapp.services.outcomes import record_outcome
from riskapp.web.binding import saved
from riskapp.web.guard import needs
from riskapp.web.kept import keeps
from riskapp.web.late import Late
from riskapp.web.month_forms import begun_form, met, new_form, sent_form
from riskapp.web.month_ways import FORMS, NO_CHANGE, Way, find_way, list_ways
from riskapp.web.months import asked_month
from riskapp.web.recording import as_recorder, meeting_of, remember_recorded, take_recorded
from riskapp.web.session import current_actor, get_session

_ABOUT = {**FAMILY_WORDS, Family.STATEMENTS: "The risk itself"}
"""What the changes of one risk are about."""

pages = Blueprint("meeting_mode", __name__)
pages.add_app_template_filter(_ABOUT.__getitem__, "family")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The form on the page: what it decides, and who recorded first where it came late."""

    name: str
    form: OutcomeForm
    late: Late | None = None


@pages.get("/<org>/reviews/<month>/<reference>")
@needs(Action.VIEW_REGISTER)
@keeps(decide="")
def show(month: str, reference: str) -> ResponseReturnValue:
    """Show a risk of the month, with the form for what the address asks to decide."""
    risk = _read(month, reference)
    if risk.state is not MonthState.OPEN:
        return redirect(f"{url_for('months.review', month=month)}#{risk.row.reference}", 303)
    name = request.args.get("decide", "")
    if name and name not in FORMS:
        raise UnfitError("The address does not say what is to be decided.")
    way = find_way(list_ways(risk), name)
    meeting = meeting_of(risk, current_actor())
    if way is None or meeting is None:
        return _page(risk)
    form = begun_form(way, risk, meeting) or new_form(way, risk, meeting)
    return _page(risk, Sheet(name, form))


@pages.post("/<org>/reviews/<month>/<reference>")
@needs(Action.RECORD_FOR_MEETING)
@keeps(decide="")
def record(month: str, reference: str) -> ResponseReturnValue:
    """Record what the meeting decided; what cannot be recorded comes back with what was typed."""
    name = request.form.get("decide", "")
    if name not in FORMS:
        raise UnfitError("The form does not say what was decided.")
    actor, asked = current_actor(), asked_month(month)
    form = sent_form(name, None if name == NO_CHANGE else _read(month, reference))
    made: list[MonthlyOutcome] = []

    def deed(db: Session) -> None:
        made.append(record_outcome(db, actor, reference, form.asked(asked)))

    try:
        if saved(form, deed):
            return _go_on(month, reference, form, made[0])
    except StaleError:
        return _late(month, reference, Sheet(name, form)), 409
    except NotAllowedError as error:
        form.refuse("", str(error))
        return _again(month, reference, Sheet(name, form)), 403
    return _again(month, reference, Sheet(name, form)), 422


def _read(month: str, reference: str) -> MonthRisk:
    actor, asked = current_actor(), asked_month(month)
    return get_month_risk(get_session(), as_recorder(actor, asked), asked, reference)


def _go_on(
    month: str, reference: str, form: OutcomeForm, made: MonthlyOutcome
) -> ResponseReturnValue:
    """Go on to the next undecided risk after no change; stay after a decision: more may follow."""
    remember_recorded(reference, OUTCOME_WORDS[made.outcome], form.once.uuid)
    next_one = ""
    if form.decide.data == NO_CHANGE:
        place = get_place(get_session(), current_actor(), asked_month(month), reference)
        next_one = place.undecided
    return redirect(url_for("meeting_mode.show", month=month, reference=next_one or reference), 303)


def _again(month: str, reference: str, sheet: Sheet) -> str:
    """Show the page as things stand now, with what was sent."""
    get_session().expire_all()
    return _page(_read(month, reference), sheet)


def _late(month: str, reference: str, sheet: Sheet) -> str:
    """Show what somebody else recorded first beside what was sent, ready to be sent again."""
    get_session().expire_all()
    risk = _read(month, reference)
    late = met(sheet.name, sheet.form, risk)
    sheet.form.seen_version.data = str(risk.version)
    if isinstance(sheet.form, HandOnOutcome):
        sheet.form.seen_risk.data = str(risk.risk_version)
    sheet.form.once.data = str(uuid7())
    return _page(risk, Sheet(sheet.name, sheet.form, late))


def _page(risk: MonthRisk, sheet: Sheet | None = None) -> str:
    actor = current_actor()
    ways = list_ways(risk)
    given: dict[str, Any] = {"form": sheet.form} if sheet else {}
    return render_template(
        "reviews/risk.html",
        risk=risk,
        meeting=meeting_of(risk, actor),
        ways=ways,
        way=_way_of(ways, sheet),
        late=sheet.late if sheet else None,
        once=uuid7(),
        recorded=take_recorded(),
        **given,
    )


def _way_of(ways: tuple[Way, ...], sheet: Sheet | None) -> Way | None:
    """Return what the form on the page decides; None where it is a button, or no longer open."""
    return find_way(ways, sheet.name) if sheet else None
