"""Lists as a workbook: a sheet for each, and before them what they are of and what words mean."""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from itertools import chain, islice
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.csv_file import RUN
from reports.legible import legible, legible_line
from reports.list_about import facts_of
from reports.sheet_names import READ_ME, SheetNames
from reports.sheets import FIRST_YEAR, cut_to_fit
from riskapp.domain.take_out import Value, cell_words
from riskapp.readmodels.take_out import About, TakeOut

# Each workbook has its own: XlsxWriter writes into what it is given.
_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": "Arial", "font_size": 10},
}
MOST_ROWS: Final = 1_048_574
"""Rows of one list that a sheet can hold, with its headings and a word on those that it cannot."""
CUT: Final = "{:,} more rows do not fit in a sheet: take the list out as CSV or JSON"
_DATES: Final = "dd/mm/yyyy"
_LONGEST_PROPERTY: Final = 255
_ALL_CELLS: Final = "A1:XFD1048576"


def draw_lists(title: str, about: About, lists: Iterable[TakeOut]) -> bytes:
    """Return lists as the bytes of one XLSX file; no cell of it is ever a formula or a link."""
    file = BytesIO()
    book = Workbook(file, deepcopy(_OPTIONS))
    book.set_properties(
        {
            "title": legible_line(f"{about.organisation}: {title}")[:_LONGEST_PROPERTY],
            "author": legible_line(about.organisation)[:_LONGEST_PROPERTY],
            "created": about.made_at.replace(tzinfo=None),
        }
    )
    pages = _Pages(book)
    pages.write(title, about, lists)
    book.close()
    return file.getvalue()


@dataclass(slots=True)
class _Pages:
    """Writes the sheets of one workbook, each from its first row to its last."""

    book: Workbook
    plain: Format = field(init=False)
    head: Format = field(init=False)
    title: Format = field(init=False)
    quoted: Format = field(init=False)
    days: Format = field(init=False)
    left: Format = field(init=False)

    def __post_init__(self) -> None:
        usual = {"text_wrap": True, "valign": "top"}
        self.plain = self._look(**usual)
        self.quoted = self._look(**usual, quote_prefix=True)
        self.days = self._look(**usual, num_format=_DATES, align="left")
        self.left = self._look(**usual, align="left")
        self.head = self._look(**usual, bold=True, bg_color="#003087", font_color="#FFFFFF")
        self.title = self._look(bold=True, font_size=16)

    def write(self, title: str, about: About, lists: Iterable[TakeOut]) -> None:
        """Write every list, each to its sheet, and the first sheet of all."""
        names, first = SheetNames(), self.book.add_worksheet(READ_ME)
        written: list[tuple[str, int]] = []
        for one in lists:
            rows = iter(one.rows)
            begun = list(islice(rows, 1))
            if not begun and written:
                written.append((one.title, 0))  # an empty sheet would only be in the way
                continue
            page = self.book.add_worksheet(names.take(one.title))
            written.append((page.get_name(), self._list(page, one, chain(begun, rows))))
        self._read_me(first, title, about, written)

    def _list(self, page: Worksheet, one: TakeOut, rows: Iterator[tuple[Value, ...]]) -> int:
        """Write a list, whose headings stay in sight and filter; return how many rows it has."""
        for at, column in enumerate(one.columns):
            page.set_column(at, at, column.width)
            page.write_string(0, at, legible_line(column.heading), self.head)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        page.set_landscape()
        page.ignore_errors({"number_stored_as_text": _ALL_CELLS})
        count = 0
        for count, row in enumerate(islice(rows, MOST_ROWS), start=1):
            self._row(page, count, row)
        page.autofilter(0, 0, count, len(one.columns) - 1)
        more = sum(1 for _ in rows)
        if more:
            page.write_string(count + 1, 0, CUT.format(more), self.title)
        return count

    def _row(self, page: Worksheet, row: int, cells: tuple[Value, ...]) -> None:
        for column, value in enumerate(cells):
            if isinstance(value, str):
                words = _fit(value)
                look = self.quoted if words.startswith(RUN) else self.plain
                page.write_string(row, column, words, look)
            elif type(value) is int:
                page.write_number(row, column, value, self.plain)
            elif isinstance(value, date) and value.year >= FIRST_YEAR:
                day = datetime.combine(value, time())
                page.write_datetime(row, column, day, self.days)
            elif value is not None:
                page.write_string(row, column, cell_words(value), self.plain)

    def _read_me(
        self, page: Worksheet, title: str, about: About, lists: Sequence[tuple[str, int]]
    ) -> None:
        page.set_column(0, 0, 30)
        page.set_column(1, 1, 90)
        page.write_string(0, 0, cut_to_fit(legible_line(title)), self.title)
        facts = list(facts_of(about))
        for number, (name, said) in enumerate(facts, start=1):
            page.write_string(number, 0, _fit(name), self.head)
            page.write_string(number, 1, _fit(said), self.plain)
        below = len(facts) + 2
        for at, words in enumerate(("Sheet", "Rows")):
            page.write_string(below, at, words, self.head)
        for number, (sheet, rows) in enumerate(lists, start=below + 1):
            page.write_string(number, 0, sheet, self.plain)
            page.write_number(number, 1, rows, self.left)

    def _look(self, **wanted: object) -> Format:
        return self.book.add_format(wanted)


def _fit(words: str) -> str:
    return cut_to_fit(legible(words))
