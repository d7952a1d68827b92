"""Scores as packs say them: the number, and beside it always words."""

from dataclasses import replace
from typing import Final

from riskapp.domain.wording import (
    AWAITING,
    NOT_A_PRODUCT,
    band_words,
    consequence_words,
    date_words,
    likelihood_words,
    printed_words,
)
from riskapp.papers.making import band_cell
from riskapp.readmodels.paper import Cell, CellLook, Strong, text_of
from riskapp.readmodels.scores import ShownScore

OLD_SHORT: Final = "old register"
NOT_SCORED: Final = "not scored"


def score_words(score: ShownScore | None) -> str:
    """Return the score in words: "16, extreme" or "18, extreme, score in the old register"."""
    return NOT_SCORED if score is None else f"{score.value}, {_beside(score)}"


def score_cell(score: ShownScore | None, *, more: str = "") -> Cell:
    """Return the score for a table, on the ground of its band, and what more is said of it."""
    if score is None:
        return Cell(text_of(NOT_SCORED))
    awaiting = AWAITING if score.awaiting_validation else ""
    words = f" {_beside(score)}" + "".join(f"\n{one}" for one in (more, awaiting) if one)
    return band_cell(score.band, Strong(str(score.value)), words, number=score.value)


def short_score_cell(score: ShownScore | None, more: str = "") -> Cell:
    """Return the score in few words, for a table that has to be one page."""
    if score is None:
        return Cell(text_of(NOT_SCORED), CellLook.SMALL)
    band = f" {band_words(score.band)}"
    lines = [f"{band}, {OLD_SHORT}" if score.is_printed else band]
    lines += [NOT_A_PRODUCT] if score.is_printed and not score.is_product else []
    lines += [more] if more else []
    lines += [AWAITING] if score.awaiting_validation else []
    return band_cell(score.band, Strong(str(score.value)), "\n".join(lines), number=score.value)


def score_tile(score: ShownScore | None) -> Cell:
    """Return the score with consequence, likelihood and day, for the head of a risk's page."""
    if score is None:
        return Cell(text_of(NOT_SCORED.capitalize()), CellLook.TILE)
    lines = [*_parts(score), *_days(score), *([AWAITING] if score.awaiting_validation else [])]
    number, band = Strong(f"{score.value}\n"), Strong(band_words(score.band).capitalize())
    made = band_cell(score.band, number, band, "\n" + "\n".join(lines), number=score.value)
    return replace(made, look=CellLook.TILE)


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
