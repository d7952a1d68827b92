"""The pack of the monthly review: one frozen value from which every form of it is drawn."""

from dataclasses import dataclass

from riskapp.domain.matrix import Matrix
from riskapp.readmodels.appetite import ScaleShown
from riskapp.readmodels.board_pack import SwitchedOff, Warned
from riskapp.readmodels.month_content import MonthContent
from riskapp.readmodels.pack_changes import Changes
from riskapp.readmodels.pack_frame import PackFrame
from riskapp.readmodels.register import HighLevelRegister, RegisterRow
from riskapp.readmodels.risk_page import RiskPage

NO_REGISTER = HighLevelRegister((), 0, 0, 0)


@dataclass(frozen=True, slots=True)
class ClosedMonth:
    """What became final of a month, as far as its readers may see it, and the SHA-256 of it all."""

    content: MonthContent
    digest: str


@dataclass(frozen=True, slots=True)
class ExecutivePack:
    """What the executive team reads: its month as it became final, else the HLRR as it stands.

    Where the month is closed, `risks`, `register` and the warnings are empty: its own content tells
    them. `left_out` counts the restricted risks that are not shown.
    """

    frame: PackFrame
    matrix: Matrix
    changes: Changes
    month: ClosedMonth | None = None
    register: HighLevelRegister = NO_REGISTER
    risks: tuple[RiskPage, ...] = ()
    warnings: tuple[Warned, ...] = ()
    off: tuple[SwitchedOff, ...] = ()
    left_out: int = 0
    scale: ScaleShown | None = None

    @property
    def rows(self) -> tuple[RegisterRow, ...]:
        """What lists show of its risks."""
        return tuple(risk.row for risk in self.risks)
