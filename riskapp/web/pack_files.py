"""The forms of a pack: which one is asked for, and those of an issued one beside its PDF."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from reports.pack_files import MEDIA_TYPES, draw_as
from riskapp.domain.actions import Action
from riskapp.domain.errors import UnfitError
from riskapp.domain.packs import FORM_NAMES, FileForm
from riskapp.queries.issued_packs import get_issued_paper, get_pack_page
from riskapp.readmodels.issued_packs import PackRow
from riskapp.readmodels.paper import Stamp
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session

pages = Blueprint("pack_files", __name__)
pages.add_app_template_filter(FORM_NAMES.__getitem__, "form_name")


@pages.get("/<org>/packs/<pack>/html")
@needs(Action.MAKE_PACK)
def html(pack: str) -> ResponseReturnValue:
    """Give what an issued pack said as a page of its own."""
    return _issued(pack, FileForm.PAGE)


@pages.get("/<org>/packs/<pack>/xlsx")
@needs(Action.MAKE_PACK)
def xlsx(pack: str) -> ResponseReturnValue:
    """Give the tables of an issued pack as a workbook."""
    return _issued(pack, FileForm.WORKBOOK)


@pages.get("/<org>/packs/<pack>/docx")
@needs(Action.MAKE_PACK)
def docx(pack: str) -> ResponseReturnValue:
    """Give what an issued pack said as a Word file."""
    return _issued(pack, FileForm.WORD)


def _issued(pack: str, form: FileForm) -> Response:
    """Return what an issued pack said in a form.

    What was redacted since says so in it, and a pack that stands no more says so on every page.
    """
    row, content = draw_issued(pack, form)
    return file_of(form, content, row.file_name)


def draw_issued(pack: str, form: FileForm) -> tuple[PackRow, bytes]:
    """Return an issued pack with what it said, drawn in a form."""
    session, actor = get_session(), current_actor()
    row = get_pack_page(session, actor, pack).row
    paper = get_issued_paper(session, actor, pack)
    stamp = Stamp(row.number, row.code, row.issued_on)
    return row, draw_as(form, paper, stamp, row.void)


def form_asked() -> FileForm:
    """Return the form of a pack that was asked for by a button; a PDF where none was."""
    try:
        return FileForm(request.form.get("form", FileForm.PDF))
    except ValueError:
        raise UnfitError("A pack is to be had in no such form.") from None


def file_of(form: FileForm, content: bytes, name: str) -> Response:
    """Return a file to be saved, under a name with the ending of its form."""
    named = {"Content-Disposition": f'attachment; filename="{name_in(form, name)}"'}
    return Response(content, mimetype=MEDIA_TYPES[form], headers=named)


def name_in(form: FileForm, name: str) -> str:
    """Return what a pack's file is called in a form."""
    return f"{name.removesuffix('.pdf')}.{form}"
