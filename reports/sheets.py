"""The tables of a paper as sheets of a workbook: which there are, and what each of their cells is.

Tables of one name with the same heads are one sheet, so that all risks' controls can be filtered
together: its first column says under which heading of the pack each row stands.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from reports.legible import NO_BREAK, legible, legible_line
from reports.outline import Chapter, chapters
from reports.sheet_names import SheetNames
from riskapp.domain.matrix import BandColour
from riskapp.domain.wording import MONTH_NAMES
from riskapp.readmodels.paper import Cell, CellLook, Heading, Paper, Rank, Table, plain

UNDER: Final = "Under"
LONGEST_CELL: Final = 32_767
"""Characters of one cell that a spreadsheet can hold, those beyond the first plane as two."""

_NOTE: Final = " … [cut here: {:,} more characters do not fit in a cell]"
_ROOM_FOR_NOTE: Final = 80
_UNDER_SHARE: Final = 0.2
_NUMBER_SHARE: Final = 0.08
_SIDES: Final = frozenset({CellLook.SIDE, CellLook.SMALL_SIDE})
_DAY: Final = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTH_NAMES)}) (\d{{4}})")
FIRST_YEAR: Final = 1901
"""Spreadsheets know no day before 1900, and that year only wrongly."""
Value = str | int | date


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell as a sheet holds it: words, a number or a day, on the ground of its band."""

    value: Value
    ground: BandColour | None = None
    side: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its short name, the name of its tables, and the section in which they begin."""

    name: str
    title: str
    section: str
    head: tuple[str, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A table with the section and the heading that it stands under: its risk's, if it has one."""

    table: Table
    section: str
    under: str


def sheets_of(paper: Paper) -> tuple[Sheet, ...]:
    """Return the sheets of a paper, in the order in which their tables begin."""
    groups: dict[tuple[str, tuple[str, ...], int], list[_Placed]] = {}
    for chapter in chapters(paper):
        for placed in _tables(chapter):
            table = placed.table
            groups.setdefault((table.name, table.head, len(table.shares)), []).append(placed)
    names = SheetNames()
    return tuple(_sheet(names.take(group[0].table.name), group) for group in groups.values())


def cut_to_fit(words: str) -> str:
    """Return words as one cell can hold them; what is cut is said."""
    units = words.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return words
    kept = units[: 2 * (LONGEST_CELL - _ROOM_FOR_NOTE)].decode("utf-16-le", "ignore")
    return kept + _NOTE.format(len(words) - len(kept))


def _tables(chapter: Chapter) -> Iterator[_Placed]:
    section = under = chapter.section.title
    in_item = False
    for block in chapter.blocks:
        if isinstance(block, Heading) and not (in_item and block.rank is Rank.PART):
            under = plain(block.text)
            in_item = block.rank is Rank.ITEM
        elif isinstance(block, Table):
            yield _Placed(block, section, under)


def _sheet(name: str, group: list[_Placed]) -> Sheet:
    """Return the sheet of all tables of a name."""
    first = group[0].table
    columns = [list(_joined_column(group, at)) for at in range(len(first.shares))]
    heads = first.head or ("",) * len(first.shares)
    made = [
        one for column in zip(heads, first.shares, columns, strict=True) for one in _typed(*column)
    ]
    if len(group) > 1:
        under = [_words(placed.under) for placed in group for _row in placed.table.rows]
        made.insert(0, (UNDER, _UNDER_SHARE, under))
    return Sheet(
        name=name,
        title=legible_line(first.name),
        section=legible_line(group[0].section),
        head=tuple(legible_line(head) for head, _, _ in made),
        rows=tuple(zip(*(cells for _, _, cells in made), strict=True)),
        shares=tuple(share for _, share, _ in made),
    )


def _joined_column(group: Iterable[_Placed], at: int) -> Iterator[tuple[Cell, bool]]:
    """Yield the cells of a column in all tables, each with whether it names what is beside it."""
    for placed in group:
        side = at in placed.table.side_heads
        for row in placed.table.rows:
            yield row[at], side or row[at].look in _SIDES


def _typed(
    head: str, share: float, column: list[tuple[Cell, bool]]
) -> Iterator[tuple[str, float, list[SheetCell]]]:
    """Yield a column of words, of numbers where they say all, or the words and the numbers."""
    numbered = [cell for cell, _ in column if cell.number is not None]
    told = all(plain(cell.text).strip() == str(cell.number) for cell in numbered)
    yield head, share, [_said(*one) for one in column]
    if numbered and not told:
        yield f"{head}, number".lstrip(", "), _NUMBER_SHARE, [_number(cell) for cell, _ in column]


def _number(cell: Cell) -> SheetCell:
    return SheetCell("" if cell.number is None else cell.number, cell.ground)


def _said(cell: Cell, side: bool) -> SheetCell:  # noqa: FBT001 - as a column pairs them
    words = plain(cell.text)
    if words.strip() == str(cell.number):
        return _number(cell)
    day = _day(words)
    return SheetCell(_fit(words) if day is None else day, cell.ground, side)


def _words(words: str) -> SheetCell:
    return SheetCell(_fit(words), side=True)


def _fit(words: str) -> str:
    return cut_to_fit(legible(words))


def _day(words: str) -> date | None:
    """Return the day that words are, as a whole, or None."""
    found = _DAY.fullmatch(words.replace(NO_BREAK, " "))
    if found is None or int(found[3]) < FIRST_YEAR:
        return None
    try:
        return date(int(found[3]), MONTH_NAMES.index(found[2]) + 1, int(found[1]))
    except ValueError:
        return None
