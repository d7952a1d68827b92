"""The Board pack: one frozen value from which the page and the PDF are both drawn."""

from dataclasses import dataclass
from datetime import date

from riskapp.domain.matrix import Matrix
from riskapp.domain.severity import Severity
from riskapp.readmodels.appetite import ScaleShown
from riskapp.readmodels.pack_changes import Changes
from riskapp.readmodels.pack_frame import PackFrame
from riskapp.readmodels.plan import MilestoneCounts, ProgrammeRow
from riskapp.readmodels.register import Framework, HighLevelRegister, RegisterRow
from riskapp.readmodels.risk_page import RiskPage


@dataclass(frozen=True, slots=True)
class Warned:
    """One quality warning: what is wrong, how serious, how to put it right, and where."""

    title: str
    advice: str
    references: tuple[str, ...]
    severity: Severity = Severity.WARNING


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """A quality check that was switched off, so that nobody knows what it would find."""

    title: str
    since: date
    reason: str


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """Risks in each band on a month's last day, lowest band first, those in no band last."""

    on: date
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BoardPack:
    """What the Board reads, as at one day.

    `summary` holds every risk on the Board Assurance Framework once, highest score first, and the
    heat map is of exactly those; `risks` has a page for each of them in the same order.
    `left_out` counts restricted risks that a public pack does not show; `off` are the quality
    checks that were not asked.
    """

    organisation: str
    organisation_code: str
    fictional: bool
    as_at: date
    public: bool
    matrix: Matrix
    objectives: tuple[tuple[str, str], ...]
    summary: tuple[RegisterRow, ...]
    framework: Framework
    high_level: HighLevelRegister
    risks: tuple[RiskPage, ...]
    programmes: tuple[ProgrammeRow, ...]
    milestones: MilestoneCounts
    warnings: tuple[Warned, ...]
    changes: Changes
    trend: tuple[MonthEnd, ...] = ()
    left_out: int = 0
    scale: ScaleShown | None = None
    off: tuple[SwitchedOff, ...] = ()

    @property
    def frame(self) -> PackFrame:
        """What it says of itself."""
        return PackFrame(
            self.organisation, self.organisation_code, self.fictional, self.as_at, self.public
        )
