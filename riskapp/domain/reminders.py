"""Reminders: what is due, how often somebody wants to be told, and where each is put right."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from riskapp.domain.actions import Action
from riskapp.domain.months import following


class DueKind(StrEnum):
    """What can be due."""

    REVIEW = "review"
    MILESTONE = "milestone"
    ACCEPTANCE = "acceptance"
    ASSURANCE = "assurance"
    MONTH = "month"


class HowOften(StrEnum):
    """How often somebody is told by mail."""

    DAILY = "daily"
    WEEKLY = "weekly"
    OFF = "off"


class Sent(StrEnum):
    """What became of a digest: one that was on its way when its sender stopped is never resent."""

    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SOON: Final[Mapping[DueKind, timedelta]] = MappingProxyType(
    {
        DueKind.REVIEW: timedelta(days=14),
        DueKind.MILESTONE: timedelta(days=14),
        DueKind.ACCEPTANCE: timedelta(days=30),
        DueKind.ASSURANCE: timedelta(days=30),
        DueKind.MONTH: timedelta(days=7),
    }
)
"""How long before its day each is told of."""
CAUGHT_UP: Final = timedelta(days=2)
"""How late a weekly digest is still sent, where its day was missed."""
LONG_OVERDUE_DAYS: Final = 30
"""After how many days the line is told, unless an organisation sets it otherwise; 0 is never."""
MOST_DAYS: Final = 365


@dataclass(frozen=True, slots=True)
class Choice:
    """How often somebody is told; `weekday` counts from Monday as 0."""

    how: HowOften = HowOften.WEEKLY
    weekday: int = 0
    version: int = 0

    @property
    def words(self) -> str:
        """Say it: "once a week, on Monday"."""
        if self.how is HowOften.WEEKLY:
            return f"once a week, on {DAYS[self.weekday]}"
        return "every day" if self.how is HowOften.DAILY else "off"


@dataclass(frozen=True, slots=True)
class ChooseReminders:
    """A choice to be kept, made by somebody who had seen the one before."""

    how: HowOften
    weekday: int
    seen_version: int


@dataclass(frozen=True, slots=True)
class SetLine:
    """After how many days what is overdue goes to the line; 0 is never."""

    days: int
    seen_version: int


@dataclass(frozen=True, slots=True)
class Way:
    """A way to put something right: its words, its address within the organisation, its right.

    `{name}` stands in the address for the reference.
    """

    words: str
    path: str
    right: Action


WAYS: Final[Mapping[DueKind, tuple[Way, ...]]] = MappingProxyType(
    {
        DueKind.REVIEW: (
            Way("Still right", "risks/{name}/review", Action.REVIEW_RISK),
            Way("It has changed", "risks/{name}/score", Action.SCORE_RISK),
        ),
        DueKind.MILESTONE: (
            Way("Say how it stands", "milestones/{name}/status", Action.CHANGE_MILESTONE),
            Way("Move its date", "milestones/{name}/due", Action.CHANGE_MILESTONE),
        ),
        DueKind.ACCEPTANCE: (
            Way(
                "Still right: accept it again",
                "risks/{name}/decisions?begin=propose-acceptance",
                Action.PROPOSE_ACCEPTANCE,
            ),
            Way("It has changed", "risks/{name}/score", Action.SCORE_RISK),
        ),
        DueKind.ASSURANCE: (
            Way("Record a new assurance", "risks/{name}/assurances/new", Action.RECORD_ASSURANCE),
            Way("It has changed: see the controls", "risks/{name}/controls", Action.VIEW_REGISTER),
        ),
        DueKind.MONTH: (Way("Open the monthly review", "reviews", Action.OPEN_MONTH),),
    }
)
"""That it is still right comes before what has changed."""
SEE_MILESTONE: Final = Way("See it", "milestones/{name}", Action.VIEW_REGISTER)
SEE_RISK: Final = Way("See it", "risks/{name}", Action.VIEW_REGISTER)


def ways_for(kind: DueKind, name: str, rights: Container[Action]) -> tuple[Way, ...]:
    """Return the ways that somebody with these rights may go, with the reference filled in."""
    see = SEE_MILESTONE if kind is DueKind.MILESTONE else SEE_RISK
    open_to = [way for way in WAYS[kind] if way.right in rights] or [see]
    return tuple(replace(way, path=way.path.format(name=name)) for way in open_to)


def digest_day(choice: Choice, today: date) -> date | None:
    """Return the day whose digest is to be sent today, None where none is.

    A weekly one whose day was missed is sent up to two days late, under its own day.
    """
    if choice.how is HowOften.OFF:
        return None
    if choice.how is HowOften.DAILY:
        return today
    late = timedelta(days=(today.weekday() - choice.weekday) % len(DAYS))
    return today - late if late <= CAUGHT_UP else None


def reviewed_by(month: date, today: date) -> date:
    """Return the day a month's review is due: its first, then any day of it, overdue after it."""
    return min(max(month, today), following(month))
