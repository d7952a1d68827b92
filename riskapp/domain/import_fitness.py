"""What a plan of how a file is read must not leave open, and what it must not say twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from riskapp.domain.heading_days import OF_HEADING, lacks_year, period_of, when_of
from riskapp.domain.import_plans import ColumnPlan, FilePlan
from riskapp.domain.imports import HOLDS_WORDS, ONCE, SCORED, Holds, QuestionKey

UNCALLED: Final = (
    "Say which column holds the title, the description or the event: a risk is called by it."
)
NO_YEAR: Final = "Say in which financial year the quarters are."
NO_DAY: Final = "“{heading}” names no day and no month: say of when its scores are."
SOME_YEAR: Final = 2000
"""Any, for whether there is a month."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """What cannot be so: at which column, by its index, or at which question of the whole file."""

    words: str
    column: int | None = None
    question: str = ""


def unfit(plan: FilePlan) -> tuple[Unfit, ...]:
    """Return what keeps a plan from being used, in the order of the page."""
    return (*_uncalled(plan), *_yearless(plan), *_dayless(plan), *_twice(plan))


def _uncalled(plan: FilePlan) -> Iterator[Unfit]:
    if not plan.holding(Holds.TITLE, Holds.DESCRIPTION, Holds.EVENT):
        yield Unfit(UNCALLED)


def _yearless(plan: FilePlan) -> Iterator[Unfit]:
    if plan.year is None and any(map(lacks_year, plan.columns)):
        yield Unfit(NO_YEAR, question=QuestionKey.YEAR)


def _dayless(plan: FilePlan) -> Iterator[Unfit]:
    for column in plan.columns:
        if column.point in OF_HEADING and period_of(column, SOME_YEAR) is None:
            yield Unfit(NO_DAY.format(heading=column.heading), column.index)


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
        return column.holds, column.score, column.point, when_of(column)
    return (column.holds,) if column.holds in ONCE else None
