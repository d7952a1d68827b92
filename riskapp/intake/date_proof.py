"""Whether the dates of a file have their months first, or are counted from another day."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from riskapp.domain.import_plans import FilePlan
from riskapp.domain.imports import Holds
from riskapp.domain.unseen import without_unseen
from riskapp.intake.book import Sheet
from riskapp.intake.rows_of import Row


def as_dated(sheet: Sheet, plan: FilePlan, rows: Iterable[Row]) -> FilePlan:
    """Return the plan whose columns of days are read as the file has them.

    They have their months first where it proves that, and count from 1904 where it says that.
    """
    first = has_months_first(_cells(plan, rows))
    columns = tuple(
        replace(column, month_first=first, from_1904=sheet.from_1904)
        if column.holds in DAYS
        else replace(column, month_first=False, from_1904=False)
        for column in plan.columns
    )
    return replace(plan, columns=columns)


def has_months_first(cells: Iterable[str]) -> bool:
    """Tell whether some dates can only have their months first, and none can only have days first.

    Real dates of a spreadsheet beside such texts prove nothing: it may have taken months for days.
    """
    proved = False
    for cell in cells:
        found = _SLASHED.match(without_unseen(cell).strip())
        if found is None and _REAL.match(cell.strip()):
            return False
        if found is not None:
            one, two = int(found[1]), int(found[3])
            if one > _MONTHS:
                return False
            proved = proved or two > _MONTHS
    return proved


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
_SLASHED: Final = re.compile(
    r"([0-9]{1,2}) ?([/.-]) ?([0-9]{1,2}) ?\2 ?(?:[0-9]{4}|[0-9]{2})(?![0-9])"
)
_REAL: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])|[0-9]{5}(?:\.[0-9]+)?\Z")
