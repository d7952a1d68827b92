"""Which of two numbers comes first in a file, where something in the file proves it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from riskapp.domain.import_plans import ColumnPlan, FilePlan
from riskapp.domain.imports import Holds
from riskapp.domain.printed_scores import ReadScore, ScoreFlag, ScoreOrder, read_level, read_score
from riskapp.domain.quarter_years import quarter_year
from riskapp.domain.score_signs import Axis, read_gap
from riskapp.intake.book import Sheet
from riskapp.intake.sheet_rows import Row, SheetRows, sheet_rows


@dataclass(frozen=True, slots=True)
class Proof:
    """The order that a file proves, and what proves it; unknown where nothing or too much does.

    `column` is the one that the proof holds for, None for all of the file.
    """

    order: ScoreOrder
    words: str
    column: int | None = None

    def contradicts(self, order: ScoreOrder) -> bool:
        """Tell whether the file proves another order."""
        return self.order not in {order, ScoreOrder.UNKNOWN}


def infer_order(sheet: Sheet, plan: FilePlan, told: SheetRows | None = None) -> Proof:
    """Return the order that headings, letters or columns of their own prove, and in what words.

    Words hold for the whole file, cells for their own column: `told` are its rows, once read.
    """
    told = told or sheet_rows(sheet, plan)
    found = {(proof.order, proof.column): proof for proof in _proofs(sheet, plan, told)}
    words = {order: proof.words for (order, _), proof in found.items()}
    if len(words) > 1:
        return Proof(UNKNOWN, f"The file contradicts itself: {'; but '.join(words.values())}.")
    if not words:
        return Proof(UNKNOWN, "Nothing in the file says it.")
    [[order, why]] = words.items()
    columns = {column for _, column in found}
    if None in columns or _unordered(told.risks, plan) <= columns:
        return Proof(order, f"{_FIRST[order]} comes first: {why}.")
    return Proof(UNKNOWN, f"Only some of the columns say it: {why}.")


def needs_order(rows: Iterable[Row], plan: FilePlan) -> tuple[int, str] | None:
    """Return the first row, and what it prints, that cannot be read without the order."""
    columns = _scores(plan)
    found = ((number, cells[at]) for number, cells in rows for at in columns)
    return next((each for each in found if _is_unordered(each[1])), None)


@lru_cache(maxsize=4096)
def read(cell: str) -> ReadScore:
    """Return what a cell of scores prints, the order left open."""
    return read_score(cell)


def _scores(plan: FilePlan) -> list[int]:
    return [column.index for column in plan.holding(Holds.SCORE)]


def _unordered(rows: Sequence[Row], plan: FilePlan) -> set[int]:
    """Return the columns with cells that cannot be read without the order."""
    return {at for at in _scores(plan) if any(_is_unordered(cells[at]) for _, cells in rows)}


def _is_unordered(cell: str) -> bool:
    return ScoreFlag.ORDER_UNKNOWN in read(cell).flags


def _proofs(sheet: Sheet, plan: FilePlan, told: SheetRows) -> Iterator[Proof]:
    """Yield what proves an order, the plainest last."""
    if not _scores(plan):
        return
    for column in plan.holding(Holds.SCORE):
        yield from _of_cells(told.risks, column.index)
        yield from _beside(told.risks, column, plan)
    for number, _ in told.passed:
        for cell in sheet.rows[number - 1]:
            yield from _of_words(cell, f"row {number} says “{' '.join(cell.split())}”")
    for column in plan.holding(Holds.SCORE, Holds.TOTAL):
        yield from _of_words(column.heading, f"the heading “{column.heading}” says so")


def _of_words(words: str, why: str) -> Iterator[Proof]:
    """Yield what words such as "L x C" or "Likelihood x Impact" prove."""
    if words and len(words) <= _LONGEST and (axis := read_gap(" ".join(words.split())).order):
        yield Proof(_ORDERS[axis], why)


def _of_cells(rows: Sequence[Row], at: int) -> Iterator[Proof]:
    """Yield what the cells of a column prove that name their numbers, as "C4 x L3" does."""
    for words, number in {cells[at]: number for number, cells in reversed(rows)}.items():
        cell = read(words)
        if cell.numbers and cell.consequence and cell.likelihood:
            order = _compared(cell.numbers, (cell.consequence, cell.likelihood))
            if order:
                yield Proof(order, f"row {number} says “{words}”", at)


def _beside(rows: Sequence[Row], column: ColumnPlan, plan: FilePlan) -> Iterator[Proof]:
    """Yield what a consequence and a likelihood in columns of their own prove."""
    own = [_level_column(column, plan, axis) for axis in Axis]
    if None in own:
        return
    places = [each for each in own if each is not None]
    for number, cells in reversed(rows):
        numbers = read(cells[column.index]).numbers
        if numbers is None:
            continue
        levels = tuple(_level(cells[at], axis) for at, axis in zip(places, Axis, strict=True))
        if order := _compared(numbers, levels):
            words = f"row {number} has “{cells[column.index]}” beside consequence {levels[0]}"
            yield Proof(order, words, column.index)


def _level_column(column: ColumnPlan, plan: FilePlan, axis: Axis) -> int | None:
    """Return the column with the levels of the same score at the same moment."""
    same = (one for one in plan.holding(Holds(axis.value)) if _place(one) == _place(column))
    return next((one.index for one in same), None)


def _place(column: ColumnPlan) -> tuple[object, ...]:
    return column.score, column.point, quarter_year(column)


@lru_cache(maxsize=512)
def _level(cell: str, axis: Axis) -> int:
    level = read_level(cell, axis)
    return level.consequence or level.likelihood or 0


def _compared(numbers: tuple[int, ...], levels: tuple[int, ...]) -> ScoreOrder | None:
    """Return the order in which two numbers are a consequence and a likelihood, if only one is."""
    if numbers[0] == numbers[1]:
        return None
    if numbers == levels:
        return ScoreOrder.CONSEQUENCE_FIRST
    return ScoreOrder.LIKELIHOOD_FIRST if numbers == levels[::-1] else None


UNKNOWN: Final = ScoreOrder.UNKNOWN
_LONGEST: Final = 200
_ORDERS: Final = {
    Axis.CONSEQUENCE: ScoreOrder.CONSEQUENCE_FIRST,
    Axis.LIKELIHOOD: ScoreOrder.LIKELIHOOD_FIRST,
}
_FIRST: Final = {
    ScoreOrder.CONSEQUENCE_FIRST: "Consequence",
    ScoreOrder.LIKELIHOOD_FIRST: "Likelihood",
}
