"""A pack in any of its forms, all of them drawn from the same paper."""

from collections.abc import Callable, Mapping
from typing import Final

from riskapp.domain.packs import FileForm
from riskapp.readmodels.paper import Paper, Stamp, Void

Drawer = Callable[[Paper, Stamp | None, Void | None], bytes]
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES: Final[Mapping[FileForm, str]] = {
    FileForm.PDF: "application/pdf",
    FileForm.PAGE: "text/html",
    FileForm.WORKBOOK: f"{_OFFICE}.spreadsheetml.sheet",
    FileForm.WORD: f"{_OFFICE}.wordprocessingml.document",
}


def draw_as(form: FileForm, paper: Paper, stamp: Stamp | None, void: Void | None = None) -> bytes:
    """Return a pack as the bytes of a file; without a stamp it says that it is a draft.

    One that is to be used no more says why; its PDF alone stays as it was issued.
    """
    return _DRAWERS[form]()(paper, stamp, void)


# Each is imported when it is first drawn: who wants a PDF need not wait for what writes Word files.
def _pdf() -> Drawer:
    from reports.pdf import draw_pdf  # noqa: PLC0415 - as above

    return lambda paper, stamp, _void: draw_pdf(paper, stamp)


def _page() -> Drawer:
    from reports.web_page import draw_web_page  # noqa: PLC0415 - as above

    return draw_web_page


def _workbook() -> Drawer:
    from reports.workbook import draw_workbook  # noqa: PLC0415 - as above

    return draw_workbook


def _word() -> Drawer:
    from reports.word_file import draw_word_file  # noqa: PLC0415 - as above

    return draw_word_file


_DRAWERS: Final[Mapping[FileForm, Callable[[], Drawer]]] = {
    FileForm.PDF: _pdf,
    FileForm.PAGE: _page,
    FileForm.WORKBOOK: _workbook,
    FileForm.WORD: _word,
}
