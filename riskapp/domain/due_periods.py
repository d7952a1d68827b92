"""When a milestone is due: the forms a plan prints, read without losing how they were printed."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from riskapp.domain.errors import UnfitError
from riskapp.domain.wording import MONTH_NAMES

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
START_NOT_STATED: Final = date(FIRST_YEAR, 1, 1)
"""The start of a period printed only as "ongoing": it had begun, nobody said when."""
LONGEST_FORM: Final = 60
"""Characters; no printed date is longer."""

UNDERSTOOD: Final = (
    "Write a date as a day (30 June 2018 or 30/06/2018), a month (Jun 2018), months"
    " (Aug-Oct 2018), a quarter of the financial year (Q1 2018/19 or Q2-3 2018/19),"
    " a financial year (2018/19), a start (Apr 2018 onwards) or the word ongoing,"
    f" in the years {FIRST_YEAR} to {LAST_YEAR}."
)


class Precision(StrEnum):
    """How exactly a due period was printed."""

    DAY = "day"
    MONTH = "month"
    MONTH_RANGE = "month-range"
    QUARTER = "quarter"
    QUARTER_RANGE = "quarter-range"
    YEAR = "financial-year"
    ONGOING = "ongoing"


class DueNotUnderstood(UnfitError):  # noqa: N818 - named as its callers say it
    """A printed date in none of the forms that are understood; the message lists them."""

    def __init__(self) -> None:
        super().__init__(UNDERSTOOD)


@dataclass(frozen=True, slots=True)
class DuePeriod:
    """A period as printed; `due_on` is its last day, or None when it only starts."""

    printed: str
    precision: Precision
    starts_on: date
    due_on: date | None


Fields = Mapping[str, str]
Span = tuple[Precision, date, date]

_MONTHS: Final = {
    **{name.lower(): number for number, name in enumerate(MONTH_NAMES, start=1)},
    **{name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, start=1)},
    "sept": 9,
}
_CENTURY: Final = 100
_MONTHS_IN_QUARTER: Final = 3
_QUARTERS: Final = 4
_YEAR_STARTS_IN: Final = 4
"""April: the financial year of English public bodies."""


def parse_due(printed: str) -> DuePeriod:
    """Return the period that a plan printed, its form kept exactly; DueNotUnderstood if unknown."""
    words = _folded(printed)
    if words == "ongoing":
        return DuePeriod(printed, Precision.ONGOING, START_NOT_STATED, None)
    start = words.removesuffix(" onwards")
    precision, first, last = _span(start)
    if start != words:
        return DuePeriod(printed, Precision.ONGOING, first, None)
    return DuePeriod(printed, precision, first, last)


def is_overdue(due_on: date | None, *, done: bool, today: date) -> bool:
    """Return whether the last day of the period has passed and the work is not done."""
    return due_on is not None and not done and due_on < today


def days_late(due_on: date | None, *, done: bool, today: date) -> int:
    """Return how many days past its last day the period is; 0 when it is not overdue."""
    if due_on is None or not is_overdue(due_on, done=done, today=today):
        return 0
    return (today - due_on).days


def _folded(printed: str) -> str:
    """Return the form in lower case, with plain dashes and single spaces."""
    if len(printed) > LONGEST_FORM:
        raise DueNotUnderstood
    dashed = re.sub("[\u2010-\u2015\u2212]", "-", printed)
    return re.sub(r" ?([-/]) ?", r"\1", " ".join(dashed.split())).lower()


def _span(words: str) -> Span:
    for pattern, read in _FORMS:
        found = pattern.fullmatch(words)
        if found:
            return _checked(read(found.groupdict()))
    raise DueNotUnderstood


def _checked(span: Span) -> Span:
    _, first, last = span
    if first.year < FIRST_YEAR or last.year > LAST_YEAR or last < first:
        raise DueNotUnderstood
    return span


def _day(fields: Fields) -> Span:
    month = fields["month"]
    number = int(month) if month.isdigit() else _MONTHS[month]
    try:
        day = date(_year(fields["year"]), number, int(fields["day"]))
    except ValueError:
        raise DueNotUnderstood from None
    return Precision.DAY, day, day


def _month(fields: Fields) -> Span:
    year, month = _year(fields["year"]), _MONTHS[fields["month"]]
    return Precision.MONTH, date(year, month, 1), _month_end(year, month)


def _months(fields: Fields) -> Span:
    year = _year(fields["year"])
    first_year = _year(fields["first_year"]) if fields["first_year"] else year
    first = date(first_year, _MONTHS[fields["first"]], 1)
    return Precision.MONTH_RANGE, first, _month_end(year, _MONTHS[fields["month"]])


def _quarters(fields: Fields) -> Span:
    year = _financial_year(fields)
    first = int(fields["first"])
    last = int(fields["last"] or first)
    precision = Precision.QUARTER if first == last else Precision.QUARTER_RANGE
    starts = _after_april(year, (first - 1) * _MONTHS_IN_QUARTER)
    ends = _after_april(year, last * _MONTHS_IN_QUARTER - 1)
    return precision, starts, _month_end(ends.year, ends.month)


def _whole_year(fields: Fields) -> Span:
    year = _financial_year(fields)
    ends = _after_april(year, _QUARTERS * _MONTHS_IN_QUARTER - 1)
    return Precision.YEAR, _after_april(year, 0), _month_end(ends.year, ends.month)


def _financial_year(fields: Fields) -> int:
    """Return the year in which a financial year starts; "2018/20" is no financial year."""
    year = _year(fields["year"])
    following = fields["following"]
    if following and int(following) % _CENTURY != (year + 1) % _CENTURY:
        raise DueNotUnderstood
    return year


def _year(digits: str) -> int:
    """Return a year of four digits, or of two within FIRST_YEAR's century window."""
    year = int(digits)
    if len(digits) == len("18"):
        year += _CENTURY * (FIRST_YEAR // _CENTURY)
        year += _CENTURY if year < FIRST_YEAR else 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DueNotUnderstood
    return year


def _after_april(year: int, months: int) -> date:
    """Return the first day of the month so many months after April of the year."""
    years, month = divmod(_YEAR_STARTS_IN - 1 + months, len(MONTH_NAMES))
    return date(year + years, month + 1, 1)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


_NAME: Final = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"
_YEAR: Final = "(?P<year>[0-9]{4}|[0-9]{2})"
_FINANCIAL: Final = f"(?:fy ?)?{_YEAR}[-/](?P<following>[0-9]{{4}}|[0-9]{{2}})"
_QUARTER: Final = "q ?(?P<first>[1-4])(?:-q?(?P<last>[1-4]))?"
_MONTH_YEAR: Final = f"(?P<month>{_NAME})[ .-]*{_YEAR}"
_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[Fields], Span]], ...]] = (
    (re.compile(f"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[ -]?{_MONTH_YEAR}"), _day),
    (re.compile(f"(?P<day>[0-9]{{1,2}})[/.](?P<month>[0-9]{{1,2}})[/.]{_YEAR}"), _day),
    (re.compile("(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"), _day),
    (re.compile(_MONTH_YEAR), _month),
    (re.compile(f"(?P<first>{_NAME})(?: (?P<first_year>[0-9]{{4}}))?-{_MONTH_YEAR}"), _months),
    (re.compile(f"{_QUARTER} ?{_FINANCIAL}"), _quarters),
    (re.compile(f"{_QUARTER} (?P<year>[0-9]{{4}})(?P<following>)"), _quarters),
    (re.compile(f"{_FINANCIAL} {_QUARTER}"), _quarters),
    (re.compile(_FINANCIAL), _whole_year),
)
