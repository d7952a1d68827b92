"""Half-open intervals of days: what held from one day until, and not on, another."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

FOREVER = date(9999, 12, 31)
"""The end of what still holds."""
FIRST_DAY = date(1990, 1, 1)
"""The first matrix holds from here, before any register that is brought in."""


class Span(NamedTuple):
    """What one mark made hold, from a day until another; `mark` is the caller's name for it."""

    from_on: date
    until_on: date
    mark: str


def lay_out(marks: Iterable[tuple[date, str]]) -> tuple[Span, ...]:
    """Return the spans that marks make, given in the order they were recorded.

    A mark holds from its day until the next marked day. Of several marks on one day the last
    recorded holds: a day has one end.
    """
    last_of_day = dict(marks)
    if len(last_of_day) == 1:
        return tuple(Span(day, FOREVER, mark) for day, mark in last_of_day.items())
    days = sorted(last_of_day)
    ends = [*days[1:], FOREVER]
    return tuple(Span(day, end, last_of_day[day]) for day, end in zip(days, ends, strict=False))
