"""Which of two numbers comes first in a file, where something in the file proves it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final

from riskapp.domain.import_plans import ColumnPlan, FilePlan
from riskapp.domain.imports import Holds
from riskapp.domain.printed_scores import ReadScore, ScoreFlag, ScoreOrder, read_level, read_score
from riskapp.domain.score_signs import Axis, read_gap
from riskapp.intake.book import Sheet
from riskapp.intake.rows_of import Row, SheetRows, read_rows


@dataclass(frozen=True, slots=True)
class Proof:
    """The order that a file proves, and what proves it; unknown where nothing or too much does."""

    order: ScoreOrder
    words: str

    def contradicts(self, order: ScoreOrder) -> bool:
        """Tell whether the file proves another order."""
        return self.order not in {order, ScoreOrder.UNKNOWN}


def infer_order(sheet: Sheet, plan: FilePlan) -> Proof:
    """Return the order that headings, letters or columns of their own prove, and in what words."""
    found: dict[ScoreOrder, str] = {}
    for proof in _proofs(sheet, plan):
        found.setdefault(proof.order, proof.words)
    if len(found) > 1:
        return Proof(
            ScoreOrder.UNKNOWN, f"The file contradicts itself: {'; but '.join(found.values())}."
        )
    for order, words in found.items():
        return Proof(order, f"{_FIRST[order]} comes first: {words}.")
    return Proof(ScoreOrder.UNKNOWN, "Nothing in the file says which number comes first.")


def needs_order(rows: Iterable[Row], plan: FilePlan) -> tuple[int, str] | None:
    """Return the first row, and what it prints, that cannot be read without the order."""
    columns = [column.index for column in plan.holding(Holds.SCORE)]
    for number, cells in rows:
        for at in columns:
            if ScoreFlag.ORDER_UNKNOWN in read(cells[at]).flags:
                return number, cells[at]
    return None


@lru_cache(maxsize=4096)
def read(cell: str) -> ReadScore:
    """Return what a cell of scores prints, the order left open."""
    return read_score(cell)


def _proofs(sheet: Sheet, plan: FilePlan) -> Iterator[Proof]:
    for column in plan.holding(Holds.SCORE, Holds.TOTAL):
        yield from _of_words(column.heading, f"the heading “{column.heading}” says so")
    if columns := plan.holding(Holds.SCORE):
        told = read_rows(sheet, plan)
        for (number, cells), column in product(told.risks, columns):
            yield from _of_cell(number, cells, column)
            yield from _beside(number, cells, column, plan)
        yield from _of_others(sheet, told)


def _of_others(sheet: Sheet, told: SheetRows) -> Iterator[Proof]:
    """Yield what titles, keys and notes prove."""
    for number, _ in told.passed:
        for cell in sheet.rows[number - 1]:
            yield from _of_words(cell, f"row {number} says “{' '.join(cell.split())}”")


def _of_words(words: str, why: str) -> Iterator[Proof]:
    """Yield what words such as "L x C" or "Likelihood x Impact" prove."""
    if words and len(words) <= _LONGEST and (axis := read_gap(" ".join(words.split())).order):
        yield Proof(_ORDERS[axis], why)


def _of_cell(number: int, cells: Sequence[str], column: ColumnPlan) -> Iterator[Proof]:
    """Yield what a cell proves that names its numbers, as "C4 x L3" does."""
    cell = read(cells[column.index])
    if cell.numbers and cell.consequence and cell.likelihood:
        yield from _compared(
            cell.numbers,
            (cell.consequence, cell.likelihood),
            f"row {number} says “{cells[column.index]}”",
        )


def _beside(
    number: int, cells: Sequence[str], column: ColumnPlan, plan: FilePlan
) -> Iterator[Proof]:
    """Yield what a consequence and a likelihood in columns of their own prove."""
    numbers = read(cells[column.index]).numbers
    levels = [_level(cells, column, plan, axis) for axis in Axis]
    if numbers and all(levels):
        consequence, likelihood = levels
        words = (
            f"row {number} has consequence {consequence} and likelihood {likelihood} beside"
            f" “{cells[column.index]}”"
        )
        yield from _compared(numbers, (consequence or 0, likelihood or 0), words)


def _level(cells: Sequence[str], column: ColumnPlan, plan: FilePlan, axis: Axis) -> int | None:
    for one in plan.holding(Holds(axis.value)):
        if (one.score, one.point) == (column.score, column.point):
            level = read_level(cells[one.index], axis)
            return level.consequence or level.likelihood
    return None


def _compared(numbers: tuple[int, int], levels: tuple[int, int], words: str) -> Iterator[Proof]:
    if numbers[0] != numbers[1]:
        if numbers == levels:
            yield Proof(ScoreOrder.CONSEQUENCE_FIRST, words)
        elif numbers == levels[::-1]:
            yield Proof(ScoreOrder.LIKELIHOOD_FIRST, words)


_LONGEST: Final = 200
_ORDERS: Final = {
    Axis.CONSEQUENCE: ScoreOrder.CONSEQUENCE_FIRST,
    Axis.LIKELIHOOD: ScoreOrder.LIKELIHOOD_FIRST,
}
_FIRST: Final = {
    ScoreOrder.CONSEQUENCE_FIRST: "Consequence",
    ScoreOrder.LIKELIHOOD_FIRST: "Likelihood",
}
