"""Objectives, programmes and milestones as readers see them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskapp.domain.milestones import MilestoneStatus, Standing


@dataclass(frozen=True, slots=True)
class DueShown:
    """A due period a milestone had, and from when it was set; `due_on` None when it only starts."""

    printed: str
    due_on: date | None
    set_on: date


@dataclass(frozen=True, slots=True)
class RiskName:
    """A risk as other pages name it."""

    id: UUID
    reference: str
    title: str


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone with its standing, its earlier due periods (oldest first) and its risks."""

    id: UUID
    reference: str
    words: str
    programme: str
    programme_id: UUID | None
    workstream: str
    owner: str
    status: MilestoneStatus
    standing: Standing
    due: DueShown
    earlier: tuple[DueShown, ...] = ()
    risks: tuple[RiskName, ...] = ()
    done_on: date | None = None
    version: int = 1
    source: str = ""

    @property
    def slips(self) -> int:
        """How often the due period has been moved."""
        return len(self.earlier)


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme with its milestones, the overdue first."""

    id: UUID
    name: str
    section: str
    executive: str
    workstreams: tuple[str, ...]
    objectives: tuple[str, ...]
    milestones: tuple[MilestoneRow, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneCounts:
    """How many milestones there are, and how they stand."""

    total: int
    done: int
    late: int
    at_risk: int
    only_start: int


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective with its risks: how many, the highest score, how many on the BAF."""

    id: UUID
    number: str
    level: str
    title: str
    parent: str
    executive: str
    committee: str
    starts_on: date
    ends_on: date
    risks: int
    highest: int
    on_baf: int
    source: str = ""
