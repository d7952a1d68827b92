"""Meetings: planning one, one with who was there and what it decided, and changing it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from forms.base import DraftForm
from forms.fields import Option, options_of
from forms.meetings import (
    CancelMeetingForm,
    ChangeMeetingForm,
    PlanMeetingForm,
    SeenForm,
)
from riskapp.domain.actions import Action
from riskapp.domain.errors import StaleError
from riskapp.domain.meetings import Attended, MeetingState
from riskapp.queries.history import find_last_told
from riskapp.queries.meetings import get_meeting, get_meeting_page, list_open_months
from riskapp.queries.risk_choices import list_committees
from riskapp.readmodels.meetings import MeetingRow
from riskapp.services.meetings import cancel_meeting, change_meeting, plan_meeting
from riskapp.web.asked import asked_id, listed
from riskapp.web.binding import at_first, saved, sent, show_form
from riskapp.web.formats import day
from riskapp.web.guard import needs
from riskapp.web.late import Late, show_late
from riskapp.web.session import current_actor, get_session

pages = Blueprint("meetings", __name__)

PLANNED = "The meeting is planned."
ENTERED = "The meeting is entered as one that was held. Say who was there."


@pages.route("/<org>/meetings/new", methods=["GET", "POST"])
@needs(Action.CHANGE_MEETING)
def new() -> ResponseReturnValue:
    """Plan a meeting, or enter one that was held."""
    session, actor = get_session(), current_actor()
    names = list_committees(session, actor)
    asked = listed("committee", asked_id("committee"), dict(names))
    form = PlanMeetingForm(sent(), data=at_first({"committee": str(asked) if asked else ""}))
    form.committee.options = options_of(names)
    form.month.options = options_of(list_open_months(session, actor))
    planned: list[UUID] = []
    if saved(form, lambda db: planned.append(plan_meeting(db, actor, form.draft()).id)):
        row = get_meeting(session, actor, planned[0])
        flash(ENTERED if row.state is MeetingState.HELD else PLANNED, "success")
        return redirect(url_for("meetings.meeting", meeting_id=row.id), 303)
    return show_form("meetings/new.html", form)


@pages.get("/<org>/meetings/<uuid:meeting_id>")
@needs(Action.VIEW_REGISTER)
def meeting(meeting_id: UUID) -> ResponseReturnValue:
    """Show a meeting: who was there, what was decided and what happened to it."""
    page = get_meeting_page(get_session(), current_actor(), meeting_id)
    return render_template("meetings/meeting.html", page=page, row=page.row, ways=tuple(Attended))


@pages.route("/<org>/meetings/<uuid:meeting_id>/edit", methods=["GET", "POST"])
@needs(Action.CHANGE_MEETING)
def edit(meeting_id: UUID) -> ResponseReturnValue:
    """Change the day, title or review of a meeting, or say that it was held."""
    actor = current_actor()
    row = get_meeting(get_session(), actor, meeting_id)
    form = ChangeMeetingForm(sent(), data=at_first(_filled_in(row)))
    form.month.options = _months()
    return change(
        "meetings/edit.html", form, row,
        lambda db: change_meeting(db, actor, row.id, form.draft()), _as_it_is,
    )  # fmt: skip


@pages.route("/<org>/meetings/<uuid:meeting_id>/cancel", methods=["GET", "POST"])
@needs(Action.CHANGE_MEETING)
def cancel(meeting_id: UUID) -> ResponseReturnValue:
    """Cancel a meeting at which nothing was decided."""
    actor = current_actor()
    row = get_meeting(get_session(), actor, meeting_id)
    form = CancelMeetingForm(sent(), data=at_first({"seen_version": str(row.version)}))
    return change(
        "meetings/cancel.html", form, row,
        lambda db: cancel_meeting(db, actor, row.id, form.draft()),
        lambda now: CancelMeetingForm(data={"seen_version": str(now.version)}),
    )  # fmt: skip


def change(
    template: str,
    form: SeenForm,
    row: MeetingRow,
    deed: Callable[[Session], object],
    opened: Callable[[MeetingRow], DraftForm],
    *,
    rows: Callable[[MeetingRow], Any] = lambda _now: (),
) -> ResponseReturnValue:
    """Show a form about a meeting, or do its deed; a late save shows both versions.

    `opened` gives the form as it would open now, `rows` both versions where the page compares in
    its own way.
    """
    try:
        if saved(form, deed):
            flash("The meeting is changed.", "success")
            return redirect(url_for("meetings.meeting", meeting_id=row.id), 303)
    except StaleError:
        get_session().expire_all()
        now = get_meeting(get_session(), current_actor(), row.id)
        return show_late(template, form, opened(now), replace(_late(now), rows=rows(now)), row=now)
    return show_form(template, form, row=row)


def _late(row: MeetingRow) -> Late:
    told = find_last_told(get_session(), current_actor(), row.id)
    return Late("This meeting", url_for("meetings.meeting", meeting_id=row.id), told=told)


def _filled_in(row: MeetingRow) -> dict[str, Any]:
    """Return a meeting as the form shows it when it opens."""
    return {
        "seen_version": str(row.version),
        "held_on": day(row.held_on),
        "title": row.title,
        "month": str(row.monthly_review_id or ""),
        "state": row.state,
    }


def _as_it_is(row: MeetingRow) -> ChangeMeetingForm:
    form = ChangeMeetingForm(data=_filled_in(row))
    form.month.options = _months()
    return form


def _months() -> tuple[Option, ...]:
    """Return the reviews that a meeting can share."""
    return options_of(list_open_months(get_session(), current_actor()))
