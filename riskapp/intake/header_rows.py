"""Where the headings of a sheet stand: below what titles, in how many rows, and what they say."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from riskapp.domain.printed_dates import read_date
from riskapp.domain.spreadsheets import unheaded
from riskapp.intake.book import Sheet
from riskapp.intake.contents import is_date, is_value
from riskapp.intake.headings import GROUP, hear

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Header:
    """The rows that the headings take, from 0, and the heading of each column.

    `rows` is 0 where the sheet has no headings: its columns are then called by their letters.
    `known` is how many headings say something that the register knows.
    """

    row: int
    rows: int
    headings: tuple[str, ...]
    known: int = 0

    @property
    def ends(self) -> int:
        """The first row below the headings."""
        return self.row + self.rows


def find_header(sheet: Sheet) -> Header:
    """Return where the headings of a sheet stand."""
    best = max(_headers(sheet), key=lambda one: _strength(sheet, one), default=None)
    if best and best.known >= min(_ENOUGH, _filled(sheet, best)):
        return best
    return _unheard(sheet) or header_at(sheet, _first_data(sheet), 0)


def header_at(sheet: Sheet, row: int, rows: int) -> Header:
    """Return the headings that stand in these rows, whatever they say; none below the last row."""
    rows = max(0, min(rows, len(sheet.rows) - row))
    said = _joined(sheet, row, rows) if rows else ["" for _ in range(width_of(sheet))]
    headings = tuple(each or unheaded(at) for at, each in enumerate(said))
    return Header(row, rows, headings, sum(hear(each) is not None for each in said))


def width_of(sheet: Sheet) -> int:
    """Return how many columns a sheet has."""
    return max(map(len, sheet.rows), default=0)


def one_line(text: str) -> str:
    """Return a heading in one line, without the signs that only point to a footnote."""
    return " ".join(_HYPHEN.sub("", text).split()).strip(" *:†‡")


def _headers(sheet: Sheet) -> Iterator[Header]:
    for row in range(min(len(sheet.rows), LOOKED_AT)):
        for rows in range(1, _MOST_ROWS + 1):
            if row + rows > len(sheet.rows) or not _are_headings(sheet, row, rows):
                break
            yield header_at(sheet, row, rows)


def _strength(sheet: Sheet, header: Header) -> tuple[float, int, int]:
    """How sure it is that these are the headings; the earlier and the fewer rows, the better."""
    cells = [cell for row in sheet.rows[header.row : header.ends] for cell in row if cell.strip()]
    dated = header.known >= _KNOWN and _are_in_order(cells)
    values = sum(
        (is_value(cell) and not (dated and is_date(cell))) or len(cell) > _LONGEST for cell in cells
    )
    heard = {hear(each) for each in header.headings} - {None}
    strength = header.known + len(heard) - 2 * values + min(len(cells), _SOME) / _SOME
    return strength, -header.row, -header.rows


def _are_in_order(cells: Row) -> bool:
    """Tell whether several dates go forward from left to right, as headings of months do."""
    days = [
        period.starts_on for cell in cells if is_date(cell) and (period := read_date(cell).period)
    ]
    return len(days) > 1 and all(one < two for one, two in pairwise(days))


def _are_headings(sheet: Sheet, row: int, rows: int) -> bool:
    """Tell whether rows may be headings together: the upper ones name groups of the lower."""
    taken = range(row, row + rows)
    if not all(any(cell.strip() for cell in sheet.rows[at]) for at in taken):
        return False
    return all(_heads(sheet, upper, lower) for upper, lower in pairwise(taken))


def _heads(sheet: Sheet, upper: int, lower: int) -> bool:
    """Tell whether a row names groups of the headings in the next, or completes them."""
    groups, below = _groups(sheet, upper, lower), sheet.rows[lower]
    starts = Counter(start for start, name in groups.values() if hear(name))
    wide = {start for start, columns in starts.items() if columns > 1}
    filled = [at for at, cell in enumerate(below) if cell.strip()]
    if not all(
        _may_head(below[at], grouped=at in groups and groups[at][0] in wide) for at in filled
    ):
        return False
    above = sheet.rows[upper]
    return bool(wide) or any(hear(one_line(above[at])) for at in _only(above, below))


def _only(above: Row, below: Row) -> list[int]:
    """The columns that have words in the upper of two rows alone."""
    return [at for at, cell in enumerate(above) if cell.strip() and not below[at].strip()]


def _may_head(cell: str, *, grouped: bool) -> bool:
    """Tell whether a cell may be a heading below another."""
    text = one_line(cell)
    return hear(text) is not None or (grouped and len(text) <= _SHORT and not is_value(text))


def _groups(sheet: Sheet, upper: int, lower: int) -> dict[int, tuple[int, str]]:
    """Return, by column, where the group above it begins and its name.

    It is merged over its columns, or, where the row has no merged cells, followed by blank ones.
    """
    above, below = sheet.rows[upper], sheet.rows[lower]
    spans = {one.first_column: one.last_column for one in sheet.merges if one.first_row == upper}
    groups: dict[int, tuple[int, str]] = {}
    start, until = -1, -1
    for at, cell in enumerate(above):
        if cell.strip():
            start, until = at, spans.get(at, at) if spans else len(above)
        if not below[at].strip():
            until = -1 if not spans else until
        elif at <= until:
            groups[at] = start, one_line(above[start])
    return groups


def _joined(sheet: Sheet, row: int, rows: int) -> list[str]:
    """Return the headings, each below the group that says something of it."""
    said = [one_line(cell) for cell in sheet.rows[row + rows - 1]]
    for upper in range(row + rows - 2, row - 1, -1):
        groups = _groups(sheet, upper, upper + 1)
        above = [one_line(cell) for cell in sheet.rows[upper]]
        named = {at: name for at, (_, name) in groups.items()}
        said = [_under(named.get(at), each, above[at]) for at, each in enumerate(said)]
    return said


def _under(group: str | None, heading: str, above: str) -> str:
    if not heading:
        return above
    return f"{group}{GROUP}{heading}" if group and hear(group) else heading


def _filled(sheet: Sheet, header: Header) -> int:
    return sum(any(row[at].strip() for row in sheet.rows) for at in range(len(header.headings)))


def _unheard(sheet: Sheet) -> Header | None:
    """Return headings that say nothing known: short words over cells that are of another kind."""
    for at, row in enumerate(sheet.rows[:LOOKED_AT]):
        cells = [cell for cell in row if cell.strip()]
        if len(cells) >= max(2, _MOST * width_of(sheet)) and len(set(cells)) == len(cells):
            below = sheet.rows[at + 1 : at + 1 + _BELOW]
            return header_at(sheet, at, 1) if _differ(cells, below) else None
    return None


def _differ(cells: Sequence[str], below: Sequence[Row]) -> bool:
    if any(is_value(cell) or len(cell) > _LONGEST for cell in cells):
        return False
    return any(is_value(cell) or len(cell) > _LONGEST for row in below for cell in row)


def _first_data(sheet: Sheet) -> int:
    """Return the first row with more than one cell, which titles have not."""
    rows = enumerate(sheet.rows)
    return next((at for at, row in rows if sum(bool(cell.strip()) for cell in row) > 1), 0)


_HYPHEN: Final = re.compile(r"(?<=[a-z])-[ \t]*\n\s*(?=[a-z])")
"""Where a word goes on in the next line of a narrow cell."""
LOOKED_AT: Final = 40
"""Rows from the top in which headings are looked for."""
_MOST_ROWS: Final = 3
_ENOUGH: Final = 2
_KNOWN: Final = 3
"""Headings that say something known, beside which dates may be headings too."""
_SOME: Final = 50
_LONGEST: Final = 120
_SHORT: Final = 40
_MOST: Final = 0.6
_BELOW: Final = 20
