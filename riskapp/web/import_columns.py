"""What each column of a file holds: proposed, and decided by whoever knows the old register."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from forms.fields import Option
from forms.import_choices import GROUPS
from forms.import_columns import Asked, ColumnsForm, columns_form
from forms.import_place import PlaceForm
from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, StaleError
from riskapp.domain.import_drafts import SetPlan
from riskapp.domain.import_plans import FilePlan
from riskapp.intake.answering import answered
from riskapp.intake.asking import open_questions
from riskapp.intake.book import Book
from riskapp.intake.opening import open_book
from riskapp.intake.proposing import propose, propose_under
from riskapp.intake.register_sheets import remarks_on, sheet_named
from riskapp.queries.imports import get_content, get_import
from riskapp.readmodels.imports import ImportPage
from riskapp.services.importing.files import NOT_OPEN, set_plan
from riskapp.services.importing.files import read_anew as keep_proposal
from riskapp.web.binding import saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.import_checking import check_now
from riskapp.web.import_preview import preview
from riskapp.web.late import Late, show_late
from riskapp.web.session import current_actor, get_session

pages = Blueprint("import_columns", __name__)
_PAGE = "imports/columns.html"


@pages.route("/<org>/imports/<uuid:file_id>/columns", methods=["GET", "POST"])
@needs(Action.IMPORT_RISKS)
def columns(file_id: UUID) -> ResponseReturnValue:
    """Decide what each column holds."""
    page, book = _read(file_id)
    form = _form(page, book)
    try:
        if saved(form, lambda db: set_plan(db, current_actor(), file_id, _decided(form, book))):
            return check_now(file_id)
    except StaleError:
        get_session().expire_all()
        page, book = _read(file_id)
        late = Late("How this file is read", url_for("import_columns.columns", file_id=file_id))
        now = _as_kept(page, book)
        return show_late(_PAGE, _form(page, book), now, late, **_told(page, book))
    return show_form(_PAGE, form, **_told(page, book))


@pages.post("/<org>/imports/<uuid:file_id>/sheet")
@needs(Action.IMPORT_RISKS)
def read_anew(file_id: UUID) -> ResponseReturnValue:
    """Read another sheet, or the headings from another row, and propose the columns anew."""
    page, book = _read(file_id)
    place = _place(page, book, request.form)
    if saved(place, lambda db: _keep_proposal(db, page, book, place)):
        return redirect(url_for("import_columns.columns", file_id=file_id), 303)
    shown, _ = show_form(_PAGE, _as_kept(page, book), **_told(page, book, place))
    return shown, 422


def _keep_proposal(session: Session, page: ImportPage, book: Book, place: PlaceForm) -> None:
    """Propose the columns anew: where the headings are, if the sheet is another one."""
    draft = place.draft()
    sheet = sheet_named(book, draft.sheet)
    if sheet is None or draft.header_row >= len(sheet.rows):
        raise FieldError("header_row", "The sheet ends before that row.")
    same = sheet.name == page.plan.sheet
    plan = (
        propose_under(sheet, draft.header_row, draft.header_rows)
        if same
        else propose(book, sheet.name)
    )
    seen = SetPlan(plan, place.seen_version.number)
    keep_proposal(session, current_actor(), page.line.id, seen)


def _read(file_id: UUID) -> tuple[ImportPage, Book]:
    """Return a file that waits to be loaded, with its sheets."""
    session, actor = get_session(), current_actor()
    page = get_import(session, actor, file_id)
    if not page.line.is_open:
        raise StaleError(NOT_OPEN)
    return page, open_book(get_content(session, actor, file_id))


def _form(page: ImportPage, book: Book) -> ColumnsForm:
    """Return the form as it was sent, with the questions that what was sent leaves open."""
    given = sent()
    if given is None:
        return _as_kept(page, book)
    typed = columns_form(page.plan, given)
    plan = typed.draft().plan if typed.validate() else page.plan
    return columns_form(page.plan, given, _asked(book, plan))


def _as_kept(page: ImportPage, book: Book) -> ColumnsForm:
    """Return the form as it opens."""
    asked = _asked(book, page.plan)
    return columns_form(page.plan, None, asked, seen_version=str(page.line.version))


def _asked(book: Book, plan: FilePlan) -> Iterator[Asked]:
    """Yield what only a person can know of a file that is read so."""
    sheet = sheet_named(book, plan.sheet)
    for one in open_questions(sheet, plan) if sheet else ():
        options = tuple(Option(choice.value, choice.words) for choice in one.choices)
        yield Asked(one.key, one.words, options)


def _decided(form: ColumnsForm, book: Book) -> SetPlan:
    """Return how the file is to be read, with what was answered."""
    draft = form.draft()
    sheet = sheet_named(book, draft.plan.sheet)
    plan = draft.plan
    for key, given in form.answers.items():
        try:
            plan = answered(sheet, plan, key, given) if sheet else plan
        except FieldError as error:
            raise FieldError(f"answer_{key}", str(error)) from error
    return replace(draft, plan=plan)


def _place(page: ImportPage, book: Book, given: Any = None) -> PlaceForm:
    filled = {
        "sheet": page.plan.sheet,
        "header_row": str(page.plan.header_row + 1),
        "header_rows": str(page.plan.header_rows),
        "seen_version": str(page.line.version),
    }
    place = PlaceForm(given, data=filled if given is None else {})
    place.sheet.options = tuple(Option(one.name, one.name) for one in book.sheets if one.rows)
    return place


def _told(page: ImportPage, book: Book, place: PlaceForm | None = None) -> dict[str, Any]:
    sheet = sheet_named(book, page.plan.sheet)
    return {
        "file": page.line,
        "page": page,
        "place": place or _place(page, book),
        "groups": GROUPS,
        "remarks": remarks_on(book, page.plan),
        "told": preview(sheet, page.plan),
    }
