"""The day that a score of a register kept by quarters holds from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from riskapp.domain.due_periods import FIRST_YEAR, LAST_YEAR
from riskapp.domain.heading_days import OF_HEADING, period_of, takes_year
from riskapp.domain.import_plans import ColumnPlan
from riskapp.domain.imports import Point, Verdict
from riskapp.domain.quarter_years import quarter_year
from riskapp.domain.wording import date_words

SAY_YEAR: Final = "the financial year of the quarters, said once for the whole file"

SAY_DAY: Final = "a day or a month in the heading, or another answer to of when its scores are"
LONGEST_BASIS: Final = 100
"""Characters of a heading that are said of a day."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and why that one, None where the file does not say; or what bars scores of it."""

    on: date | None = None
    basis: str = ""
    barred: Verdict | None = None
    expected: str = ""


@dataclass(frozen=True, slots=True)
class _Quarter:
    """The day of a point: how many years after the financial year begins, and what it is called."""

    years: int
    month: int
    day: int
    called: str


_QUARTERS: Final[Mapping[Point, _Quarter]] = {
    Point.OPENING: _Quarter(0, 4, 1, "the opening position"),
    Point.Q1: _Quarter(0, 6, 30, "the end of quarter 1"),
    Point.Q2: _Quarter(0, 9, 30, "the end of quarter 2"),
    Point.Q3: _Quarter(0, 12, 31, "the end of quarter 3"),
    Point.Q4: _Quarter(1, 3, 31, "the end of quarter 4"),
}
"""A year opens on 1 April, so that its opening position may differ from how the last one ended."""


def moment_of(column: ColumnPlan, said: int | None, as_of: date) -> Moment:
    """Return the day of a column of scores; a quarter that has not ended has none yet.

    The year in a heading outdoes what is said of the whole file.
    """
    year = quarter_year(column) or said
    if takes_year(column) and (year is None or not FIRST_YEAR <= year <= LAST_YEAR):
        return Moment(barred=Verdict.NEEDS_YOU, expected=SAY_YEAR)
    if column.point in OF_HEADING:
        return _headed(column, year, as_of)
    quarter = _QUARTERS.get(column.point)
    if quarter is None or year is None:
        return Moment()
    on = date(year + quarter.years, quarter.month, quarter.day)
    called = f"{quarter.called} of {year}/{(year + 1) % 100:02}"
    if on > as_of:
        return Moment(barred=Verdict.REFUSED, expected=_not_come(called, on, as_of))
    return Moment(on=on, basis=f"at {called}")


def _headed(column: ColumnPlan, year: int | None, as_of: date) -> Moment:
    """Return the day that a heading names; of a month its last, or the day the file is of."""
    period = period_of(column, year)
    if period is None or period.due_on is None:
        return Moment(barred=Verdict.NEEDS_YOU, expected=SAY_DAY)
    heading = " ".join(column.heading.split())
    if period.starts_on > as_of:
        called = f"the day of “{heading}”"
        return Moment(barred=Verdict.REFUSED, expected=_not_come(called, period.starts_on, as_of))
    exact = period.starts_on == period.due_on
    basis = "" if exact else f"its column is headed {heading[:LONGEST_BASIS]}"
    return Moment(min(period.due_on, as_of), basis)


def _not_come(called: str, on: date, as_of: date) -> str:
    return (
        f"nothing yet: {called} is {date_words(on)}, after {date_words(as_of)}, the day the file"
        " is of"
    )
