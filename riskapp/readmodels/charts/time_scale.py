"""Days laid along a line: where each stands, and the months that are named beneath."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from riskapp.domain.wording import MONTH_NAMES

SHORTEST: Final = timedelta(days=90)
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240)
_YEAR: Final = len(MONTH_NAMES)
_NAME: Final = 5.4
_NUMBER: Final = 3.6
"""The room of "Apr 2018" and of "2018", with the space between two, in heights of letters."""


@dataclass(frozen=True, slots=True)
class TimeScale:
    """The days from one to another, laid from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Return where a day stands."""
        share = (day - self.first).days / (self.last - self.first).days
        return round(self.left + share * (self.right - self.left), 1)

    def months(self, letter: float) -> tuple[tuple[float, str], ...]:
        """Return the starts of months, or of years, with as many names as letters leave room."""
        for step in _STEPS[:-1]:
            found = tuple(self._every(step))
            room = letter * (_NAME if step < _YEAR else _NUMBER)
            if len(found) * room <= self.right - self.left:
                return found
        return tuple(self._every(_STEPS[-1]))

    def _every(self, step: int) -> Iterator[tuple[float, str]]:
        month = self.first.year * _YEAR + self.first.month
        for number in range(month + -month % step, self.last.year * _YEAR + self.last.month, step):
            year, index = divmod(number, _YEAR)
            name = f"{MONTH_NAMES[index][:3]} {year}" if step < _YEAR else str(year)
            yield self.x(date(year, index + 1, 1)), name


def scale_of(days: Iterable[date], left: float, right: float) -> TimeScale:
    """Return the scale that holds all of these days, of which there is one at least."""
    held = sorted(days)
    first, last = held[0], held[-1]
    if last - first < SHORTEST:
        first = min(first, date.max - SHORTEST)
        last = max(last, first + SHORTEST)
    return TimeScale(first, last, left, right)


def short_day(day: date) -> str:
    """Return a day in few letters: "30 Jun 2018"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1][:3]} {day.year}"
