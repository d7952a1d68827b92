"""The pack of one committee: one frozen value from which every form of it is drawn."""

from dataclasses import dataclass

from riskapp.domain.matrix import Matrix
from riskapp.readmodels.appetite import ScaleShown
from riskapp.readmodels.board_pack import SwitchedOff, Warned
from riskapp.readmodels.committees import CommitteeRow, DueAssurance
from riskapp.readmodels.pack_changes import Changes
from riskapp.readmodels.pack_frame import PackFrame
from riskapp.readmodels.plan import ObjectiveRow
from riskapp.readmodels.register import RegisterRow
from riskapp.readmodels.risk_page import RiskPage


@dataclass(frozen=True, slots=True)
class CommitteePack:
    """What a committee reads: its objectives, the risks that it oversees, and what is due to it.

    Risks come highest score first; `left_out` counts the restricted ones that are not shown.
    """

    frame: PackFrame
    committee: CommitteeRow
    matrix: Matrix
    objectives: tuple[ObjectiveRow, ...]
    risks: tuple[RiskPage, ...]
    due: tuple[DueAssurance, ...]
    changes: Changes
    warnings: tuple[Warned, ...]
    off: tuple[SwitchedOff, ...] = ()
    left_out: int = 0
    scale: ScaleShown | None = None

    @property
    def rows(self) -> tuple[RegisterRow, ...]:
        """What lists show of its risks."""
        return tuple(risk.row for risk in self.risks)
