"""Reading from a Word file, a workbook or a web page which packs it says it is of."""

import html
import re
from collections.abc import Iterator
from typing import Final

from riskapp.domain.packs import FileForm
from riskapp.intake.limits import LIMITS
from riskapp.intake.packed import PACKED, Packed
from riskapp.readmodels.pack_verdict import Borne, FileRead, marks_in

_TAG: Final = re.compile(r"<[^>]*>")
_PLACED: Final = re.compile(r"&[LCR](?:&\d+)?|&\d+")
"""What a workbook says of where and how large words at the foot of a page are."""
_PARTS: Final = {FileForm.WORD: "word/", FileForm.WORKBOOK: "xl/"}
_SAID_OF_IT: Final = "docprops/"


def read_marks(content: bytes) -> FileRead | None:
    """Return what a file says it is of; None where it is in none of these forms.

    FileRefusedError for a packed file that is damaged, or larger inside than any of ours.
    """
    if content.startswith(PACKED):
        return _packed(Packed.opened(content, LIMITS))
    text = content.decode("utf-8", "replace")
    if not text.lstrip().lower().startswith("<!doctype html"):
        return None
    return FileRead(FileForm.PAGE, _distinct(marks_in(_words(text))))


def _packed(packed: Packed) -> FileRead | None:
    names = sorted(name for name in packed.names() if name.endswith(".xml"))
    for form, folder in _PARTS.items():
        if any(name.startswith(folder) for name in names):
            read = [name for name in names if name.startswith((folder, _SAID_OF_IT))]
            return FileRead(form, _distinct(_marks(packed, read)))
    return None


def _marks(packed: Packed, names: list[str]) -> Iterator[Borne]:
    for name in names:
        yield from marks_in(_PLACED.sub(" ", _words(packed.read(name).decode("utf-8", "replace"))))


def _words(marked: str) -> str:
    return html.unescape(_TAG.sub("", marked))


def _distinct(marks: Iterator[Borne]) -> tuple[Borne, ...]:
    return tuple(dict.fromkeys(marks))
