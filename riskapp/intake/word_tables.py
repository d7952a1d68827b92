"""Tables of Word documents, each a sheet."""

from collections.abc import Iterable
from functools import partial
from typing import Final

from typing_extensions import override

from riskapp.intake.book import Merge, Sheet
from riskapp.intake.grid import Grid
from riskapp.intake.limits import Limits
from riskapp.intake.refusals import FileRefusedError
from riskapp.intake.sheets import refuse_long_cell, refuse_more_sheets
from riskapp.intake.xml_part import Attributes, XmlReading, whole_tags

DOCUMENT: Final = "word/document.xml"
NO_TABLE: Final = (
    "This is a Word document without a table: put the risks into a table or a spreadsheet."
)
_DIGITS: Final = 6
_GOES_ON: Final = "continue"
_BREAKS: Final = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}


def word_sheets(chunks: Iterable[bytes], limits: Limits) -> tuple[Sheet, ...]:
    """Return the tables of a document; a table inside a cell is a sheet of its own."""
    reading = Reading(limits)
    reading.feed(whole_tags(chunks))
    if not reading.tables:
        raise FileRefusedError(NO_TABLE)
    return tuple(table.grid.sheet() for table in reading.tables)


class Table:
    """One table as it is read; a cell that goes on from above has no words of its own."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.grid = Grid(name, limits)
        self.row = -1
        self.column = 0
        self.words: list[str] = []
        self.wide = 1
        self.tall = ""
        self._tops: dict[int, int] = {}
        """For each column that a cell takes from above, which of the merges it is."""
        self._limits = limits
        self._length = 0

    def begin_row(self) -> None:
        """Go to the next row."""
        self.row += 1
        self.column = 0

    def begin_cell(self) -> None:
        """Begin a cell that is one column wide until it says otherwise."""
        self.words, self.wide, self.tall, self._length = [], 1, "", 0

    def say(self, words: str) -> None:
        """Add words to the cell."""
        self._length += len(words)
        refuse_long_cell(self._length, f"Row {self.row + 1} of the table", self._limits)
        self.words.append(words)

    def end_cell(self) -> None:
        """Put the cell where it belongs; every paragraph but the last ends its line."""
        self.grid.put(max(self.row, 0), self.column, "".join(self.words).removesuffix("\n"))
        top = self._tops.pop(self.column, None)
        if self.tall == _GOES_ON and top is not None:
            self._tops[self.column] = top
            self.grid.merges[top] = self.grid.merges[top]._replace(last_row=self.row)
        elif self.tall or self.wide > 1:
            self._tops[self.column] = len(self.grid.merges)
            corners = Merge(self.row, self.column, self.row, self.column + self.wide - 1)
            self.grid.merges.append(corners)
        self.column += self.wide


class Reading(XmlReading):
    """A document as it is read, of which nothing outside its tables is kept."""

    def __init__(self, limits: Limits) -> None:
        self.tables: list[Table] = []
        self._limits = limits
        self._open: list[Table] = []
        self._in_text = False
        super().__init__(
            {
                "tbl": self._begin_table,
                "tr": self._begin_row,
                "tc": self._begin_cell,
                "gridSpan": self._wide,
                "vMerge": self._tall,
                "t": self._begin_text,
                **{name: partial(self._break, words) for name, words in _BREAKS.items()},
            },
            {
                "tbl": self._end_table,
                "tc": self._end_cell,
                "t": self._end_text,
                "p": partial(self._break, "\n"),
            },
        )

    @override
    def text(self, text: str) -> None:
        if self._in_text and self._open:
            self._open[-1].say(text)

    def _begin_table(self, _: Attributes) -> None:
        refuse_more_sheets(len(self.tables) + 1, self._limits)
        self.tables.append(Table(f"Table {len(self.tables) + 1}", self._limits))
        self._open.append(self.tables[-1])

    def _end_table(self) -> None:
        self._open.pop()

    def _begin_row(self, _: Attributes) -> None:
        self._open[-1].begin_row()

    def _begin_cell(self, _: Attributes) -> None:
        self._open[-1].begin_cell()

    def _end_cell(self) -> None:
        self._open[-1].end_cell()

    def _wide(self, attributes: Attributes) -> None:
        columns = int(_value(attributes, "1")[:_DIGITS])
        self._open[-1].wide = min(max(columns, 1), self._limits.columns)

    def _tall(self, attributes: Attributes) -> None:
        self._open[-1].tall = _value(attributes, _GOES_ON)

    def _begin_text(self, _: Attributes) -> None:
        self._in_text = True

    def _end_text(self) -> None:
        self._in_text = False

    def _break(self, words: str, _: Attributes | None = None) -> None:
        if self._open:
            self._open[-1].say(words)


def _value(attributes: Attributes, otherwise: str) -> str:
    """The value of a property, which says something even where it is not written."""
    return next((value for key, value in attributes.items() if key.endswith("val")), otherwise)
