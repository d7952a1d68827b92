"""Merged cells: what is said once for several rows or columns."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from riskapp.intake.book import Merge, Sheet

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged cells of a sheet: the rows that each goes down, by column, and the wide ones."""

    down: Mapping[int, Spans]
    wide: frozenset[tuple[int, int]]

    def begins(self, row: int, column: int) -> int | None:
        """Return the row above in which the merged cell that a place lies in begins."""
        spans = self.down.get(column, ())
        place = bisect_right(spans, (row - 1, _LAST)) - 1
        if place < 0 or spans[place][1] < row:
            return None
        return spans[place][0]


def merged_cells(sheet: Sheet) -> Merged:
    """Return the merged cells of a sheet that begin where it has cells."""
    height, width = len(sheet.rows), len(sheet.rows[0]) if sheet.rows else 0
    merges = [one for one in sheet.merges if one.first_row < height and one.first_column < width]
    wide = {(one.first_row, one.first_column) for one in merges if _is_wide(one)}
    return Merged(_down(merges), frozenset(wide))


def _is_wide(merge: Merge) -> bool:
    return merge.last_column > merge.first_column


def _down(merges: Iterable[Merge]) -> dict[int, list[tuple[int, int]]]:
    down: dict[int, list[tuple[int, int]]] = {}
    for one in sorted(merges):
        if one.last_row > one.first_row:
            down.setdefault(one.first_column, []).append((one.first_row, one.last_row))
    return down


_LAST = 1 << 60
"""Below every row."""
