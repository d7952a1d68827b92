"""A risk's scores, newest first: all of them, or as many as leave its page one page."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import Flowable

from reports.gate import Strong, part, words
from reports.grid import Cell, CellText, Grid, table
from reports.score_words import score_words
from reports.styles import CELL_SMALL, LINE, WIDTH
from riskapp.domain.wording import REDACTED, counted, date_words, label_of
from riskapp.readmodels.risk_page import AssessmentLine

FEWEST: Final = 2
"""Scores always shown, however long the page grows."""
_HEAD: Final = ("Effective", "Score", "Why, and by whom")
_WIDTHS: Final = tuple(WIDTH * part for part in (0.19, 0.28, 0.53))
_NOTE_HEIGHT: Final = 18.0


def score_history(lines: Sequence[AssessmentLine], too_high: float = 0.0) -> list[Flowable]:
    """Return the history, shortened by `too_high` points where leaving out the oldest does it."""
    if not lines:
        return words([Strong("Score history: "), "it has never been scored."], LINE)
    title = part("Score history, newest first")
    rows = [_assessment(line) for line in lines]
    whole = table(_HEAD, rows, _WIDTHS)
    shown = _shown(whole, too_high) if too_high > 0 else len(rows)
    if shown == len(rows):
        return [*title, whole]
    note = f"and {counted(len(rows) - shown, 'earlier score')}, kept in the register"
    return [*title, table(_HEAD, rows[:shown], _WIDTHS), *words(note, LINE)]


def _shown(whole: Grid, too_high: float) -> int:
    """Return how many rows may stay; all of them where leaving some out would not be enough."""
    _, *heights = whole.row_heights()
    gained = -_NOTE_HEIGHT
    for shown in range(len(heights) - 1, FEWEST - 1, -1):
        gained += heights[shown]
        if gained >= too_high:
            return shown
    return len(heights)


def _assessment(line: AssessmentLine) -> Sequence[CellText]:
    score = line.score
    basis = f"\n({score.basis})" if score.basis else ""
    why = REDACTED if line.reason is None else line.reason
    return (
        Cell(f"{date_words(score.on or line.entered_on)}{basis}", CELL_SMALL),
        Cell([Strong(label_of(line.kind)), "".join(_scored(line))], CELL_SMALL),
        Cell([why, f"\n{line.by}{_entered(line)}"], CELL_SMALL),
    )


def _scored(line: AssessmentLine) -> Iterator[str]:
    score = line.score
    yield f" {score_words(score)}"
    if score.consequence is not None and score.likelihood is not None:
        yield f"\nconsequence {score.consequence}, likelihood {score.likelihood}"


def _entered(line: AssessmentLine) -> str:
    return f", entered {date_words(line.entered_on)}" if line.backdated else ""
