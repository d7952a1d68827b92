"""The assurance map: objectives and their risks down, the lines of assurance across."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from riskapp.domain.assurance import Line
from riskapp.domain.assurance_map import Cell, CellKind
from riskapp.readmodels.register import ObjectiveName
from riskapp.readmodels.scores import ShownScore


@dataclass(frozen=True, slots=True)
class MapRow:
    """A risk, with what each line says of it and of its controls."""

    id: UUID
    reference: str
    printed_reference: str
    title: str
    current: ShownScore | None
    committee_id: UUID | None
    committee: str
    cells: Mapping[Line, Cell]

    @property
    def holes(self) -> int:
        """How many lines have said nothing at all."""
        return self._count(CellKind.NOTHING)

    @property
    def expired(self) -> int:
        """How many lines said something that counts no more."""
        return self._count(CellKind.EXPIRED)

    def _count(self, kind: CellKind) -> int:
        return sum(cell.kind is kind for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class MapGroup:
    """The risks to one objective, or those without one (None), the highest score first."""

    objective: ObjectiveName | None
    rows: tuple[MapRow, ...]


@dataclass(frozen=True, slots=True)
class AssuranceMap:
    """The map, and its sums: a risk to two objectives is counted once.

    `objectives` and `committees` are what can be asked for; `without` are the objectives in force
    that no risk on the BAF threatens.
    """

    groups: tuple[MapGroup, ...]
    risks: int
    holes: int
    expired: int
    objectives: tuple[ObjectiveName, ...] = ()
    committees: tuple[tuple[UUID, str], ...] = ()
    without: tuple[ObjectiveName, ...] = ()
