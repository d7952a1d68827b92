"""What becomes of one risk of the BAF in a period that is prepared."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from forms.fields import options_of
from forms.periods import EntryForm, NewEntryForm
from riskapp.domain.actions import Action
from riskapp.domain.errors import StaleError
from riskapp.domain.periods import Fate
from riskapp.queries.history import find_last_told
from riskapp.queries.names import get_risk_name
from riskapp.queries.periods import get_period
from riskapp.queries.risk_page import get_risk_page
from riskapp.readmodels.periods import PeriodEntry, PeriodPage
from riskapp.readmodels.risk_page import RiskPage
from riskapp.services.period_entries import leave_out, set_entry
from riskapp.services.transactions import transaction
from riskapp.web.binding import at_first, saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.late import Late, show_late
from riskapp.web.session import current_actor, get_session

pages = Blueprint("period_entries", __name__)


@pages.get("/<org>/baf/periods/<uuid:period_id>/risks")
@needs(Action.OPEN_PERIOD)
def find(period_id: UUID) -> ResponseReturnValue:
    """Go to what becomes of the risk that the address asks for by its reference."""
    asked = request.args.get("reference", "")
    risk = get_risk_name(get_session(), current_actor(), asked)
    address = url_for("period_entries.entry", period_id=period_id, reference=risk.reference)
    return redirect(address, 303)


@pages.route("/<org>/baf/periods/<uuid:period_id>/risks/<reference>", methods=["GET", "POST"])
@needs(Action.OPEN_PERIOD)
def entry(period_id: UUID, reference: str) -> ResponseReturnValue:
    """Decide what becomes of a risk in the new period."""
    session, actor = get_session(), current_actor()
    page, risk = get_period(session, actor, period_id), get_risk_page(session, actor, reference)
    form = _form(page, risk, sent())
    try:
        if saved(form, lambda db: set_entry(db, actor, period_id, reference, form.draft())):
            flash(f"It is set what becomes of {risk.row.reference}.", "success")
            return redirect(url_for("periods.period", period_id=period_id), 303)
    except StaleError:
        session.expire_all()
        page = get_period(session, actor, period_id)
        late = _late(page, risk)
        context = {"page": page, "row": page.row, "risk": risk}
        return show_late("periods/entry.html", form, _form(page, risk, None), late, **context)
    return show_form("periods/entry.html", form, page=page, row=page.row, risk=risk)


@pages.post("/<org>/baf/periods/<uuid:period_id>/risks/<reference>/leave-out")
@needs(Action.OPEN_PERIOD)
def leave(period_id: UUID, reference: str) -> ResponseReturnValue:
    """Take a risk that was to be new on the BAF off what is prepared."""
    with transaction(get_session()) as session:
        leave_out(session, current_actor(), period_id, reference)
    flash("It is left out again.", "success")
    return redirect(url_for("periods.period", period_id=period_id), 303)


def _form(page: PeriodPage, risk: RiskPage, given: Any) -> EntryForm | NewEntryForm:
    """Return the form for a risk that is on the BAF already, or for one that is to be new."""
    held = page.entry(risk.row.reference)
    opened = _filled_in(page, held, risk)
    filled = opened if given is None else at_first(opened)
    kind = NewEntryForm if held is None or held.fate is Fate.NEW else EntryForm
    form = kind(given, data=filled)
    named = ((one.id, f"{one.number} {one.title}") for one in page.objectives)
    form.objectives.options = options_of(named)
    return form


def _filled_in(page: PeriodPage, held: PeriodEntry | None, risk: RiskPage) -> dict[str, Any]:
    """Return what is prepared as the form shows it; a risk begins with what it says now.

    Of the objectives that it threatens now, those that hold in the period are ticked at first.
    """
    offered = {one.id for one in page.objectives}
    now = [one for one in risk.row.objectives if one.id in offered]
    chosen = held.objectives if held and held.fate else now
    words = held.words if held and held.words.title else None
    on_baf = [one.reference for one in risk.row.registers if one.reference]
    return {
        "seen_version": str(held.version if held else 0),
        "fate": held.fate if held else Fate.NEW,
        "reference": held.reference if held and held.fate else "".join(on_baf[-1:]),
        "objectives": [str(one.id) for one in chosen],
        "gap": held.gap if held else "",
        "title": words.title if words else risk.row.title,
        "cause": words.cause if words else risk.cause,
        "event": words.event if words else risk.event,
        "effect": words.effect if words else risk.effect,
        "into": held.into if held else "",
        "reason": held.reason if held else "",
    }


def _late(page: PeriodPage, risk: RiskPage) -> Late:
    told = find_last_told(get_session(), current_actor(), page.row.id)
    leave_to = url_for("periods.period", period_id=page.row.id)
    return Late(f"What becomes of {risk.row.reference}", leave_to, told)
