"""Tables of web pages, which many systems hand out under the name of a spreadsheet."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from riskapp.intake.book import Merge, Sheet
from riskapp.intake.grid import Grid
from riskapp.intake.limits import Limits
from riskapp.intake.markup import Tag, tags
from riskapp.intake.refusals import FileRefusedError
from riskapp.intake.sheets import refuse_long_cell, refuse_more_sheets, refuse_size

NO_TABLE: Final = (
    "This is a web page without a table: export the register again as an Excel workbook or as CSV."
)
TOO_LONG: Final = (
    "This is a web page under the name of a spreadsheet, and too long to be read as it is: "
    "open it in Excel and save it as an Excel workbook."
)
_SPANS: Final = re.compile(r"""\b(colspan|rowspan)\s*=\s*["']?(\d{1,6})""", re.IGNORECASE)
_BLANKS: Final = re.compile(r"[ \t\r\n]+")
_AROUND_LINES: Final = re.compile(r" ?\n ?")
_LINES: Final = {"br", "p", "div", "li"}
_CELLS: Final = {"td", "th"}


def web_sheets(text: str, limits: Limits) -> tuple[Sheet, ...]:
    """Return the tables of a web page; a table inside a cell is a sheet of its own."""
    tables: list[Table] = []
    open_ones: list[Table] = []
    for tag in _not_too_many(tags(text), limits):
        if tag.name == "table" and not tag.ends:
            refuse_more_sheets(len(tables) + 1, limits)
            tables.append(Table(f"Table {len(tables) + 1}", limits))
            open_ones.append(tables[-1])
        elif tag.name == "table":
            open_ones = open_ones[:-1]
        elif open_ones:
            open_ones[-1].take(tag)
    if not tables:
        raise FileRefusedError(NO_TABLE)
    return tuple(table.sheet() for table in tables)


def _not_too_many(page: Iterable[Tag], limits: Limits) -> Iterator[Tag]:
    for number, tag in enumerate(page):
        if number > limits.cells:
            raise FileRefusedError(TOO_LONG)
        yield tag


class Table:
    """One table as it is read."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._grid = Grid(name, limits)
        self._limits = limits
        self._row, self._column = -1, 0
        self._corners = Merge(0, 0, 0, 0)
        self._words: list[str] = []
        self._length = 0
        self._in_cell = False
        self._taken: dict[int, int] = {}
        """Up to which row a cell from above takes a column."""

    def take(self, tag: Tag) -> None:
        """Go on with what comes next."""
        if tag.name == "tr":
            self._begin_row(begins=not tag.ends)
        elif tag.name in _CELLS:
            self._end_cell()
            if not tag.ends:
                self._begin_cell(tag.words)
        elif not tag.name:
            self._say(_BLANKS.sub(" ", tag.words))
        elif tag.name in _LINES and not tag.ends:
            self._say("\n")

    def sheet(self) -> Sheet:
        """Return the table as a sheet."""
        self._end_cell()
        return self._grid.sheet()

    def _begin_row(self, *, begins: bool) -> None:
        self._end_cell()
        self._row, self._column = self._row + begins, 0

    def _begin_cell(self, attributes: str) -> None:
        self._row = max(self._row, 0)
        self._words, self._length, self._in_cell = [], 0, True
        while self._taken.get(self._column, -1) >= self._row:
            self._column += 1
        refuse_size("The table", self._row + 1, self._column + 1, self._limits)
        spans = {name.lower(): max(int(count), 1) for name, count in _SPANS.findall(attributes)}
        right = min(spans.get("colspan", 1), self._limits.columns)
        corners = Merge(
            self._row,
            self._column,
            self._row + spans.get("rowspan", 1) - 1,
            self._column + right - 1,
        )
        self._corners = corners
        for column in range(self._column, corners.last_column + 1):
            self._taken[column] = corners.last_row

    def _end_cell(self) -> None:
        if self._in_cell:
            corners, words = self._corners, "".join(self._words).replace("\xa0", " ")
            self._grid.put(self._row, corners.first_column, _AROUND_LINES.sub("\n", words).strip())
            if corners[:2] != corners[2:]:
                self._grid.merges.append(corners)
            self._column = corners.last_column + 1
        self._in_cell = False

    def _say(self, words: str) -> None:
        if self._in_cell:
            self._length += len(words)
            refuse_long_cell(self._length, f"Row {self._row + 1} of the table", self._limits)
            self._words.append(words)
