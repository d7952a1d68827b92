"""Periods of the BAF: all of them, preparing one, and the Board's approval."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.fields import options_of
from forms.periods import NewObjectiveForm, OpenPeriodForm, PreparePeriodForm
from riskapp.domain.actions import Action
from riskapp.domain.errors import StaleError
from riskapp.domain.periods import Fate
from riskapp.queries.choices import list_choices
from riskapp.queries.history import find_last_told
from riskapp.queries.names import list_post_names
from riskapp.queries.periods import get_period, list_board_meetings, list_periods
from riskapp.readmodels.periods import PeriodPage
from riskapp.services.period_opening import open_period
from riskapp.services.periods import add_objective, end_objective, prepare_period
from riskapp.services.transactions import transaction
from riskapp.web.binding import at_first, saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.late import Late, show_late
from riskapp.web.session import current_actor, get_session

pages = Blueprint("periods", __name__)


@pages.get("/<org>/baf/periods")
@needs(Action.VIEW_REGISTER)
def periods() -> ResponseReturnValue:
    """Show the periods of the BAF, the newest first."""
    found = list_periods(get_session(), current_actor())
    return render_template("periods/periods.html", periods=found)


@pages.route("/<org>/baf/periods/new", methods=["GET", "POST"])
@needs(Action.OPEN_PERIOD)
def new() -> ResponseReturnValue:
    """Begin to prepare a period."""
    actor = current_actor()
    form = PreparePeriodForm(sent())
    begun: list[UUID] = []
    if saved(form, lambda db: begun.append(prepare_period(db, actor, form.draft()).id)):
        flash("The period is being prepared. Decide what becomes of each risk.", "success")
        return redirect(url_for("periods.period", period_id=begun[0]), 303)
    return show_form("periods/new.html", form)


@pages.get("/<org>/baf/periods/<uuid:period_id>")
@needs(Action.VIEW_REGISTER)
def period(period_id: UUID) -> ResponseReturnValue:
    """Show a period: what is prepared or was decided for each risk."""
    page = get_period(get_session(), current_actor(), period_id)
    return render_template("periods/period.html", page=page, row=page.row, Fate=Fate)


@pages.route("/<org>/baf/periods/<uuid:period_id>/objectives/new", methods=["GET", "POST"])
@needs(Action.OPEN_PERIOD)
def new_objective(period_id: UUID) -> ResponseReturnValue:
    """Add an objective of the new period."""
    session, actor = get_session(), current_actor()
    page = get_period(session, actor, period_id)
    form = NewObjectiveForm(sent())
    form.executive_post.options = options_of(list_post_names(session, actor))
    form.committee.options = options_of(list_choices(session, actor).committees.items())
    if saved(form, lambda db: add_objective(db, actor, period_id, form.draft())):
        flash("The objective is added.", "success")
        return redirect(url_for("periods.period", period_id=period_id), 303)
    return show_form("periods/new_objective.html", form, row=page.row)


@pages.post("/<org>/baf/periods/<uuid:period_id>/objectives/<uuid:objective_id>/end")
@needs(Action.OPEN_PERIOD)
def end(period_id: UUID, objective_id: UUID) -> ResponseReturnValue:
    """End an objective with the day before the period."""
    with transaction(get_session()) as session:
        end_objective(session, current_actor(), period_id, objective_id)
    flash("The objective ends with the day before the period.", "success")
    return redirect(url_for("periods.period", period_id=period_id), 303)


@pages.route("/<org>/baf/periods/<uuid:period_id>/open", methods=["GET", "POST"])
@needs(Action.OPEN_PERIOD)
def open_now(period_id: UUID) -> ResponseReturnValue:
    """Open the period: the Board approved it."""
    session, actor = get_session(), current_actor()
    page = get_period(session, actor, period_id)
    form = _offer(OpenPeriodForm(sent(), data=at_first(_seen(page))))
    try:
        if saved(form, lambda db: open_period(db, actor, period_id, form.draft())):
            flash(f"The period {page.row.name} is open.", "success")
            return redirect(url_for("periods.period", period_id=period_id), 303)
    except StaleError:
        session.expire_all()
        page = get_period(session, actor, period_id)
        now = _offer(OpenPeriodForm(data=_seen(page)))
        return show_late(
            "periods/open.html", form, now, _late(page), page=page, row=page.row, Fate=Fate
        )
    return show_form("periods/open.html", form, page=page, row=page.row, Fate=Fate)


def _seen(page: PeriodPage) -> dict[str, Any]:
    return {"seen_version": str(page.seen)}


def _offer(form: OpenPeriodForm) -> OpenPeriodForm:
    form.meeting.options = options_of(list_board_meetings(get_session(), current_actor()))
    return form


def _late(page: PeriodPage) -> Late:
    told = find_last_told(get_session(), current_actor(), page.row.id)
    leave = url_for("periods.period", period_id=page.row.id)
    late = Late(f"What is prepared for {page.row.name}", leave, told)
    return replace(late, open=not page.row.is_open)
