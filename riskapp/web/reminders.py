"""Reminders: what is due for the reader as a calendar, and how often they are told by mail."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from forms.reminders import LineForm, RemindersForm
from riskapp.domain.actions import Action
from riskapp.domain.errors import StaleError
from riskapp.queries.reminders import get_choice, get_reminders_page, get_rule
from riskapp.services.reminders import choose_reminders, set_line
from riskapp.web.binding import saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.late import Late, show_late
from riskapp.web.session import current_actor, get_session, get_settings

pages = Blueprint("reminders", __name__)


@pages.route("/<org>/reminders", methods=["GET", "POST"])
@needs(Action.VIEW_REGISTER)
def reminders() -> ResponseReturnValue:
    """Show what is due for the reader, and keep how often they want a mail of it."""
    actor = current_actor()
    form = RemindersForm(sent(), **_chosen())
    try:
        if saved(form, lambda db: choose_reminders(db, actor, form.draft())):
            flash("Your choice is saved.", "success")
            return redirect(url_for("reminders.reminders"), 303)
    except StaleError:
        late = Late("Your choice", url_for("reminders.reminders"))
        theirs = RemindersForm(**_chosen())
        return show_late("reminders/reminders.html", form, theirs, late, **_page())
    return show_form("reminders/reminders.html", form, **_page())


@pages.route("/<org>/reminders/line", methods=["GET", "POST"])
@needs(Action.SET_REMINDERS)
def line() -> ResponseReturnValue:
    """Set after how many days overdue the line is told."""
    actor = current_actor()
    form = LineForm(sent(), **_line())
    try:
        if saved(form, lambda db: set_line(db, actor, form.draft())):
            flash("The setting is saved.", "success")
            return redirect(url_for("reminders.reminders"), 303)
    except StaleError:
        late = Late("This setting", url_for("reminders.reminders"))
        return show_late("reminders/line.html", form, LineForm(**_line()), late)
    return show_form("reminders/line.html", form)


def _page() -> dict[str, Any]:
    """Return what the page of reminders shows besides its form."""
    shown = get_reminders_page(get_session(), current_actor())
    return {"shown": shown, "mails": get_settings().mail is not None}


def _chosen() -> dict[str, Any]:
    choice = get_choice(get_session(), current_actor())
    return {
        "how": choice.how,
        "weekday": str(choice.weekday),
        "seen_version": str(choice.version),
    }


def _line() -> dict[str, Any]:
    rule = get_rule(get_session(), current_actor())
    return {"days": str(rule.days), "seen_version": str(rule.version)}
