"""The names that a file prints and the register does not have: what each of them means."""

from math import ceil
from typing import Final
from uuid import UUID

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from forms.import_names import NamesForm, names_form
from riskapp.domain.actions import Action
from riskapp.domain.errors import StaleError
from riskapp.domain.import_findings import findings_from_json
from riskapp.domain.import_names import FoundName
from riskapp.queries.import_names import read_names
from riskapp.readmodels.imports import ImportPage
from riskapp.services.importing.files import say_names
from riskapp.web.asked import asked_page
from riskapp.web.binding import saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.import_checking import check_now, open_page
from riskapp.web.late import Late, show_late
from riskapp.web.session import current_actor, get_session

pages = Blueprint("import_names", __name__)
_PAGE: Final = "imports/names.html"
MOST_NAMES: Final = 50


@pages.route("/<org>/imports/<uuid:file_id>/names", methods=["GET", "POST"])
@needs(Action.IMPORT_RISKS)
def names(file_id: UUID) -> ResponseReturnValue:
    """Say what each name means."""
    page = open_page(file_id)
    found = _names(page)
    number = asked_page()
    shown = found[(number - 1) * MOST_NAMES : number * MOST_NAMES]
    form = _form(page, shown, sent())
    told = {
        "file": page.line,
        "total": len(found),
        "number": number,
        "last": max(1, ceil(len(found) / MOST_NAMES)),
        "address_of_page": lambda at: url_for("import_names.names", file_id=file_id, page=at),
    }
    try:
        if saved(form, lambda db: say_names(db, current_actor(), file_id, form.draft())):
            return check_now(file_id)
    except StaleError:
        get_session().expire_all()
        page = open_page(file_id)
        late = Late("How this file is read", url_for("import_names.names", file_id=file_id))
        return show_late(_PAGE, form, _form(page, shown, None), late, **told)
    return show_form(_PAGE, form, **told)


def _names(page: ImportPage) -> tuple[FoundName, ...]:
    return findings_from_json(page.findings).names if page.findings else ()


def _form(page: ImportPage, shown: tuple[FoundName, ...], given: object) -> NamesForm:
    known = read_names(get_session(), current_actor()).called
    return names_form(shown, known, given, seen_version=str(page.line.version))
