"""A risk's scores, newest first; the oldest give way where its page would else take two."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from riskapp.domain.wording import date_words, label_of
from riskapp.papers.making import CellText, cell, named, part, table, typed
from riskapp.papers.scores import score_words
from riskapp.readmodels.paper import Block, Strong
from riskapp.readmodels.risk_page import AssessmentLine

FEWEST: Final = 2
"""Scores always shown, however long the page grows."""
_HEAD: Final = ("Effective", "Score", "Why, and by whom")
_SHARES: Final = (0.19, 0.28, 0.53)


def score_history(lines: Sequence[AssessmentLine], risk_id: UUID) -> Iterator[Block]:
    """Yield the history of a risk's scores."""
    if not lines:
        yield named("Score history", "it has never been scored.")
        return
    yield part("Score history, newest first")
    made = table("Score history", _HEAD, [_row(line, risk_id) for line in lines], _SHARES)
    yield replace(made, fewest=FEWEST, left_out="earlier score")


def _row(line: AssessmentLine, risk_id: UUID) -> Sequence[CellText]:
    score = line.score
    basis = f"\n({score.basis})" if score.basis else ""
    return (
        cell(f"{date_words(score.on or line.entered_on)}{basis}"),
        cell(Strong(label_of(line.kind)), "".join(_scored(line)), number=score.value),
        cell(typed(line.reason, risk_id), f"\n{line.by}{_entered(line)}"),
    )


def _scored(line: AssessmentLine) -> Iterator[str]:
    score = line.score
    yield f" {score_words(score)}"
    if score.consequence is not None and score.likelihood is not None:
        yield f"\nconsequence {score.consequence}, likelihood {score.likelihood}"


def _entered(line: AssessmentLine) -> str:
    return f", entered {date_words(line.entered_on)}" if line.backdated else ""
