"""The notes on a risk: all of them, and writing one."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from forms.notes import NoteForm
from riskapp.domain.actions import Action
from riskapp.domain.errors import UnfitError
from riskapp.queries.life import list_lives_of_risks
from riskapp.queries.names import get_risk_name
from riskapp.queries.notes import get_notes_page
from riskapp.readmodels.life import NO_TURNS
from riskapp.services.notes import add_note
from riskapp.web.asked import address_with, asked_day, asked_page
from riskapp.web.binding import saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.kept import keeps
from riskapp.web.session import current_actor, get_session

pages = Blueprint("notes", __name__)


@pages.get("/<org>/risks/<reference>/notes")
@needs(Action.VIEW_REGISTER)
@keeps()
def notes(reference: str) -> ResponseReturnValue:
    """Show every note on a risk, newest first."""
    return _show(reference, NoteForm(sent()))


@pages.post("/<org>/risks/<reference>/notes")
@needs(Action.ADD_NOTE)
@keeps()
def add(reference: str) -> ResponseReturnValue:
    """Write a note on a risk."""
    actor, form = current_actor(), NoteForm(sent())
    if saved(form, lambda db: add_note(db, actor, reference, form.draft())):
        flash("The note is added.", "success")
        return redirect(f"{url_for('risk_pages.show', reference=reference)}#notes", 303)
    return _show(reference, form)


def _show(reference: str, form: NoteForm) -> ResponseReturnValue:
    session, actor, page, on = get_session(), current_actor(), asked_page(), asked_day()
    risk = get_risk_name(session, actor, reference)
    found = get_notes_page(session, actor, risk.id, page, on)
    if page > found.pages:
        raise UnfitError(f"There is no page {page}: the last one is page {found.pages}.")
    turns = list_lives_of_risks(session, actor, [risk.id]).get(risk.id, NO_TURNS)
    return show_form(
        "risks/notes.html",
        form,
        risk=risk,
        into=turns.into,
        found=found,
        on=on,
        address=lambda number: address_with(page=number),
    )
