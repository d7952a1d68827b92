"""Whether the dates of a file have their months first, or are counted from another day."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum, auto
from typing import Final

from riskapp.domain.import_plans import FilePlan
from riskapp.domain.imports import Holds
from riskapp.domain.unseen import without_unseen
from riskapp.intake.book import Sheet
from riskapp.intake.sheet_rows import Row


def as_dated(sheet: Sheet, plan: FilePlan, rows: Iterable[Row]) -> FilePlan:
    """Return the plan whose columns of days are read as the file has them.

    They have their months first where it proves that, and count from 1904 where it says that.
    """
    proof = months_first(_cells(plan, rows))
    columns = tuple(
        replace(
            column,
            month_first=column.holds in DAYS and proof is Months.FIRST,
            either_order=column.holds in DAYS and proof is Months.EITHER,
            from_1904=column.holds in DAYS and sheet.from_1904,
        )
        for column in plan.columns
    )
    return replace(plan, columns=columns)


class Months(Enum):
    """Where the dates of a file have their months."""

    FIRST = auto()
    SECOND = auto()
    EITHER = auto()


def months_first(cells: Iterable[str]) -> Months:
    """Return where dates have their months: first if some can only have, and none cannot.

    Where both are there, one that cannot be is a slip among many, else nobody can tell. Nor can
    anybody beside real dates of a spreadsheet: it may have taken months for days.
    """
    first = second = real = 0
    for cell in cells:
        found = _SLASHED.match(without_unseen(cell).strip())
        if found is None:
            real += _REAL.match(cell.strip()) is not None
            continue
        second += int(found[1]) > _MONTHS
        first += int(found[1]) <= _MONTHS < int(found[3])
    if first * _MANY <= second:
        return Months.SECOND
    return Months.EITHER if second or real else Months.FIRST


def _cells(plan: FilePlan, rows: Iterable[Row]) -> Iterator[str]:
    columns = [column.index for column in plan.holding(*DAYS)]
    for _, cells in rows:
        for at in columns:
            yield from cells[at].splitlines()


DAYS: Final = frozenset(
    {
        Holds.OPENED,
        Holds.CLOSED,
        Holds.REVIEWED,
        Holds.NEXT_REVIEW,
        Holds.SCORED_ON,
        Holds.TARGET_ON,
        Holds.ACTION_DUE,
        Holds.ACTION_DONE,
    }
)
"""The columns whose cells are days."""
_MONTHS: Final = 12
_MANY: Final = 4
"""So many dates outweigh one that contradicts them."""
_SLASHED: Final = re.compile(
    r"([0-9]{1,2}) ?([/.-]) ?([0-9]{1,2}) ?\2 ?(?:[0-9]{4}|[0-9]{2})(?![0-9])"
)
_REAL: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])|[0-9]{5}(?:\.[0-9]+)?\Z")
