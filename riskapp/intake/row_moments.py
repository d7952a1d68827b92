"""The day that a score of a register kept by quarters holds from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from riskapp.domain.due_periods import FIRST_YEAR, LAST_YEAR
from riskapp.domain.imports import Point, Verdict
from riskapp.domain.wording import date_words

SAY_YEAR: Final = "the financial year of the quarters, said once for the whole file"


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


def moment_of(point: Point, year: int | None, as_of: date) -> Moment:
    """Return the day of a column of scores; a quarter that has not ended has none yet."""
    quarter = _QUARTERS.get(point)
    if quarter is None:
        return Moment()
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return Moment(barred=Verdict.NEEDS_YOU, expected=SAY_YEAR)
    on = date(year + quarter.years, quarter.month, quarter.day)
    called = f"{quarter.called} of {year}/{(year + 1) % 100:02}"
    if on > as_of:
        return Moment(barred=Verdict.REFUSED, expected=_not_come(called, on, as_of))
    return Moment(on=on, basis=f"at {called}")


def _not_come(called: str, on: date, as_of: date) -> str:
    return (
        f"nothing yet: {called} is {date_words(on)}, after {date_words(as_of)}, the day the file"
        " is of"
    )
