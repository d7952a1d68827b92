"""Scores as a pack says them: the number, and beside it always words."""

from reports.gate import Strong
from reports.grid import Cell
from reports.styles import band_fill, on_fill
from riskapp.domain.wording import (
    AWAITING,
    band_words,
    consequence_words,
    date_words,
    likelihood_words,
    printed_words,
)
from riskapp.readmodels.scores import ShownScore

NOT_SCORED = "not scored"


def score_words(score: ShownScore | None) -> str:
    """Return the score in words: "16, extreme" or "18, extreme, score in the old register"."""
    if score is None:
        return NOT_SCORED
    return f"{score.value}, {_beside(score)}"


def score_cell(score: ShownScore | None, *, more: str = "") -> Cell:
    """Return the score for a table, on the ground of its band, and what more is said of it."""
    if score is None:
        return Cell(NOT_SCORED)
    fill = band_fill(score.band)
    awaiting = AWAITING if score.awaiting_validation else ""
    text = [Strong(score.value), f" {_beside(score)}\n{more}\n{awaiting}"]
    return Cell(text, on_fill(fill), fill)


def score_tile(score: ShownScore | None) -> Cell:
    """Return the score with consequence, likelihood and day, for the head of a risk's page."""
    if score is None:
        return Cell(NOT_SCORED.capitalize())
    fill = band_fill(score.band)
    lines = [*_parts(score), *_days(score), *([AWAITING] if score.awaiting_validation else [])]
    text = [Strong(f"{score.value}, {band_words(score.band)}"), "\n" + "\n".join(lines)]
    return Cell(text, on_fill(fill), fill)


def _beside(score: ShownScore) -> str:
    """Return the band, the same for a score in the old register, of which more is said."""
    band = band_words(score.band)
    return f"{band}, {printed_words(is_product=score.is_product)}" if score.is_printed else band


def _parts(score: ShownScore) -> list[str]:
    if score.consequence is None or score.likelihood is None:
        return [printed_words(is_product=score.is_product)]
    return [
        consequence_words(score.consequence, score.words),
        likelihood_words(score.likelihood, score.words),
    ]


def _days(score: ShownScore) -> list[str]:
    basis = f" ({score.basis})" if score.basis else ""
    since = [f"since {date_words(score.on)}{basis}"] if score.on else []
    return [*since, *([f"to reach by {date_words(score.target_on)}"] if score.target_on else [])]
