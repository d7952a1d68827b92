"""What is kept of an old register as printed: a score, a review, and where a row of it stood."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from riskapp.domain.scoring import PrintedScore, Score, ScoreKind


@dataclass(frozen=True, slots=True)
class PrintedAs:
    """A score of the old register: the day it holds from, and why that day.

    It may have a consequence and a likelihood, but never one for each domain. `stood` is the score
    of this register that it follows, 0 for none; what is `past` stood before another that comes
    with it, so the rule does not see it. `entered_basis` is what is known of the day on which it
    puts the risk on a register.
    """

    score: PrintedScore | Score
    effective_on: date
    basis: str
    reason: str
    kind: ScoreKind = ScoreKind.CURRENT
    target_on: date | None = None
    stood: int = 0
    past: bool = False
    entered_basis: str = "not printed"

    @property
    def columns(self) -> dict[str, Any]:
        """What an assessment holds of the score itself."""
        columns: dict[str, Any] = {"kind": self.kind, "score": self.score.value}
        if isinstance(self.score, PrintedScore):
            return columns | {"printed_score": self.score.value}
        consequence, likelihood = self.score.consequence.value, self.score.likelihood.value
        return columns | {"consequence": consequence, "likelihood": likelihood}


@dataclass(frozen=True, slots=True)
class PrintReview:
    """When the old register says that a risk was looked at, and when it is to be looked at again.

    None for `reviewed_on` where it only says when it is due.
    """

    reviewed_on: date | None
    next_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class RowOfFile:
    """Where something was printed: the file that was brought in, and the row in it."""

    file: str
    number: int

    @property
    def reason(self) -> str:
        """Why something is as it is, for a reader of the history."""
        return f"As printed in {self.file}, row {self.number}."
