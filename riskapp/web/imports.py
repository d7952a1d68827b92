"""Old registers that are brought in: all of them, handing one in, and one on its own page."""

from typing import Any, Final
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import CombinedMultiDict

from forms.fields import options_of
from forms.imports import TOO_LARGE, HandInForm
from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError
from riskapp.domain.import_plans import FilePlan
from riskapp.intake.book import Book
from riskapp.intake.opening import open_book
from riskapp.intake.proposing import propose
from riskapp.queries.imports import find_kept_plan, get_import, list_imports, list_sources
from riskapp.services.importing.files import hand_in, throw_away
from riskapp.services.transactions import transaction
from riskapp.web.binding import saved, show_form
from riskapp.web.guard import needs, takes
from riskapp.web.import_pages import show_file
from riskapp.web.session import current_actor, get_session

pages = Blueprint("imports", __name__)

MOST_SENT: Final = 60_000_000
"""A file that is too large is refused at its field; one that is larger still, before it is read."""


@pages.get("/<org>/imports")
@needs(Action.IMPORT_RISKS)
def imports() -> ResponseReturnValue:
    """Show what was brought in, the newest first."""
    found = list_imports(get_session(), current_actor())
    return render_template("imports/imports.html", files=found)


@pages.route("/<org>/imports/new", methods=["GET", "POST"])
@needs(Action.IMPORT_RISKS)
@takes(MOST_SENT)
def new() -> ResponseReturnValue:
    """Hand in a file."""
    actor = current_actor()
    form = _form(_sent())
    book = _opened(form)
    begun: list[UUID] = []
    if book is not None:
        plan = propose(book, "", _kept(form))
        if saved(form, lambda db: begun.append(hand_in(db, actor, form.draft(), book, plan).id)):
            return redirect(url_for("import_columns.columns", file_id=begun[0]), 303)
    return show_form("imports/new.html", form)


@pages.errorhandler(413)
def too_large(_error: Exception) -> ResponseReturnValue:
    """Say at the field that the file is too large even to be read."""
    form = _form(None)
    form.refuse("file", TOO_LARGE)
    return show_form("imports/new.html", form)


@pages.get("/<org>/imports/<uuid:file_id>")
@needs(Action.IMPORT_RISKS)
def show(file_id: UUID) -> ResponseReturnValue:
    """Show a file: what a dry run found, or what became of its rows."""
    return show_file(get_import(get_session(), current_actor(), file_id))


@pages.post("/<org>/imports/<uuid:file_id>/throw-away")
@needs(Action.IMPORT_RISKS)
def discard(file_id: UUID) -> ResponseReturnValue:
    """Throw a file away that was not loaded."""
    with transaction(get_session()) as session:
        throw_away(session, current_actor(), file_id)
    flash("The file is thrown away. Nothing of what it says is kept.", "success")
    return redirect(url_for("imports.imports"), 303)


def _form(given: Any) -> HandInForm:
    form = HandInForm(given)
    form.source.options = options_of(list_sources(get_session(), current_actor()))
    if not form.source.options:
        form.new_source.label.text = "A name for where it comes from, if you like"
    return form


def _kept(form: HandInForm) -> FilePlan | None:
    """Return how the last file of the same source was read, None where there was none."""
    return find_kept_plan(get_session(), current_actor(), form.draft())


def _opened(form: HandInForm) -> Book | None:
    """Return what was sent as a book; None where nothing was, or where it cannot be read.

    It is opened before anything is written, since that may take a while.
    """
    if request.method != "POST" or not form.validate():
        return None
    try:
        return open_book(form.draft().content)
    except FieldError as error:
        form.refuse(error.field, str(error))
        return None


def _sent() -> CombinedMultiDict[str, Any] | None:
    if request.method != "POST":
        return None
    return CombinedMultiDict([request.files, request.form])
