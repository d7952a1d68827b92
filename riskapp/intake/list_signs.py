"""Cells that a list of SharePoint gave out with numbers of its own: "12;#Head of Estates"."""

import re
from dataclasses import replace
from typing import Final

from riskapp.intake.book import Book

_SAID: Final = (
    "Some cells have the signs of a SharePoint list in them, such as 12;# before a name: they were"
    " read without these."
)
_SIGN: Final = ";#"
_KIND: Final = re.compile(r"(?:string|float|datetime|boolean|lookup|currency|number)(?=;#)")
_NUMBERED: Final = re.compile(r"[0-9]{1,9}(?=;#)")
_BETWEEN: Final = "; "


def without_list_signs(book: Book) -> Book:
    """Return a book without these numbers and kinds, and say so where there were any."""
    if not any(_SIGN in cell for sheet in book.sheets for row in sheet.rows for cell in row):
        return book
    sheets = tuple(
        replace(sheet, rows=tuple(tuple(map(_bare, row)) for row in sheet.rows))
        for sheet in book.sheets
    )
    if sheets == book.sheets:
        return book
    return replace(book, sheets=sheets, remarks=(*book.remarks, _SAID))


def _bare(cell: str) -> str:
    """Return what stands between the signs: of pairs the names, of choices all of them."""
    if _SIGN not in cell:
        return cell
    parts = cell.split(_SIGN)
    if _KIND.match(cell):
        return _SIGN.join(parts[1:])
    if cell.startswith(_SIGN):
        return _BETWEEN.join(part for part in parts if part.strip())
    if _NUMBERED.match(cell) and len(parts) % 2 == 0:
        return _BETWEEN.join(parts[1::2])
    return cell
