"""The day or month that the heading of a column names: "Mar-18", "Score at 31 March 2018"."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Final

from riskapp.domain.due_periods import DuePeriod, Precision
from riskapp.domain.import_plans import ColumnPlan
from riskapp.domain.imports import Point
from riskapp.domain.printed_dates import read_date
from riskapp.domain.quarter_years import quarter_year, year_named
from riskapp.domain.wording import MONTH_NAMES

OF_HEADING: Final = frozenset({Point.HEADED, Point.MONTH})
"""The points whose day is the heading's own."""
_APRIL: Final = 4
_MONTH: Final = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTH_NAMES) + "|sept"
_YEAR: Final = "(?:20)?[0-9]{2}(?![0-9/])"
_DAY: Final = re.compile(
    rf"(?<![0-9])(?:20[0-9]{{2}}-[0-9]{{2}}-[0-9]{{2}}(?: 00:00:00)?"
    rf"|[0-9]{{1,2}}([/.-])[0-9]{{1,2}}\1{_YEAR}"
    rf"|(?:[0-9]{{1,2}}(?:st|nd|rd|th)?(?: of)? )?\b(?:{_MONTH})\b(?:[ .,'’/-]{{1,2}}{_YEAR})?)"
    r"(?![0-9])",
    re.IGNORECASE,
)
_BARE_MONTH: Final = re.compile(rf"(?:{_MONTH})", re.IGNORECASE)


@lru_cache(maxsize=1024)
def split_at_day(heading: str) -> tuple[str, str] | None:
    """Return the one day or month that a heading names and the heading without it, else None."""
    found = list(_DAY.finditer(heading))
    if len(found) != 1:
        return None
    [one] = found
    return one[0], f"{heading[: one.start()]} {heading[one.end() :]}".strip(" ()[]-–:,")


def period_named(heading: str, year: int | None = None) -> DuePeriod | None:
    """Return the day or month that a heading names; a bare month is of that financial year."""
    found = split_at_day(heading)
    if found is None:
        return None
    words, _ = found
    if not _BARE_MONTH.fullmatch(words):
        period = read_date(words).period
        return period if period and period.due_on else None
    if year is None:
        return None
    at = 1 + next(place for place, name in enumerate(MONTH_NAMES) if _begins(name, words))
    return _month_of(date(year + (at < _APRIL), at, 1))


def names_bare_month(heading: str) -> bool:
    """Tell whether a heading names a month, and no year."""
    found = split_at_day(heading)
    return found is not None and _BARE_MONTH.fullmatch(found[0]) is not None


def takes_year(column: ColumnPlan) -> bool:
    """Tell whether the day of a column follows from a financial year: a quarter, or a month."""
    if column.point in OF_HEADING:
        return names_bare_month(column.heading)
    return column.point is not Point.NOW


def lacks_year(column: ColumnPlan) -> bool:
    """Tell whether it has to be said in which financial year a column is."""
    return takes_year(column) and year_named(column.heading) is None


def when_of(column: ColumnPlan) -> object:
    """Return what tells columns of one point apart: the year, or the day of the heading."""
    if column.point not in OF_HEADING:
        return quarter_year(column)
    return period_named(column.heading) or column.heading.casefold()


def period_of(column: ColumnPlan, year: int | None) -> DuePeriod | None:
    """Return the period at whose end the scores of a column stood that its heading dates."""
    period = period_named(column.heading, year)
    if period is not None and column.point is Point.MONTH and period.precision is Precision.DAY:
        return _month_of(period.starts_on)
    return period


def _begins(name: str, words: str) -> bool:
    return name[:3].casefold() == words[:3].casefold()


def _month_of(day: date) -> DuePeriod:
    last = monthrange(day.year, day.month)[1]
    first = day.replace(day=1)
    printed = f"{MONTH_NAMES[day.month - 1]} {day.year}"
    return DuePeriod(printed, Precision.MONTH, first, day.replace(day=last))
