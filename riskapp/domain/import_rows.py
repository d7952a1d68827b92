"""What one row of an old register says, once read: nothing in it is guessed, nothing is lost."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from riskapp.domain.assurance import AssuranceResult, Line
from riskapp.domain.controls import GapKind
from riskapp.domain.due_periods import DuePeriod
from riskapp.domain.imports import Holds, Verdict
from riskapp.domain.lifecycle import Origin, RiskKind, RiskStatus, Treatment, Visibility
from riskapp.domain.printed_cells import PrintedCell
from riskapp.domain.scoring import Consequence, Likelihood, ScoreKind


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps a row from being loaded: in which cell, what it prints, and what was expected.

    `index` is the column's, from 0; None where the row as a whole is meant.
    """

    verdict: Verdict
    index: int | None
    column: str
    value: str
    expected: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody may want to know of a row that is loaded all the same."""

    column: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class RowScore:
    """A score of a row: a consequence and a likelihood, or the printed score alone.

    `printed` is the score in the old register where it stands alone or disagrees; `as_printed` the
    cells it was read from. `on` is the day it holds from, None for the day the risk was opened or
    the file is of; `basis` says why that day, nothing where the file prints it.
    """

    kind: ScoreKind
    as_printed: str
    consequence: Consequence | None = None
    likelihood: Likelihood | None = None
    printed: int | None = None
    on: date | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class RowAssurance:
    """An assurance of a row, with the line and result that were said for its column."""

    words: str
    line: Line
    result: AssuranceResult


@dataclass(frozen=True, slots=True)
class RowAction:
    """An action of a row: its owner as printed, when it is due, and what was said of it."""

    words: str
    owner: str = ""
    due: DuePeriod | None = None
    done_on: date | None = None
    progress: str = ""


@dataclass(frozen=True, slots=True)
class RowName:
    """A name that a row prints, of something that the register may have."""

    holds: Holds
    index: int
    column: str
    name: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as read; `number` is the file's own, from 1.

    `title` is what the risk is called: the title's cell, else the beginning of the description.
    `cells` are what is kept with the risk as printed, the description among them.
    """

    number: int
    reference: str = ""
    title: str = ""
    cause: str = ""
    event: str = ""
    effect: str = ""
    status: RiskStatus = RiskStatus.OPEN
    kind: RiskKind = RiskKind.OPERATIONAL
    origin: Origin | None = None
    treatment: Treatment | None = None
    visibility: Visibility = Visibility.INTERNAL
    opened_on: date | None = None
    opened_printed: str = ""
    closed_on: date | None = None
    reviewed_on: date | None = None
    next_review_on: date | None = None
    target_on: date | None = None
    scores: tuple[RowScore, ...] = ()
    names: tuple[RowName, ...] = ()
    controls: tuple[str, ...] = ()
    gaps: tuple[tuple[GapKind, str], ...] = ()
    assurances: tuple[RowAssurance, ...] = ()
    actions: tuple[RowAction, ...] = ()
    notes: tuple[str, ...] = ()
    cells: tuple[PrintedCell, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Return the gravest verdict of its problems; a row without any is ready."""
        return gravest(self.problems)


def gravest(problems: Iterable[Problem]) -> Verdict:
    """Return the gravest verdict of problems; where there are none, ready."""
    found = {problem.verdict for problem in problems}
    if Verdict.REFUSED in found:
        return Verdict.REFUSED
    return Verdict.NEEDS_YOU if found else Verdict.READY
