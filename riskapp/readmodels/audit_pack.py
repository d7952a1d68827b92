"""The Audit pack: a year's evidence of how risk was governed, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median
from uuid import UUID

from riskapp.domain.assurance import AssuranceLevel, AssuranceResult
from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.escalation import Register
from riskapp.domain.movement import MoveKind, Period
from riskapp.domain.severity import Severity
from riskapp.readmodels.board_pack import SwitchedOff
from riskapp.readmodels.issued_packs import PackRow
from riskapp.readmodels.meetings import MeetingRow
from riskapp.readmodels.months import MonthName
from riskapp.readmodels.pack_frame import PackFrame
from riskapp.readmodels.plan import RiskName
from riskapp.readmodels.register import RegisterRow, RiskDates

IN_TIME: int = 30
"""So many days after a score was put to be validated, its validation is late."""


class Way(StrEnum):
    """How a committee considered a risk."""

    DECIDED = "decision"
    REVIEWED = "review"
    MONTHLY = "monthly review"
    RATED = "assurance rated"
    IN_PACK = "in its pack"


@dataclass(frozen=True, slots=True)
class Considered:
    """A risk before a committee on a day; a rating is told in the committee's own word."""

    risk_id: UUID
    committee_id: UUID
    committee: str
    is_board: bool
    on: date
    way: Way
    rating: str | None = ""


@dataclass(frozen=True, slots=True)
class BafRisk:
    """A risk that was on the BAF at some time of the year, and who considered it when."""

    row: RegisterRow
    dates: RiskDates
    considered: tuple[Considered, ...]

    def overdue(self, on: date) -> int:
        """Return by how many days its review is overdue, 0 where it is not."""
        due = self.dates.review_on
        return (on - due).days if due is not None and due < on else 0

    @property
    def by_board(self) -> tuple[Considered, ...]:
        """When the Board considered it, the first day first."""
        return tuple(one for one in self.considered if one.is_board)

    @property
    def by_lead(self) -> tuple[Considered, ...]:
        """When its lead committee of today considered it, where that is not the Board."""
        return tuple(
            one
            for one in self.considered
            if not one.is_board and one.committee == self.row.committee
        )

    @property
    def by_others(self) -> tuple[Considered, ...]:
        """When any other body considered it."""
        lead = set(self.by_lead) | set(self.by_board)
        return tuple(one for one in self.considered if one not in lead)


@dataclass(frozen=True, slots=True)
class Decided:
    """Something that was decided in the year, or still was not at its end.

    `by` is a post, a committee or, where neither is recorded, a role: never a person's name.
    """

    risk: RiskName
    kind: DecisionKind
    register: Register | None
    state: DecisionState
    opened_on: date
    decided_on: date | None
    by: str

    def days(self, on: date) -> int:
        """Return how many days it took, or has waited until a day."""
        return ((self.decided_on or on) - self.opened_on).days


@dataclass(frozen=True, slots=True)
class Taken:
    """How many decisions of a kind were taken in the year, and in how many days each."""

    kind: DecisionKind
    days: tuple[int, ...]
    still_open: int

    @property
    def middle(self) -> int:
        """The number of days by which half of them were taken."""
        return round(median(self.days)) if self.days else 0


@dataclass(frozen=True, slots=True)
class CheckThen:
    """A quality check: how many things failed it when the year began, and how many now.

    None where it was switched off, so that nobody looked.
    """

    title: str
    severity: Severity
    then: int | None
    now: int | None


@dataclass(frozen=True, slots=True)
class AuditReport:
    """An assurance from internal audit, and what became of what it recommended."""

    risk: RiskName
    source: str
    result: AssuranceResult
    level: AssuranceLevel | None
    received_on: date
    settled_on: date | None
    withdrawn_on: date | None

    @property
    def is_bad(self) -> bool:
        """Tell whether it found that something does not work."""
        return self.result is AssuranceResult.NEGATIVE and self.withdrawn_on is None


@dataclass(frozen=True, slots=True)
class Erased:
    """How often words were redacted in the year, and assurances and packs were withdrawn."""

    redactions: int = 0
    redactions_open: int = 0
    assurances: int = 0
    packs: int = 0


@dataclass(frozen=True, slots=True)
class Chain:
    """The history's newest entry by the end of the year, and what of the chain was read again.

    `first` is the first entry that was read; `broken` says what is wrong, empty where all holds.
    """

    number: int
    entry_hash: str
    first: int
    broken: str = ""

    @property
    def read(self) -> int:
        """How many entries were read again."""
        return self.number - self.first + 1 if self.number else 0


@dataclass(frozen=True, slots=True)
class AuditPack:
    """A year's evidence; `left_out` counts the restricted risks that it does not speak of.

    `bodies` are the Board and the committees that lead on a risk of the BAF, met or not.
    """

    frame: PackFrame
    year: Period
    risks: tuple[BafRisk, ...]
    meetings: tuple[MeetingRow, ...]
    bodies: tuple[str, ...]
    months: tuple[MonthName, ...]
    overdue: tuple[tuple[RegisterRow, int], ...]
    decided: tuple[Decided, ...]
    checks: tuple[CheckThen, ...]
    looked_at: tuple[int, int]
    off: tuple[SwitchedOff, ...]
    reports: tuple[AuditReport, ...]
    erased: Erased
    moves: Mapping[MoveKind, int]
    packs: tuple[PackRow, ...]
    chain: Chain
    left_out: int = 0

    @property
    def taken(self) -> tuple[Decided, ...]:
        """What was decided in the year, the last first."""
        return tuple(one for one in self.decided if one.decided_on is not None)

    @property
    def waiting(self) -> tuple[Decided, ...]:
        """What was not decided yet when the year ended, the oldest first."""
        return tuple(one for one in self.decided if one.decided_on is None)

    @property
    def late_validations(self) -> tuple[Decided, ...]:
        """The scores that were validated late, or are late and not validated yet."""
        end = self.year.until
        return tuple(
            one
            for one in self.decided
            if one.kind is DecisionKind.VALIDATE and one.days(end) > IN_TIME
        )

    @property
    def by_kind(self) -> tuple[Taken, ...]:
        """What was decided, kind by kind, in their order; kinds of which there was none are not."""
        every = [_taken(kind, self.taken, self.waiting) for kind in DecisionKind]
        return tuple(one for one in every if one.days or one.still_open)


def _taken(kind: DecisionKind, taken: tuple[Decided, ...], waiting: tuple[Decided, ...]) -> Taken:
    days = tuple(sorted(one.days(one.opened_on) for one in taken if one.kind is kind))
    return Taken(kind, days, sum(one.kind is kind for one in waiting))
