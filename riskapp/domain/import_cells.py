"""What is kept as printed of a risk and a newer file has no column for: it stays with the risk."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from riskapp.domain.import_plans import FilePlan
from riskapp.domain.imports import HOLDS_WORDS, Holds
from riskapp.domain.printed_cells import CellFlag, PrintedCell, cells_from_json


@dataclass(frozen=True, slots=True)
class ReadColumns:
    """The names under which a file may print a cell, and whether it describes its risks."""

    names: frozenset[str]
    describes: bool

    @classmethod
    def of(cls, plan: FilePlan) -> "ReadColumns":
        """Return those of the columns that are brought in."""
        read = [column for column in plan.columns if column.holds is not Holds.NOTHING]
        names = {column.heading.strip() for column in read}
        names |= {HOLDS_WORDS[column.holds] for column in read}
        return cls(frozenset(names), describes=bool(plan.holding(Holds.DESCRIPTION)))

    def beside(self, cells: Sequence[PrintedCell], kept: str) -> tuple[PrintedCell, ...]:
        """Return the cells of a row with those kept of its risk that the file says nothing of."""
        there = cells_from_json(kept) if kept else ()
        said = {one.heading for one in cells}
        others = tuple(one for one in there if one.heading not in said and not self._says(one))
        if not others:
            return tuple(cells)
        together = (*cells, *others)
        return there if _same(together, there) else together

    def _says(self, cell: PrintedCell) -> bool:
        """Tell whether a file may say such a cell otherwise; columns without names always may."""
        described = cell.flag is CellFlag.DESCRIPTION and self.describes
        return described or cell.heading in self.names or cell.heading.startswith("Column ")


def _same(some: Iterable[PrintedCell], others: Iterable[PrintedCell]) -> bool:
    return Counter(some) == Counter(others)
