"""Workbooks that Excel 2003 wrote as one XML file, and many systems hand out still."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from typing_extensions import override

from riskapp.intake.book import Merge, Sheet
from riskapp.intake.cells import cell_text, number_text
from riskapp.intake.grid import Grid
from riskapp.intake.limits import Limits
from riskapp.intake.sheets import refuse_long_cell, refuse_more_sheets
from riskapp.intake.xml_part import Attributes, XmlReading, in_chunks, plain_attributes, whole_tags

_DIGITS: Final = 8


def xml_sheets(text: str, limits: Limits) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook in XML."""
    reading = Reading(limits)
    reading.feed(whole_tags(in_chunks(text)))
    return tuple(replace(grid.sheet(), from_1904=reading.from_1904) for grid in reading.grids)


class Reading(XmlReading):
    """A workbook as it is read: the row and the cell that its parser is in."""

    def __init__(self, limits: Limits) -> None:
        self.grids: list[Grid] = []
        self.from_1904 = False
        self._limits = limits
        self._row = self._column = -1
        self._wide = 0
        self._kind = ""
        self._pieces: list[str] | None = None
        self._length = 0
        super().__init__(
            {
                "Date1904": self._count_from_1904,
                "Worksheet": self._begin_sheet,
                "Row": self._begin_row,
                "Cell": self._begin_cell,
                "Data": self._begin_words,
                "Visible": self._begin_words,
            },
            {"Data": self._end_words, "Visible": self._end_visible},
            {"Comment"},
        )

    @override
    def text(self, text: str) -> None:
        if self._pieces is not None:
            self._length += len(text)
            refuse_long_cell(self._length, "The file", self._limits)
            self._pieces.append(text)

    def _count_from_1904(self, _: Attributes) -> None:
        self.from_1904 = True

    def _begin_sheet(self, attributes: Attributes) -> None:
        attributes = plain_attributes(attributes)
        refuse_more_sheets(len(self.grids) + 1, self._limits)
        name = attributes.get("Name", f"Sheet{len(self.grids) + 1}")
        self.grids.append(Grid(name, self._limits))
        self._row = -1

    def _begin_row(self, attributes: Attributes) -> None:
        attributes = plain_attributes(attributes)
        self._row = _number(attributes, "Index", self._row + 2) - 1
        self._column, self._wide = -1, 0

    def _begin_cell(self, attributes: Attributes) -> None:
        attributes = plain_attributes(attributes)
        self._column = _number(attributes, "Index", self._column + self._wide + 2) - 1
        self._wide = _number(attributes, "MergeAcross", 0)
        down = _number(attributes, "MergeDown", 0)
        if self._wide or down:
            corners = (self._row, self._column, self._row + down, self._column + self._wide)
            self.grids[-1].merges.append(Merge(*corners))

    def _begin_words(self, attributes: Attributes) -> None:
        attributes = plain_attributes(attributes)
        self._kind = attributes.get("Type", "String")
        self._pieces, self._length = [], 0

    def _end_words(self) -> None:
        words, self._pieces = "".join(self._pieces or ()), None
        self.grids[-1].put(max(self._row, 0), max(self._column, 0), _shown(self._kind, words))

    def _end_visible(self) -> None:
        words, self._pieces = "".join(self._pieces or ()), None
        self.grids[-1].hidden = words.startswith("SheetHidden") or words == "SheetVeryHidden"


def _number(attributes: Attributes, name: str, otherwise: int) -> int:
    return int(attributes[name][:_DIGITS]) if name in attributes else otherwise


def _shown(kind: str, words: str) -> str:
    if kind == "Number":
        return number_text(float(words))
    if kind == "Boolean":
        return "TRUE" if words.strip() == "1" else "FALSE"
    if kind == "DateTime":
        return cell_text(datetime.fromisoformat(words))
    return words
