"""The quality checks of an organisation as readers see them: how serious, and what fails."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from riskapp.domain.quality import CHECKS
from riskapp.domain.quality_verdict import Check, Subject, Verdict
from riskapp.domain.severity import Severity
from riskapp.readmodels.board_pack import SwitchedOff, Warned
from riskapp.readmodels.plan import MilestoneRow, ObjectiveRow
from riskapp.readmodels.register import RegisterRow


@dataclass(frozen=True, slots=True)
class SetSo:
    """How serious a check was made from one day until another, by whom and why."""

    check_key: str
    severity: Severity
    from_on: date
    until_on: date
    by: str
    reason: str
    version: int


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A check, how serious it is, and how many things fail it; none do where it is off.

    `set_so` is None while it is as serious as it is by default.
    """

    check: Check[Any]
    subject: Subject
    severity: Severity
    failing: int
    set_so: SetSo | None = None


@dataclass(frozen=True, slots=True)
class QualityPage:
    """Every check, the most serious first and then what most fail; and how many were looked at.

    To those whose register is a part of the organisation's, objectives are not among them.
    """

    rows: tuple[CheckRow, ...]
    looked_at: Mapping[Subject, int]

    @property
    def found(self) -> tuple[CheckRow, ...]:
        """The checks that something fails."""
        return tuple(row for row in self.rows if row.failing)

    @property
    def clear(self) -> tuple[CheckRow, ...]:
        """The checks that nothing fails, of those that were looked at."""
        return tuple(r for r in self.rows if not r.failing and r.severity is not Severity.OFF)

    @property
    def off(self) -> tuple[CheckRow, ...]:
        """The checks that are switched off."""
        return tuple(row for row in self.rows if row.severity is Severity.OFF)


@dataclass(frozen=True, slots=True)
class FailingPage:
    """One page of what fails a check: risks, objectives or milestones, whichever it is about."""

    row: CheckRow
    total: int
    page: int
    pages: int
    risks: tuple[RegisterRow, ...] = ()
    objectives: tuple[ObjectiveRow, ...] = ()
    milestones: tuple[MilestoneRow, ...] = ()


def switched_off(settings: Mapping[str, SetSo]) -> tuple[SwitchedOff, ...]:
    """Return what a pack says of the checks that are off, in the order in which pages list them."""
    off = (settings[key] for key in CHECKS if key in settings)
    return tuple(
        SwitchedOff(CHECKS[one.check_key].title, one.from_on, one.reason)
        for one in off
        if one.severity is Severity.OFF
    )


def warnings_of(verdict: Verdict) -> tuple[Warned, ...]:
    """Return what a pack says of a verdict."""
    return tuple(
        Warned(one.check.title, one.check.advice, one.references, one.severity)
        for one in verdict.failures
    )
