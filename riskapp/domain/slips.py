"""Slips: every move of a due period, and the history of periods that follows from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Slip:
    """One move of a due period, as both were printed; `why` is None where it was redacted."""

    before: str
    after: str
    on: date
    by: str
    why: str | None


def earlier_periods(set_on: date, slips: Sequence[Slip]) -> tuple[tuple[str, date], ...]:
    """Return each period there was before the present one and the day it was set, oldest first.

    `set_on` is the day on which the first was set; the slips are in their order.
    """
    days = [set_on, *(slip.on for slip in slips)]
    return tuple((slip.before, day) for slip, day in zip(slips, days, strict=False))
