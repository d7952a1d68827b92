"""Cells in which a system left the signs of a web page: read as the words that they stand for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from typing import Final

from riskapp.intake.book import Book, FileKind, Sheet
from riskapp.intake.own_lists import is_ours

_SAID: Final = (
    "Some cells have the signs of a web page in them, such as &amp; or <br>: they were read as the"
    " words that they stand for."
)
_ENTITY: Final = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|pound|[lr]squo|[lr]dquo|[nm]dash|bull|#[0-9]{1,5}"
    r"|#x[0-9a-f]{1,4});",
    re.IGNORECASE,
)
_OTHER_AND: Final = re.compile(rf"&(?!{_ENTITY.pattern[1:]})", re.IGNORECASE)
"""An "and" sign that stands for itself: then the text of the column is no web page's."""
_TAG: Final = re.compile(
    r"<(?:(?P<item>li)|(?P<line>br|/p|/div|/li|/ul|/ol)|/?(?:p|div|ul|ol|b|i|u|em|strong|span))"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LINES: Final = re.compile(r"[ \t]*\n\s*")
_MARKED: Final = ("&", "<")


def in_plain_words(book: Book) -> Book:
    """Return a book without the signs of web pages in its cells, and say so where there were any.

    Pages that are read as such have none left, and a list of our own says what it says.
    """
    if book.kind is FileKind.HTML:
        return book
    sheets = tuple(map(_plain, book.sheets))
    if sheets == book.sheets:
        return book
    return replace(book, sheets=sheets, remarks=(*book.remarks, _SAID))


def _plain(sheet: Sheet) -> Sheet:
    marked = set(_marked(sheet.rows))
    if not marked or is_ours(sheet.rows):
        return sheet
    rows = tuple(
        tuple(_words(cell) if at in marked else cell for at, cell in enumerate(row))
        for row in sheet.rows
    )
    return replace(sheet, rows=rows)


def _marked(rows: Sequence[Sequence[str]]) -> Iterator[int]:
    """Yield the columns with signs of web pages, unless one has an "and" that is none."""
    told: set[int] = set()
    plain: set[int] = set()
    for row in rows:
        if any(sign in "\n".join(row) for sign in _MARKED):
            told |= {at for at, cell in enumerate(row) if _ENTITY.search(cell) or _TAG.search(cell)}
            plain |= {at for at, cell in enumerate(row) if _OTHER_AND.search(cell)}
    yield from told - plain


def _words(cell: str) -> str:
    """Return what the signs in a cell stand for: lines, items of lists, letters."""
    if not any(sign in cell for sign in _MARKED):
        return cell
    bare = _TAG.sub(_of_tag, cell)
    if bare != cell:
        bare = _LINES.sub("\n", bare).strip()
    return _ENTITY.sub(lambda found: unescape(found[0]), bare).replace("\xa0", " ")


def _of_tag(found: re.Match[str]) -> str:
    if found["item"]:
        return "\n• "
    return "\n" if found["line"] else ""
