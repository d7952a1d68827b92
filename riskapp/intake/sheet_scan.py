"""What is in a part of a workbook before calamine sees it: how far its cells reach.

Calamine sets aside room for every cell from the first to the last, and for as many strings as a
part says it has: a file of 5 kB can ask for 500 GB, which ends the process. Each part is therefore
gone through in the way calamine does it, and the file refused where it would take too much.
"""

import re
from array import array
from functools import lru_cache
from string import ascii_uppercase
from typing import Final

from typing_extensions import override

from riskapp.intake.limits import Limits
from riskapp.intake.refusals import DAMAGED, FileRefusedError
from riskapp.intake.sheets import refuse_more_cells, refuse_size
from riskapp.intake.xml_part import Attributes, XmlReading

_PLACE: Final = re.compile(r"([A-Za-z]{0,3})([0-9]{1,7})", re.ASCII)
_BEFORE_A: Final = ord("A") - 1
_LETTERS: Final = 26
_NO_NUMBER: Final = "?"
"""What stands in the place of the number of a row that says none."""
_COLUMNS: Final = tuple(
    f"{tens}{ones}" for tens in ("", *ascii_uppercase) for ones in ascii_uppercase
)
_FEW: Final = len(_COLUMNS)


class Scan(XmlReading):
    """One part of a workbook, gone through as its parser is fed."""

    def __init__(self, limits: Limits) -> None:
        self.shown = array("L")
        """Which of the workbook's strings the cells show, once for each cell."""
        self.lengths = array("L")
        """How long the strings are that this part holds for others to show."""
        self._limits = limits
        self._row = self._column = self._row_of_cell = 0
        self._rows = self._columns = self._merges = self._length = 0
        self._shared = self._listening = False
        self._index = ""
        self._number = _NO_NUMBER
        super().__init__(
            {
                "c": self._begin_cell,
                "v": self._begin_value,
                "is": self._begin_inline,
                "row": self._begin_row,
                "sst": self._begin_strings,
                "si": self._begin_string,
                "mergeCell": self._begin_merge,
            },
            {"c": self._end_cell, "row": self._end_row, "si": self._end_string},
        )

    @override
    def text(self, text: str) -> None:
        self._length += len(text)
        if self._listening and not text.isspace():
            if self._index:
                raise FileRefusedError(DAMAGED)
            self._index = text

    def _begin_row(self, attributes: Attributes) -> None:
        self._number = attributes.get("r", _NO_NUMBER)
        if "r" in attributes:
            self._row = _place(attributes["r"])[0]

    def _end_row(self) -> None:
        self._row += 1
        self._column = 0
        self._number = _NO_NUMBER

    def _begin_cell(self, attributes: Attributes) -> None:
        self._row_of_cell = self._row
        place = attributes.get("r")
        if place is not None and not self._comes_next(place):
            self._row_of_cell, self._column = _place(place)
        self._shared = attributes.get("t") == "s"

    def _comes_next(self, place: str) -> bool:
        """Tell whether a place is the next one of the row, as nearly all of them are."""
        return self._column < _FEW and place == _COLUMNS[self._column] + self._number

    def _begin_value(self, attributes: Attributes) -> None:
        self._index, self._listening = "", self._shared
        self._begin_inline(attributes)

    def _begin_inline(self, _: Attributes) -> None:
        """A cell that holds something: only such take room."""
        if self._row_of_cell >= self._rows or self._column >= self._columns:
            self._rows = max(self._rows, self._row_of_cell + 1)
            self._columns = max(self._columns, self._column + 1)
            refuse_size("A sheet", self._rows, self._columns, self._limits)
            refuse_more_cells(self._rows * self._columns, self._limits)

    def _end_cell(self) -> None:
        self._column += 1
        if self._listening and self._index:
            self.shown.append(_index(self._index))
        self._listening = False

    def _begin_strings(self, attributes: Attributes) -> None:
        if _index(attributes.get("uniqueCount", "0")) > self._limits.cells:
            raise FileRefusedError(DAMAGED)

    def _begin_string(self, _: Attributes) -> None:
        self._length = 0

    def _end_string(self) -> None:
        self.lengths.append(self._length)

    def _begin_merge(self, _: Attributes) -> None:
        self._merges += 1
        if self._merges > self._limits.rows:
            raise FileRefusedError(DAMAGED)


def _place(words: str) -> tuple[int, int]:
    """The row and the column of "B3", both counted from 0."""
    found = _PLACE.fullmatch(words)
    if not found or not int(found[2]):
        raise FileRefusedError(DAMAGED)
    return int(found[2]) - 1, _column(found[1])


@lru_cache
def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * _LETTERS + ord(letter) - _BEFORE_A
    return max(column - 1, 0)


def _index(words: str) -> int:
    if not (words.isascii() and words.isdecimal() and len(words) <= len(str(2**31))):
        raise FileRefusedError(DAMAGED)
    return int(words)
