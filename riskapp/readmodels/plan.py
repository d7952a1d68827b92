"""Objectives, programmes and milestones as readers see them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskapp.domain.controls import GapKind
from riskapp.domain.milestones import MilestoneStatus, Standing
from riskapp.domain.scoring import Score
from riskapp.domain.slips import Slip


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
    """A milestone with its standing, its earlier due periods (oldest first) and its risks.

    `moves` are the moves of its due period, `expects` the scores to which it should bring risks.
    """

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
    owner_post_id: UUID | None = None
    moves: tuple[Slip, ...] = ()
    expects: tuple[tuple[UUID, Score], ...] = ()

    def expected_of(self, risk_id: UUID) -> Score | None:
        """Return the score to which it should bring a risk, or None where nobody said."""
        return dict(self.expects).get(risk_id)

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


@dataclass(frozen=True, slots=True)
class ProgressNote:
    """A note on how a milestone is getting on; `words` is None where they were redacted."""

    words: str | None
    evidence: str
    by: str
    entered_on: date


@dataclass(frozen=True, slots=True)
class GapToClose:
    """A gap that a milestone is to close, and the risk whose gap it is."""

    risk: RiskName
    kind: GapKind
    words: str
