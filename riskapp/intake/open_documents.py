"""Spreadsheets of LibreOffice, read element by element: what is repeated, within the limits."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from typing_extensions import override

from riskapp.intake.book import Merge, Sheet
from riskapp.intake.cells import cell_text, number_text
from riskapp.intake.grid import Grid
from riskapp.intake.limits import Limits
from riskapp.intake.refusals import DAMAGED, FileRefusedError
from riskapp.intake.sheets import refuse_long_cell, refuse_more_sheets
from riskapp.intake.xml_part import Attributes, XmlReading, plain_attributes, whole_tags

_BLANKS: Final = re.compile(r"[ \t\r\n]+")
_CLOCK: Final = re.compile(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S")
_BESIDE: Final = {
    *("annotation", "shapes", "tracked-changes", "frame", "custom-shape", "rect", "ellipse"),
    *("caption", "control", "g", "line", "path", "polyline", "polygon", "connector", "measure"),
}
"""What holds words that are not the cell's: comments, shapes, what was there before."""
_NUMBERS: Final = {"float", "percentage", "currency"}
_DIGITS: Final = 12
_MOST: Final = 10_000_000
"""Times that something may be repeated: more than any spreadsheet has rows."""


def open_document_sheets(chunks: Iterable[bytes], limits: Limits) -> tuple[Sheet, ...]:
    """Return the sheets of an OpenDocument spreadsheet, given its content as XML."""
    reading = Reading(limits)
    reading.feed(whole_tags(chunks))
    return tuple(grid.sheet() for grid in reading.grids)


class Reading(XmlReading):
    """A document as it is read: the sheet, row and cell that its parser is in."""

    def __init__(self, limits: Limits) -> None:
        self.grids: list[Grid] = []
        self._limits = limits
        self._hidden: set[str] = set()
        self._style = ""
        self._row = self._column = self._rows = 0
        self._cell: Attributes | None = None
        self._words = CellWords(limits)
        self._filled: list[tuple[int, str]] = []
        ends = {
            "table-row": self._end_row,
            "table-cell": self._end_cell,
            "covered-table-cell": self._end_cell,
            "p": self._end_paragraph,
        }
        super().__init__(self._beginnings(), ends, _BESIDE)
        self._parser.buffer_text = True

    def _beginnings(self) -> dict[str, Callable[[Attributes], None]]:
        return {
            "style": self._begin_style,
            "table-properties": self._looks,
            "table": self._begin_sheet,
            "table-row": self._begin_row,
            "table-cell": self._begin_cell,
            "covered-table-cell": self._begin_cell,
            "p": self._begin_paragraph,
            "s": self._spaces,
            "tab": self._tab,
            "line-break": self._line_break,
        }

    @override
    def text(self, text: str) -> None:
        self._words.text(text)

    def _begin_style(self, attributes: Attributes) -> None:
        attributes = plain_attributes(attributes)
        self._style = attributes.get("name", "")

    def _looks(self, attributes: Attributes) -> None:
        attributes = plain_attributes(attributes)
        if attributes.get("display") == "false":
            self._hidden.add(self._style)

    def _begin_sheet(self, attributes: Attributes) -> None:
        attributes = plain_attributes(attributes)
        if self._cell is not None:
            raise FileRefusedError(DAMAGED)
        hidden = attributes.get("style-name", "") in self._hidden
        name = attributes.get("name", f"Sheet{len(self.grids) + 1}")
        self.grids.append(Grid(name, self._limits, hidden=hidden))
        refuse_more_sheets(len(self.grids), self._limits)
        self._row = 0

    def _begin_row(self, attributes: Attributes) -> None:
        attributes = plain_attributes(attributes)
        self._rows = _times(attributes, "number-rows-repeated")
        self._column = 0
        self._filled = []

    def _end_row(self) -> None:
        if self._filled:
            for row in range(self._row + self._rows - 1, self._row - 1, -1):
                for column, words in reversed(self._filled):
                    self.grids[-1].put(row, column, words)
        self._row += self._rows

    def _begin_cell(self, attributes: Attributes) -> None:
        attributes = plain_attributes(attributes)
        if self._cell is not None or not self.grids:
            raise FileRefusedError(DAMAGED)
        self._cell = attributes
        self._words = CellWords(self._limits)

    def _end_cell(self) -> None:
        cell, self._cell = self._cell or {}, None
        times = _times(cell, "number-columns-repeated")
        words = _shown(cell, self._words.joined())
        if words:
            within = min(times, self._limits.columns + 1)
            self._filled += [(self._column + place, words) for place in range(within)]
        self._merge(cell)
        self._column += times

    def _merge(self, cell: Attributes) -> None:
        down, right = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
        if (down, right) != (1, 1):
            corners = Merge(self._row, self._column, self._row + down - 1, self._column + right - 1)
            self.grids[-1].merges.append(corners)

    def _begin_paragraph(self, _: Attributes) -> None:
        self._words.begin_paragraph()

    def _end_paragraph(self) -> None:
        self._words.end_paragraph()

    def _spaces(self, attributes: Attributes) -> None:
        attributes = plain_attributes(attributes)
        self._words.say(" " * min(_times(attributes, "c"), self._limits.cell_text + 1))

    def _tab(self, _: Attributes) -> None:
        self._words.say("\t")

    def _line_break(self, _: Attributes) -> None:
        self._words.say("\n")


class CellWords:
    """The words of one cell, paragraph by paragraph; blanks in the file are one blank at most."""

    def __init__(self, limits: Limits) -> None:
        self._pieces: list[str] = []
        self._length = self._paragraphs = 0
        self._within = False
        self._limits = limits

    def begin_paragraph(self) -> None:
        """Begin a line of its own."""
        self._within = True
        if self._paragraphs:
            self.say("\n")
        self._paragraphs += 1

    def end_paragraph(self) -> None:
        """What follows is no text of the cell until the next paragraph begins."""
        self._within = False

    def text(self, text: str) -> None:
        """Add text as the file has it."""
        shown = _BLANKS.sub(" ", text)
        begun = not self._pieces or self._pieces[-1].endswith("\n")
        self.say(shown.lstrip(" ") if begun else shown)

    def say(self, words: str) -> None:
        """Add words as they are."""
        if self._within and words:
            self._length += len(words)
            refuse_long_cell(self._length, "The file", self._limits)
            self._pieces.append(words)

    def joined(self) -> str:
        """Return all of them."""
        return "".join(self._pieces)


def _times(attributes: Attributes, name: str) -> int:
    return min(max(int(attributes.get(name, "1")[:_DIGITS]), 1), _MOST)


def _shown(cell: Attributes, words: str) -> str:
    """What a cell says: of numbers and days the value, of all else the words that are shown."""
    kind = cell.get("value-type", "")
    if kind == "percentage" and words.endswith("%"):
        return words
    if kind in _NUMBERS and "value" in cell:
        return number_text(float(cell["value"]))
    if kind == "boolean":
        return cell.get("boolean-value", "").upper()
    if kind == "date":
        return _day(cell.get("date-value", ""), words)
    clock = _CLOCK.fullmatch(cell.get("time-value", "")) if kind == "time" else None
    if clock:
        return f"{int(clock[1]):02}:{int(clock[2]):02}:{int(clock[3]):02}"
    return words or cell.get("string-value", "")


def _day(value: str, words: str) -> str:
    try:
        return cell_text(datetime.fromisoformat(value))
    except ValueError:
        return words
