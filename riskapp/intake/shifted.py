"""Rows of a text file whose cells stand a column too far: days and levels under other headings."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from riskapp.domain.import_plans import FilePlan
from riskapp.domain.imports import Holds
from riskapp.intake.contents import is_status

Row = Sequence[str]
Looks = Callable[[str], bool]


def shifted_rows(rows: Sequence[Row], plan: FilePlan) -> Iterator[tuple[int, int, int]]:
    """Yield the rows whose cells stand too far, by their places: from which column, and how far.

    Several cells say what their columns never do, and each says what a column beside it does.
    """
    looks = {
        column.index: _LOOKS[column.holds]
        for column in plan.columns
        if column.holds in _LOOKS and _are_mostly(rows, column.index, _LOOKS[column.holds])
    }
    if len(looks) < _SEVERAL:
        return
    for at, cells in enumerate(rows):
        odd = [
            place
            for place, fits in looks.items()
            if place < len(cells) and (cell := cells[place].strip()) and not fits(cell)
        ]
        if len(odd) >= _SEVERAL and (far := _how_far(cells, odd, looks)):
            yield at, min(odd), far


def _how_far(cells: Row, odd: Sequence[int], looks: Mapping[int, Looks]) -> int:
    """Return by how many columns the odd cells' own stand away from them, 0 where they do not."""
    for far in _AWAY:
        beside = {place: _cell(cells, place + far) for place in odd}
        fitting = [place for place, cell in beside.items() if cell and looks[place](cell)]
        if len(fitting) >= _SEVERAL and len(fitting) == sum(map(bool, beside.values())):
            return far
    return 0


def _cell(cells: Row, at: int) -> str:
    return cells[at].strip() if 0 <= at < len(cells) else ""


def _are_mostly(rows: Sequence[Row], at: int, looks: Looks) -> bool:
    filled = [cell for cells in rows if (cell := _cell(cells, at))]
    return len(filled) >= _FEWEST and sum(map(looks, filled)) >= _MOST * len(filled)


def _is_day(cell: str) -> bool:
    return _DAY.match(cell) is not None


def _is_level(cell: str) -> bool:
    return _LEVEL.fullmatch(cell) is not None


_DAY: Final = re.compile(
    r"(?:[0-9]{1,2}[/. -](?:[0-9]{1,2}|[A-Za-z]{3,9})[/. -][0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?![0-9])"
)
_LEVEL: Final = re.compile(r"[0-9]{1,2}(?: ?[-=x(] ?.{1,20})?")
_LOOKS: Final[Mapping[Holds, Looks]] = {
    **dict.fromkeys(
        (
            *(Holds.OPENED, Holds.CLOSED, Holds.REVIEWED, Holds.NEXT_REVIEW, Holds.SCORED_ON),
            *(Holds.TARGET_ON, Holds.ACTION_DUE, Holds.ACTION_DONE),
        ),
        _is_day,
    ),
    **dict.fromkeys((Holds.CONSEQUENCE, Holds.LIKELIHOOD, Holds.TOTAL, Holds.SCORE), _is_level),
    Holds.STATUS: is_status,
}
_AWAY: Final = (1, -1, 2, -2, 3, -3)
_SEVERAL: Final = 2
_FEWEST: Final = 4
"""Cells of a column by which it is known what the column says."""
_MOST: Final = 0.8
