"""Rows of a text file that are not cut as its headings are: none is read as if it were."""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from riskapp.domain.import_plans import FilePlan
from riskapp.domain.import_rows import Problem, ReadRow
from riskapp.domain.imports import Verdict
from riskapp.domain.spreadsheets import unheaded
from riskapp.domain.wording import counted
from riskapp.intake.book import Sheet
from riskapp.intake.contents import is_reference
from riskapp.intake.csv_text import NAMES
from riskapp.intake.said import column_name
from riskapp.intake.shifted import shifted_rows

_LONGER: Final = (
    "no cell here: the row has {there} cells where the file has {wide}, as when a text holds a"
    " separator and is not in quotation marks. What follows that text then stands in the wrong"
    " columns: put the row right in the workbook of these rows, and empty this cell only where it"
    " is the one too many"
)
_SHORTER: Final = (
    "{wide} cells, as the other rows have: this one has {there}, as when a line ends in the midst"
    " of a text that is not in quotation marks"
)
_ONE_CELL: Final = (
    "{wide} cells, as the headings have: the whole row stands in one, parted by another sign or in"
    " quotation marks as a whole"
)
_LATER: Final = (
    "what its heading says: here, and further right, the cells stand {far} too far to the right, as"
    " when a text before them holds a separator and is not in quotation marks. Put the row right"
    " in the workbook of these rows"
)
_EARLIER: Final = (
    "what its heading says: here, and further right, the cells stand {far} too far to the left, as"
    " when a separator before them is missing. Put the row right in the workbook of these rows"
)
_SWALLOWED: Final = (
    "one cell: here it goes on over {lines} lines that are rows of their own by their separators,"
    " as when a quotation mark stands where none belongs"
)


@dataclass(frozen=True, slots=True)
class Torn:
    """Where it shows that a row is not cut as the headings are, and what was expected there."""

    column: int
    value: str
    expected: str


def torn_rows(sheet: Sheet, plan: FilePlan) -> Mapping[int, Torn]:
    """Return the rows, from 0, whose cells cannot be told apart for certain."""
    if sheet.cut is None:
        return {}
    starts = plan.header_row + plan.header_rows
    written = enumerate(sheet.cut.widths[: len(sheet.rows)])
    widths = [0 if at in sheet.elsewhere else width for at, width in written]
    wide, below = _width(widths, plan.header_row, starts), widths[starts:]
    if wide < _FEWEST:
        return {}
    whole = below.count(wide) / max(1, len(below))
    even = whole >= _ALMOST_ALL
    reading = _Reading(sheet.cut.delimiter, wide, even=even)
    broken = {at for at in range(len(below)) if whole >= _HALF and _is_half(below, at, wide)}
    rows = enumerate(zip(sheet.rows[starts:], below, strict=True))
    told = ((at, reading.torn(*row, broken=at in broken)) for at, row in rows)
    shifted = {} if even else _shifted(sheet.rows[starts:], plan)
    return {at + starts: torn for at, torn in (*shifted.items(), *told) if torn}


def _shifted(rows: Sequence[Sequence[str]], plan: FilePlan) -> Mapping[int, Torn]:
    """Return the rows whose cells stand under other headings than their own."""
    return {
        at: Torn(place, rows[at][place], _away(far)) for at, place, far in shifted_rows(rows, plan)
    }


def _away(far: int) -> str:
    return (_LATER if far > 0 else _EARLIER).format(far=counted(abs(far), "column"))


def with_torn(
    rows: Sequence[ReadRow], torn: Mapping[int, Torn], plan: FilePlan
) -> Sequence[ReadRow]:
    """Return rows with a problem for each, by its number, that is not cut as the headings are."""
    if not torn:
        return rows
    names = {column.index: column_name(column) for column in plan.columns}
    return [
        replace(row, problems=(_problem(torn[row.number], names), *row.problems))
        if row.number in torn
        else row
        for row in rows
    ]


def _problem(torn: Torn, names: Mapping[int, str]) -> Problem:
    name = names.get(torn.column, unheaded(torn.column))
    return Problem(Verdict.NEEDS_YOU, torn.column, name, torn.value, torn.expected)


def _width(widths: Sequence[int], header: int, starts: int) -> int:
    """Return how many cells a row has: as many as the headings, or more if most rows do."""
    headed = max(widths[header:starts], default=0)
    below = Counter(width for width in widths[starts:] if width > 1)
    usual, times = max(below.items(), key=lambda one: one[::-1], default=(0, 0))
    return max(headed, usual) if times >= _FEWEST or not headed else headed


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a file is cut: by what, into how many cells, and whether almost all rows are."""

    delimiter: str
    wide: int
    even: bool

    def torn(self, cells: Sequence[str], there: int, *, broken: bool) -> Torn | None:
        """Return where it shows that a row of so many cells is torn, None where it is whole."""
        if there > self.wide:
            return self._longer(cells, there)
        if broken or (self.even and 1 < there < self.wide):
            return self._shorter(cells, there)
        if there == 1:
            return self._in_one(cells)
        return self._swallowed(cells)

    def _longer(self, cells: Sequence[str], there: int) -> Torn | None:
        beyond = [at for at in range(self.wide, len(cells)) if cells[at].strip()]
        if not beyond and not self.even:
            return None
        at = beyond[0] if beyond else self.wide - 1
        return Torn(at, cells[at], _LONGER.format(there=there, wide=self.wide))

    def _shorter(self, cells: Sequence[str], there: int) -> Torn:
        return Torn(there - 1, cells[there - 1], _SHORTER.format(there=there, wide=self.wide))

    def _in_one(self, cells: Sequence[str]) -> Torn | None:
        """Return a cell that another sign cuts into as many as there are headings."""
        for delimiter in NAMES:
            first, *others = _pieces(cells[0], delimiter)
            prose = all(piece.startswith(" ") for piece in others)
            enough = _FEWEST if is_reference(first) else self.wide
            if len(others) + 1 >= enough and not prose:
                return Torn(0, cells[0], _ONE_CELL.format(wide=self.wide))
        return self._shorter(cells, 1) if self.even and cells[0][:1].islower() else None

    def _swallowed(self, cells: Sequence[str]) -> Torn | None:
        """Return a cell whose lines would make whole rows, did no quotation mark hold them."""
        for at, cell in enumerate(cells[: self.wide]):
            if "\n" in cell and self.delimiter in cell and self._holds_rows(at, cell):
                return Torn(at, cell, _SWALLOWED.format(lines=cell.count("\n") + 1))
        return None

    def _holds_rows(self, at: int, cell: str) -> bool:
        """Tell whether a cell goes from the midst of a row over whole ones into another."""
        first, *between, last = (line.split(self.delimiter) for line in cell.split("\n"))
        if len(first) != self.wide - at or len(last) != at + 1:
            return False
        cut = [piece for line in (first, *between, last) for piece in line[1:]]
        prose = all(piece.startswith(" ") for piece in cut)
        return not prose and all(len(line) == self.wide for line in between)


def _is_half(widths: Sequence[int], at: int, wide: int) -> bool:
    """Tell whether a row and the one before or after it make one row together."""
    beside = (at - 1, at + 1)
    return 1 <= widths[at] < wide and any(
        0 <= other < len(widths)
        and 1 < max(widths[at], widths[other]) < wide
        and widths[at] + widths[other] == wide + 1
        for other in beside
    )


def _pieces(text: str, delimiter: str) -> list[str]:
    """Return what a sign cuts a text into, as a file would be cut by it."""
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), []) or [""]
    except csv.Error:
        return text.split(delimiter)


_FEWEST: Final = 3
"""Cells from which a row can be told from a text that has signs in it."""
_ALMOST_ALL: Final = 0.9
_HALF: Final = 0.5
