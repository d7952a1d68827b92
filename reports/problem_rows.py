"""The rows of a file that need somebody, as a workbook to put them right in and hand in again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from reports.csv_file import RUN
from reports.legible import legible
from reports.sheet_names import SheetNames
from reports.sheets import cut_to_fit

WRONG: Final = "What is wrong"
_WIDEST: Final = 40
_NARROWEST: Final = 14
_WIDTH_OF_WRONG: Final = 70
_OPTIONS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": "Arial", "font_size": 10},
}
_MARKED: Final = {"bg_color": "#FFEB9C", "border": 1}


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A row as the file prints it, the columns that are wrong by their index, and why."""

    cells: Sequence[str]
    wrong: frozenset[int]
    why: str


def draw_problem_rows(sheet: str, headings: Sequence[str], rows: Iterable[ProblemRow]) -> bytes:
    """Return the workbook: the file's own headings, the rows, and what is wrong beside each.

    Every cell is text, none of them is ever a formula.
    """
    file = BytesIO()
    book = Workbook(file, _OPTIONS)
    page = book.add_worksheet(SheetNames().take(sheet))
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for at, heading in enumerate([*headings, WRONG]):
        page.write_string(0, at, _fit(heading), head)
        page.set_column(at, at, min(_WIDEST, max(_NARROWEST, len(heading))))
    page.set_column(len(headings), len(headings), _WIDTH_OF_WRONG)
    page.freeze_panes(1, 0)
    looks = _looks(book)
    for number, row in enumerate(rows, start=1):
        cells = [row.cells[at] if at < len(row.cells) else "" for at in range(len(headings))]
        for at, words in enumerate([*map(_fit, cells), _fit(row.why)]):
            look = looks[at in row.wrong, words.startswith(RUN)]
            page.write_string(number, at, words, look)
    book.close()
    return file.getvalue()


def _looks(book: Workbook) -> dict[tuple[bool, bool], Format]:
    """Return how a cell looks, by whether it is wrong and whether it could be taken to run."""
    usual = {"text_wrap": True, "valign": "top", "num_format": "@"}
    return {
        (wrong, runs): book.add_format(
            usual | (_MARKED if wrong else {}) | ({"quote_prefix": True} if runs else {})
        )
        for wrong in (False, True)
        for runs in (False, True)
    }


def _fit(words: str) -> str:
    return cut_to_fit(legible(words))
