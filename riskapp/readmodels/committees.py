"""Committees: what each oversees, when it meets, and what waits for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskapp.domain.assurance import AssuranceResult, Line
from riskapp.domain.decisions import DecisionKind
from riskapp.domain.domains import Domain
from riskapp.domain.escalation import Register
from riskapp.readmodels.history import HistoryLine
from riskapp.readmodels.meetings import DecidedLine, MeetingRow
from riskapp.readmodels.movement import Movement
from riskapp.readmodels.plan import RiskName
from riskapp.readmodels.register import ObjectiveName, RegisterRow


@dataclass(frozen=True, slots=True)
class CommitteeRow:
    """A committee in the tree, `depth` steps below the top, with what it oversees.

    `risks` counts those that the reader may know of, `highest` is the highest score among them.
    """

    id: UUID
    name: str
    kind: str
    parent_id: UUID | None
    does: str
    source: str
    version: int
    takes_programme_risks: bool
    last_on: date | None
    next_on: date | None
    objectives: tuple[ObjectiveName, ...] = ()
    domains: tuple[Domain, ...] = ()
    risks: int = 0
    highest: int = 0
    parent: str = ""
    depth: int = 0

    @property
    def oversees(self) -> bool:
        """Tell whether it oversees anything."""
        return bool(self.objectives or self.domains or self.risks or self.takes_programme_risks)


@dataclass(frozen=True, slots=True)
class DueAssurance:
    """An assurance that has expired or is about to, of a risk or of a control of it.

    `overseen` where the risk is the committee's; it may also have received it for another.
    """

    risk: RiskName
    control: str
    source: str
    line: Line
    result: AssuranceResult
    expires_on: date
    has_expired: bool
    received_by: str
    overseen: bool


@dataclass(frozen=True, slots=True)
class OpenDecision:
    """Something still to be decided about a risk that a committee oversees."""

    risk: RiskName
    kind: DecisionKind
    register: Register | None
    opened_on: date
    opened_by: str


@dataclass(frozen=True, slots=True)
class OverseenRisk:
    """A risk with its programme and the committee that oversees it; "" where it has none."""

    risk: RiskName
    programme: str
    overseer: str
    version: int


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """A meeting of the committee with what was decided there."""

    row: MeetingRow
    decided: tuple[DecidedLine, ...]


@dataclass(frozen=True, slots=True)
class CommitteePage:
    """One committee: its risks (at most so many, of `row.risks`), and those of its committees.

    `movement` is what changed in its risks since it last met, None where it has not met.
    """

    row: CommitteeRow
    below: tuple[CommitteeRow, ...]
    risks: tuple[RegisterRow, ...]
    risks_below: tuple[RegisterRow, ...]
    queue: frozenset[UUID]
    due: tuple[DueAssurance, ...]
    open: tuple[OpenDecision, ...]
    meetings: tuple[HeldMeeting, ...]
    history: tuple[HistoryLine, ...] = ()
    movement: Movement | None = None

    @property
    def waiting(self) -> tuple[RegisterRow, ...]:
        """The programme risks that it has not handed on yet."""
        return tuple(row for row in self.risks if row.id in self.queue)

    @property
    def others(self) -> tuple[RegisterRow, ...]:
        """Its risks that are in no queue."""
        return tuple(row for row in self.risks if row.id not in self.queue)

    @property
    def total_below(self) -> int:
        """How many risks the committees under it oversee."""
        return sum(row.risks for row in self.below)

    def due_where(self, *, overseen: bool) -> Iterator[DueAssurance]:
        """Yield the assurances of its own risks, or those it received for others."""
        return (one for one in self.due if one.overseen is overseen)
