"""The Objective pack: everything on one strategic objective, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from riskapp.domain.escalation import Register
from riskapp.domain.matrix import Matrix
from riskapp.readmodels.appetite import StatementLine
from riskapp.readmodels.pack_changes import Changes
from riskapp.readmodels.pack_frame import PackFrame
from riskapp.readmodels.plan import MilestoneCounts, ObjectiveRow, ProgrammeRow
from riskapp.readmodels.register import RegisterRow
from riskapp.readmodels.risk_page import RiskPage


@dataclass(frozen=True, slots=True)
class ObjectivePack:
    """An objective with those under it, and the risks to any of them, the highest first.

    `appetites` holds what is stated for each objective, by its id.
    """

    frame: PackFrame
    objective: ObjectiveRow
    below: tuple[ObjectiveRow, ...]
    appetites: Mapping[UUID, StatementLine]
    matrix: Matrix
    risks: tuple[RiskPage, ...]
    changes: Changes
    programmes: tuple[ProgrammeRow, ...]
    milestones: MilestoneCounts
    left_out: int = 0

    @property
    def objectives(self) -> tuple[ObjectiveRow, ...]:
        """The objective, then those under it."""
        return self.objective, *self.below

    @property
    def rows(self) -> tuple[RegisterRow, ...]:
        """What lists show of its risks, the highest score first."""
        return tuple(risk.row for risk in self.risks)

    @property
    def on_baf(self) -> int:
        """How many of its risks are on the Board Assurance Framework."""
        return sum(row.standing_on(Register.BAF) is not None for row in self.rows)
