"""A risk's path to its target, as readers see it."""

from dataclasses import dataclass
from datetime import date

from riskapp.domain.path import Flag


@dataclass(frozen=True, slots=True)
class DateMoved:
    """A change of the target date; `after` None where the date was taken away.

    `why` is None where the reason was redacted.
    """

    on: date
    before: date
    after: date | None
    by: str
    why: str | None


@dataclass(frozen=True, slots=True)
class PathShown:
    """How a risk stands on the way to its target on a day: a sentence, and what does not fit."""

    on: date
    words: str
    flags: tuple[Flag, ...] = ()
    moves: tuple[DateMoved, ...] = ()
