"""Two days, never confused: the day that is looked at, and the day by which it had been entered."""

from dataclasses import dataclass
from datetime import date

from riskapp.domain.errors import UnfitError


@dataclass(frozen=True, slots=True)
class Look:
    """The day that is looked at, and the day by which what counts had been entered."""

    on: date
    known_on: date

    def __post_init__(self) -> None:
        """Refuse a day of which nothing could have been known."""
        if self.known_on < self.on:
            raise UnfitError("What was known by a day says nothing of later days.")
