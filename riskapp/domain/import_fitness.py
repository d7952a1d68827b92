"""What a plan of how a file is read must not leave open, and what it must not say twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from riskapp.domain.import_plans import ColumnPlan, FilePlan
from riskapp.domain.imports import HOLDS_WORDS, ONCE, SCORED, Holds, Point, QuestionKey
from riskapp.domain.quarter_years import quarter_year, year_named

UNCALLED: Final = (
    "Say which column holds the title, the description or the event: a risk is called by it."
)
NO_YEAR: Final = "Say in which financial year the quarters are."


@dataclass(frozen=True, slots=True)
class Unfit:
    """What cannot be so: at which column, by its index, or at which question of the whole file."""

    words: str
    column: int | None = None
    question: str = ""


def unfit(plan: FilePlan) -> tuple[Unfit, ...]:
    """Return what keeps a plan from being used, in the order of the page."""
    return (*_uncalled(plan), *_yearless(plan), *_twice(plan))


def _uncalled(plan: FilePlan) -> Iterator[Unfit]:
    if not plan.holding(Holds.TITLE, Holds.DESCRIPTION, Holds.EVENT):
        yield Unfit(UNCALLED)


def _yearless(plan: FilePlan) -> Iterator[Unfit]:
    quarters = [column for column in plan.columns if column.point is not Point.NOW]
    if plan.year is None and any(year_named(column.heading) is None for column in quarters):
        yield Unfit(NO_YEAR, question=QuestionKey.YEAR)


def _twice(plan: FilePlan) -> Iterator[Unfit]:
    first: dict[tuple[Any, ...], ColumnPlan] = {}
    for column in plan.columns:
        key = _held_once(column)
        if key is None:
            continue
        if key in first:
            words = HOLDS_WORDS[column.holds].lower()
            taken = f"“{first[key].heading}” holds the {words} already: choose something else."
            yield Unfit(taken, column.index)
        first.setdefault(key, column)


def _held_once(column: ColumnPlan) -> tuple[Any, ...] | None:
    """Return what no other column of the file can hold, None where several can."""
    if column.holds in SCORED:
        return column.holds, column.score, column.point, quarter_year(column)
    return (column.holds,) if column.holds in ONCE else None
