"""Operational risks under a strategic one: how they moved, and when they stand above it."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

MONTHS_BACK: Final = 3
"""How far back movement is told where the strategic risk has not been reviewed yet."""
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class LinkExposure:
    """An operational risk, by its reference, to be placed under a risk on the BAF."""

    operational: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EndExposure:
    """An operational risk, by its reference, to be taken out from under a strategic one."""

    operational: str
    reason: str


def compared_with(last_review: date | None, today: date) -> date:
    """Return the day from which movement is told: the last review, or three months ago."""
    if last_review is not None:
        return last_review
    years, month = divmod(today.year * _MONTHS + today.month - 1 - MONTHS_BACK, _MONTHS)
    return date(years, month + 1, min(today.day, monthrange(years, month + 1)[1]))


def movement_words(before: int | None, now: int | None) -> str:
    """Return how a score moved, either None where there was or is none: "up from 12"."""
    if now is None:
        return "not scored"
    if before is None:
        return "newly scored"
    if before == now:
        return "unchanged"
    return f"{'up' if now > before else 'down'} from {before}"


def outstrips_words(operational: str, now: int | None, strategic: int | None) -> str:
    """Say that an operational risk stands above its strategic one; nothing if it does not."""
    if now is None or (strategic is not None and now <= strategic):
        return ""
    stands = f"at {strategic}" if strategic is not None else "without a score"
    return f"Operational risk {operational} stands at {now}, this strategic risk {stands}."
