"""What a page says of a milestone on a given day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from riskapp.domain.due_periods import days_late

NOBODY: Final = "nobody"
"""The owner of a milestone that no post owns, as the history says it."""


class MilestoneStatus(StrEnum):
    """What its owner says of a milestone."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    AT_RISK = "at-risk"
    DONE = "done"
    CANCELLED = "cancelled"


STATUS_NAMES: Final[Mapping[MilestoneStatus, str]] = MappingProxyType(
    {
        MilestoneStatus.NOT_STARTED: "Not started",
        MilestoneStatus.IN_PROGRESS: "In progress",
        MilestoneStatus.AT_RISK: "At risk",
        MilestoneStatus.DONE: "Done",
        MilestoneStatus.CANCELLED: "Cancelled",
    }
)


class StandingKind(StrEnum):
    """How a milestone stands, once its date is taken into account."""

    DONE = "done"
    CANCELLED = "cancelled"
    LATE = "late"
    AT_RISK = "at-risk"
    DUE = "due"
    ONLY_STARTS = "only-starts"


_ENDED: Final = MappingProxyType(
    {
        MilestoneStatus.DONE: StandingKind.DONE,
        MilestoneStatus.CANCELLED: StandingKind.CANCELLED,
    }
)
_KIND_NAMES: Final[Mapping[StandingKind, str]] = MappingProxyType(
    {
        StandingKind.DONE: "done",
        StandingKind.CANCELLED: "cancelled",
        StandingKind.AT_RISK: "at risk",
        StandingKind.DUE: "due",
        StandingKind.ONLY_STARTS: "only starts",
    }
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a milestone stands; `days_late` is 0 unless it is late."""

    kind: StandingKind
    days_late: int = 0

    @property
    def words(self) -> str:
        """Say it as a page does: "late by 30 days", "at risk", "done"."""
        if self.kind is StandingKind.LATE:
            return f"late by {self.days_late} {'day' if self.days_late == 1 else 'days'}"
        return _KIND_NAMES[self.kind]


def label(status: MilestoneStatus) -> str:
    """Return the status in words."""
    return STATUS_NAMES[status]


def standing(status: MilestoneStatus, due: date | None, today: date) -> Standing:
    """Return how the milestone stands today; `due` is its last day, None when it only starts."""
    if status in _ENDED:
        return Standing(_ENDED[status])
    late = days_late(due, done=False, today=today)
    if late:
        return Standing(StandingKind.LATE, late)
    if status is MilestoneStatus.AT_RISK:
        return Standing(StandingKind.AT_RISK)
    return Standing(StandingKind.ONLY_STARTS if due is None else StandingKind.DUE)
