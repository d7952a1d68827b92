"""Looking a file through, putting right what is found in it, and loading it."""

from typing import Final
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from forms.imports import SeenFileForm
from riskapp.domain.actions import Action
from riskapp.domain.errors import StaleError
from riskapp.domain.import_drafts import PutRight
from riskapp.domain.import_findings import findings_from_json
from riskapp.domain.jobs import JobKind
from riskapp.queries.imports import get_import
from riskapp.readmodels.imports import ImportLine, ImportPage
from riskapp.services.importing.files import CHANGED, NOT_OPEN
from riskapp.services.importing.files import put_right as keep_right
from riskapp.services.importing.loading import HeldUpError, check_file, load_file
from riskapp.services.transactions import transaction
from riskapp.web.binding import saved
from riskapp.web.errors import show_refusal
from riskapp.web.formats import moment
from riskapp.web.guard import needs
from riskapp.web.import_jobs import begin_of_file, checks_long, loads_long
from riskapp.web.import_sent import sent_form, show_late_rows, show_wrong_rows
from riskapp.web.session import current_actor, get_session

pages = Blueprint("import_checking", __name__)
LOADED: Final = "The file is loaded. This is what became of its rows."
LOADED_BEFORE: Final = (
    "The file was loaded on {at} by {by}, once: nothing was done a second time. This is what became"
    " of its rows."
)
THROWN_AWAY: Final = "The file was thrown away before: nothing was loaded."


@pages.post("/<org>/imports/<uuid:file_id>/check")
@needs(Action.IMPORT_RISKS)
def check(file_id: UUID) -> ResponseReturnValue:
    """Look every row of a file through."""
    return check_now(file_id)


@pages.post("/<org>/imports/<uuid:file_id>/rows")
@needs(Action.IMPORT_RISKS)
def put_right(file_id: UUID) -> ResponseReturnValue:
    """Keep what was put right in the rows of a page, and look the file through again."""
    page = get_import(get_session(), current_actor(), file_id)
    if not page.line.is_open:
        return show_late_rows(page)
    form = sent_form(page)
    try:
        if saved(form, lambda db: keep_right(db, current_actor(), file_id, form.draft())):
            return check_now(file_id)
    except StaleError:
        get_session().expire_all()
        return show_late_rows(get_import(get_session(), current_actor(), file_id))
    return show_wrong_rows(page, form)


@pages.post("/<org>/imports/<uuid:file_id>/leave-rest-out")
@needs(Action.IMPORT_RISKS)
def leave_rest(file_id: UUID) -> ResponseReturnValue:
    """Leave every row out that needs somebody."""
    page = open_page(file_id)
    found = findings_from_json(page.findings).holding_up if page.findings else ()
    rows = frozenset(row.number for row in found)
    with transaction(get_session()) as session:
        keep_right(session, current_actor(), file_id, PutRight(_seen(), rows, left_out=rows))
    return check_now(file_id)


@pages.post("/<org>/imports/<uuid:file_id>/load")
@needs(Action.IMPORT_RISKS)
def load(file_id: UUID) -> ResponseReturnValue:
    """Load a file: all of it, or nothing."""
    page, seen = open_page(file_id), _seen()
    if page.line.version != seen:
        raise StaleError(CHANGED)
    if loads_long(page.line):
        return _begun(JobKind.LOAD_IMPORT, file_id, seen)
    try:
        with transaction(get_session()) as session:
            done = load_file(session, current_actor(), file_id, seen)
    except HeldUpError as error:
        flash(str(error), "important")
        return check_now(file_id)
    flash(done.said or LOADED, "important" if done.said else "success")
    return redirect(url_for("imports.show", file_id=file_id), 303)


@pages.errorhandler(StaleError)
def show_ended(error: StaleError) -> ResponseReturnValue:
    """Lead whoever pressed a second time to what became of the file at the first."""
    get_session().expire_all()
    line = get_import(get_session(), current_actor(), (request.view_args or {})["file_id"]).line
    if line.is_open:
        return show_refusal(error)
    flash(_ended(line), "important")
    return redirect(url_for("imports.show", file_id=line.id), 303)


def _ended(line: ImportLine) -> str:
    if line.loaded_at is None:
        return THROWN_AWAY
    return LOADED_BEFORE.format(at=moment(line.loaded_at), by=line.loaded_by)


def check_now(file_id: UUID) -> ResponseReturnValue:
    """Look a file through at once, or in the background where it is long."""
    get_session().expire_all()
    page = open_page(file_id)
    if checks_long(page.line):
        return _begun(JobKind.CHECK_IMPORT, file_id, page.line.version)
    with transaction(get_session()) as session:
        check_file(session, current_actor(), file_id, page.line.version)
    return redirect(url_for("imports.show", file_id=file_id), 303)


def open_page(file_id: UUID) -> ImportPage:
    """Return a file that waits to be loaded; StaleError where it does so no more."""
    page = get_import(get_session(), current_actor(), file_id)
    if not page.line.is_open:
        raise StaleError(NOT_OPEN)
    return page


def _seen() -> int:
    return SeenFileForm(request.form).seen_version.number


def _begun(kind: JobKind, file_id: UUID, seen_version: int) -> ResponseReturnValue:
    """Begin long work on a file, and lead to its page, which shows how far it is."""
    begin_of_file(kind, file_id, seen_version)
    return redirect(url_for("imports.show", file_id=file_id), 303)
