"""Milestones: all of them, one, and changing it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from forms.base import DraftForm
from forms.plan import MoveMilestoneForm, ServeRiskForm, SetMilestoneForm
from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotFoundError, StaleError, UnfitError
from riskapp.domain.milestones import StandingKind
from riskapp.domain.permissions import may
from riskapp.domain.references import risk_reference
from riskapp.queries.history import find_last_told
from riskapp.queries.matrices import get_matrix
from riskapp.queries.milestone_history import list_milestone_history
from riskapp.queries.milestone_progress import list_gaps_to_close, list_progress_notes
from riskapp.queries.milestones import MilestoneFilters, get_milestone, get_milestone_page
from riskapp.queries.names import get_risk_name
from riskapp.queries.programmes import list_programme_names
from riskapp.readmodels.plan import MilestoneRow, RiskName
from riskapp.services.links import link_milestone
from riskapp.services.milestones import move_milestone, set_milestone
from riskapp.web.asked import (
    address_with,
    asked_day,
    asked_id,
    asked_page,
    asked_risk,
    asked_search,
    asked_word,
)
from riskapp.web.binding import saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.late import Late, show_late
from riskapp.web.session import current_actor, get_session

pages = Blueprint("milestones", __name__)


@pages.get("/<org>/milestones")
@needs(Action.VIEW_REGISTER)
def milestones() -> ResponseReturnValue:
    """Show the milestones that the address asks for, the most overdue first."""
    session, actor, day, page = get_session(), current_actor(), asked_day(), asked_page()
    programmes = list_programme_names(session, actor)
    filters = asked_filters(session, programmes)
    found = get_milestone_page(session, actor, filters, day, page=page)
    if page > found.pages:
        raise UnfitError(f"There is no page {page}: the last one is page {found.pages}.")
    return render_template(
        "milestones/milestones.html",
        found=found,
        filters=filters,
        as_at=day,
        programmes=programmes,
        standings=list(StandingKind),
        risk=risk_reference(filters.risk_number) if filters.risk_number else "",
        address=lambda number: address_with(page=number),
    )


@pages.get("/<org>/milestones/<reference>")
@needs(Action.VIEW_REGISTER)
def milestone(reference: str) -> ResponseReturnValue:
    """Show one milestone: how it stands, every due date it had, and the risks it mitigates."""
    session, actor, day = get_session(), current_actor(), asked_day()
    row = get_milestone(session, actor, reference, day)
    reads = may(actor, Action.VIEW_HISTORY)
    history = list_milestone_history(session, actor, row.id, day) if reads else ()
    return render_template(
        "milestones/milestone.html",
        row=row,
        history=history,
        progress=list_progress_notes(session, actor, row, day),
        gaps=list_gaps_to_close(session, actor, row, day),
        words=get_matrix(session, actor, day).words,
        as_at=day,
    )


@pages.route("/<org>/milestones/<reference>/status", methods=["GET", "POST"])
@needs(Action.CHANGE_MILESTONE)
def status(reference: str) -> ResponseReturnValue:
    """Say how a milestone stands."""
    actor = current_actor()
    row = get_milestone(get_session(), actor, reference)
    form = SetMilestoneForm(sent(), status=row.status, seen_version=row.version)
    return change(
        "milestones/status.html",
        form,
        row,
        lambda session: set_milestone(session, actor, row.id, form.draft()),
        lambda now: SetMilestoneForm(status=now.status, seen_version=now.version),
    )


@pages.route("/<org>/milestones/<reference>/due", methods=["GET", "POST"])
@needs(Action.CHANGE_MILESTONE)
def due(reference: str) -> ResponseReturnValue:
    """Move the due date of a milestone."""
    actor = current_actor()
    row = get_milestone(get_session(), actor, reference)
    form = MoveMilestoneForm(sent(), seen_version=row.version)
    return change(
        "milestones/due.html",
        form,
        row,
        lambda session: move_milestone(session, actor, row.id, form.draft()),
        lambda now: MoveMilestoneForm(due=now.due.printed, seen_version=now.version),
    )


@pages.route("/<org>/milestones/<reference>/risks", methods=["GET", "POST"])
@needs(Action.LINK_MILESTONE)
def risks(reference: str) -> ResponseReturnValue:
    """Say which further risk a milestone mitigates."""
    actor = current_actor()
    row = get_milestone(get_session(), actor, reference)
    form = ServeRiskForm(sent())

    def deed(session: Session) -> None:
        risk = risk_at(session, form.reference, "risk")
        link_milestone(session, actor, risk.reference, row.id)

    return change("milestones/risks.html", form, row, deed)


def risk_at(session: Session, reference: str, field: str) -> RiskName:
    """Return the risk that was typed; FieldError when the actor may not know of it."""
    try:
        return get_risk_name(session, current_actor(), reference)
    except NotFoundError as error:
        raise FieldError(field, str(error)) from None


def change(
    template: str,
    form: DraftForm,
    row: MilestoneRow,
    deed: Callable[[Session], object],
    opened: Callable[[MilestoneRow], DraftForm] | None = None,
) -> ResponseReturnValue:
    """Show a form about a milestone, or do its deed; a late save shows both versions.

    `opened` gives the form as it opens, where a save can come late.
    """
    try:
        if saved(form, deed):
            flash(f"{row.reference} is saved.", "success")
            return redirect(_here(row), 303)
    except StaleError:
        if opened is None:
            raise
        now = get_milestone(get_session(), current_actor(), row.reference)
        told = find_last_told(get_session(), current_actor(), row.id)
        late = Late(now.reference, _here(now), told)
        return show_late(template, form, opened(now), late, row=now)
    return show_form(template, form, row=row)


def _here(row: MilestoneRow) -> str:
    return url_for("milestones.milestone", reference=row.reference)


def asked_filters(session: Session, programmes: tuple[tuple[Any, str], ...]) -> MilestoneFilters:
    """Return the filters of the address; what names nothing that exists is refused."""
    programme_id, number = asked_id("programme"), asked_risk()
    if programme_id and programme_id not in {key for key, _ in programmes}:
        raise FieldError("programme", "The address asks for a programme that does not exist.")
    if number is not None:
        _refuse_unknown_risk(session, risk_reference(number))
    return MilestoneFilters(
        programme_id, asked_word("standing", StandingKind), number, asked_search()
    )


def _refuse_unknown_risk(session: Session, reference: str) -> None:
    try:
        get_risk_name(session, current_actor(), reference)
    except NotFoundError as error:
        raise FieldError("risk", str(error)) from None
