"""Which column has the reference by which a risk is known in the old register."""

from collections.abc import Sequence
from typing import Final

from riskapp.domain.references import risk_number


def reference_column(columns: Sequence[int], cells: Sequence[Sequence[str]]) -> int | None:
    """Return the best of the columns that may hold the reference, given the likeliest first.

    Our own numbers come last: a file of ours has the old register's reference beside them.
    """
    order = {at: place for place, at in enumerate(columns)}
    most = max((len(cells[at]) for at in columns if not _is_ours(cells[at])), default=0)
    return min(columns, key=lambda at: (*_lacking(cells[at], most), order[at]), default=None)


def may_be_reference(columns: Sequence[int], cells: Sequence[Sequence[str]]) -> list[int]:
    """Return the columns of which each has a reference of its own for every risk."""
    most = max((len(cells[at]) for at in columns), default=0)
    return [at for at in columns if most > 1 and not any(_lacking(cells[at], most))]


def is_unique(cells: Sequence[str]) -> bool:
    """Tell whether hardly any two cells say the same."""
    return len(set(cells)) >= _MOST * len(cells)


def _lacking(cells: Sequence[str], most: int) -> tuple[bool, ...]:
    """What keeps a column from being the reference, beside one with so many cells filled."""
    few = len(cells) < _MOST * most
    return not cells, _is_ours(cells), few, not is_unique(cells), _is_count(cells)


def _is_count(cells: Sequence[str]) -> bool:
    """Tell whether a column only counts the rows, so that the next file counts others."""
    return len(cells) > 1 and all(cell.strip() == str(at) for at, cell in enumerate(cells, 1))


def _is_ours(cells: Sequence[str]) -> bool:
    return bool(cells) and all(risk_number(cell) is not None for cell in cells)


_MOST: Final = 0.9
