"""The register, and the two lists that come from it: the HLRR and the BAF."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from riskapp.domain.appetite import Stated, above_appetite, appetite_words, target_words
from riskapp.domain.escalation import Entered, Register
from riskapp.domain.lifecycle import RiskKind, RiskStatus, Visibility
from riskapp.readmodels.exposure import NO_EXPOSURE, Exposure
from riskapp.readmodels.scores import ShownScore


@dataclass(frozen=True, slots=True)
class OnRegister:
    """A risk's standing on one register: since when, how it came there, whether it is validated."""

    register: Register
    since: date
    entered: Entered
    opening_score: int
    reference: str = ""
    basis: str = ""
    awaiting_validation: bool = False
    removal_proposed: bool = False
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveName:
    """An objective as other pages name it."""

    id: UUID
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One risk in a list; `printed_reference` is the old register's.

    `appetites` are the statements of appetite that apply to it, the strictest first.
    """

    id: UUID
    reference: str
    printed_reference: str
    title: str
    kind: RiskKind
    status: RiskStatus
    visibility: Visibility
    unit: str
    owner: str
    executive: str
    committee: str
    current: ShownScore | None
    target: ShownScore | None
    registers: tuple[OnRegister, ...] = ()
    objectives: tuple[ObjectiveName, ...] = ()
    objective_question_open: bool = False
    appetites: tuple[Stated, ...] = ()

    @property
    def appetite_words(self) -> str:
        """How far the risk is from appetite: "6 above appetite (cautious, up to 6)"."""
        return appetite_words(self.current.value if self.current else None, self.appetites)

    @property
    def appetite(self) -> int | None:
        """The highest score that is tolerated, None where no appetite is stated."""
        return self.appetites[0].highest if self.appetites else None

    @property
    def target_words(self) -> str:
        """How far the risk is from its target: "4 above target"."""
        target = self.target.value if self.target else None
        return target_words(self.current.value if self.current else None, target)

    @property
    def outside_appetite(self) -> bool:
        """Tell whether the score is above an appetite that applies."""
        above = above_appetite(self.current.value, self.appetites) if self.current else None
        return above is not None and above > 0

    def standing_on(self, register: Register) -> OnRegister | None:
        """Return how the risk stands on a register, or None when it is not on it."""
        return next((held for held in self.registers if held.register is register), None)


@dataclass(frozen=True, slots=True)
class RiskDates:
    """When a risk was opened, was last reviewed, is to be reviewed again, and last happened."""

    opened_on: date
    reviewed_on: date | None
    review_on: date | None
    happened_on: date | None = None


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One page of the register; `total` counts all that the filters let through."""

    rows: tuple[RegisterRow, ...]
    total: int
    page: int
    pages: int
    page_size: int


@dataclass(frozen=True, slots=True)
class ObjectiveGroup:
    """The framework's risks to one objective; `objective` is None for those without one stated."""

    objective: ObjectiveName | None
    executive: str
    committee: str
    rows: tuple[RegisterRow, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """The Board Assurance Framework by objective; a risk to two objectives is listed under both."""

    groups: tuple[ObjectiveGroup, ...]
    risks: int
    awaiting_validation: int
    exposures: Mapping[UUID, Exposure] = field(default_factory=dict)

    @property
    def first_at(self) -> Mapping[str, int]:
        """The first group, counted from 0, that each risk stands in, by its reference."""
        places = [(row.reference, at) for at, one in enumerate(self.groups) for row in one.rows]
        return dict(reversed(places))

    def outstripped(self, row: RegisterRow) -> tuple[str, ...]:
        """Say which operational risks under a risk stand above it."""
        return self.exposures.get(row.id, NO_EXPOSURE).flags(row.current)


@dataclass(frozen=True, slots=True)
class HighLevelRegister:
    """The High Level Risk Register, highest score first; the unvalidated are counted apart."""

    rows: tuple[RegisterRow, ...]
    awaiting_validation: int
    removals_proposed: int
    questions_open: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A risk in a list with what only some columns need; None where no column asked for it."""

    row: RegisterRow
    dates: RiskDates | None = None
    failing: int | None = None
    then: int | None = None
