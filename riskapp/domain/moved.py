"""How a score moved since an earlier day, in words and with an arrow."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from riskapp.domain.reviews import months_after

SINCE_MONTHS: Final = 3
"""A list says what moved in so many months before its day."""


class Way(StrEnum):
    """Which way a score went."""

    UP = "up"
    DOWN = "down"
    SAME = "unchanged"
    NEW = "new"
    NONE = "none"


ARROWS: Final = MappingProxyType({Way.UP: "▲", Way.DOWN: "▼", Way.SAME: "="})


@dataclass(frozen=True, slots=True)
class Moved:
    """A score beside an earlier one; either is None where there was none."""

    then: int | None
    now: int | None

    @property
    def way(self) -> Way:
        """Which way the score went."""
        if self.now is None:
            return Way.NONE
        if self.then is None:
            return Way.NEW
        if self.now == self.then:
            return Way.SAME
        return Way.UP if self.now > self.then else Way.DOWN

    @property
    def arrow(self) -> str:
        """The arrow that goes with the words, "" where nothing moved."""
        return ARROWS.get(self.way, "")

    @property
    def words(self) -> str:
        """What became of the score: "up 4, from 12"."""
        return _WORDS[self.way].format(by=abs((self.now or 0) - (self.then or 0)), then=self.then)


_WORDS: Final = MappingProxyType(
    {
        Way.UP: "up {by}, from {then}",
        Way.DOWN: "down {by}, from {then}",
        Way.SAME: "unchanged",
        Way.NEW: "new: no score then",
        Way.NONE: "not scored",
    }
)


def compared_with(day: date) -> date:
    """Return the day with whose scores those of a day are compared."""
    return months_after(day, -SINCE_MONTHS)
