"""How to read a pack: the matrix, the rule, scores in the old register, and the words used."""

from collections.abc import Iterator, Sequence
from typing import Final

from riskapp.domain.escalation import Entered
from riskapp.domain.matrix import Band, EntryRule, Matrix
from riskapp.domain.wording import AWAITING, band_words, counted, date_words, entered_words
from riskapp.papers.heat_map import consequence_head, matrix_head
from riskapp.papers.making import CellText, band_cell, cell, named, part, small, table
from riskapp.papers.sections import METHOD
from riskapp.readmodels.appetite import ScaleShown
from riskapp.readmodels.heat_map import SIDE
from riskapp.readmodels.paper import (
    SQUARE,
    Block,
    Cell,
    CellLook,
    Section,
    Strong,
    text_of,
)

_THRESHOLD: Final = entered_words(Entered.THRESHOLD)
_PRINTED: Final = entered_words(Entered.AS_PRINTED)
_MATRIX: Final = (0.3, *[0.14] * len(SIDE))
_GLOSSARY: Final = (
    ("Board Assurance Framework (BAF)", "The risks to the strategic objectives."),
    ("High Level Risk Register (HLRR)", "The risks whose score has reached the threshold."),
    ("Consequence", "How bad it would be, 1 to 5: the worst of the domains it falls upon."),
    ("Likelihood", "How likely that consequence is, 1 to 5."),
    ("Inherent score", "The score as it would be with nothing done about the risk."),
    ("Current score, before", "The score as things stand, and the current score before that one."),
    ("Target score", "The score that the planned work should bring."),
    ("Band", "A run of scores with one name; a score between two bands has none."),
    (AWAITING.capitalize(), "A second person has yet to confirm or moderate the score."),
    (_THRESHOLD.capitalize(), "The score reached the threshold, and that put the risk there."),
    (f"{_PRINTED.capitalize()}, not printed", "What the document says, or leaves unsaid."),
    ("Date of the document", "Stands where a document gives no day for what it says."),
    ("Moved", "A due date was changed; the earlier ones are kept and shown."),
    (f"{SQUARE}, [words in brackets]", "They stand for what a PDF cannot draw."),
)  # fmt: skip
_OLD_SCORES: Final = (
    "A score in the old register is shown exactly as it was printed. It came without consequence"
    " and likelihood that give it, and none are guessed from it, so it has no place on the heat"
    " map. Where no consequence times likelihood gives the number, it is marked as not a 5x5"
    " product. It counts towards the threshold as printed until somebody scores the risk anew."
)


def method(matrix: Matrix, scale: ScaleShown | None = None) -> Section:
    """Return how scores are made and shown, what is tolerated, and what the words mean."""
    return METHOD.of(_blocks(matrix, scale))


def _blocks(matrix: Matrix, scale: ScaleShown | None) -> Iterator[Block]:
    yield small(
        "A score is consequence times likelihood, each from 1 to 5. A risk may fall upon several"
        " domains, such as safety or finance: the worst of them gives the consequence."
        f" This is version {matrix.version} of the organisation's matrix."
    )
    rows = [_row(consequence, matrix) for consequence in reversed(SIDE)]
    yield table("Matrix", matrix_head(matrix.words), rows, _MATRIX, side_heads=(0,))
    yield named("Bands", f"{'; '.join(map(_band, matrix.bands))}.")
    yield named("Appetite", _appetite(scale))
    yield part("When a risk reaches a register")
    yield small(_rule(matrix))
    yield part("Scores in the old register")
    yield small(_OLD_SCORES)
    yield part("Words")
    words = [
        (Cell(text_of(word), CellLook.SMALL_SIDE), cell(meaning)) for word, meaning in _GLOSSARY
    ]
    yield table("Words", ("Word", "Meaning"), words, (0.38, 0.62))


def _row(consequence: int, matrix: Matrix) -> Sequence[CellText]:
    values = [consequence * likelihood for likelihood in SIDE]
    head = consequence_head(consequence, matrix.words)
    return (head, *(_score(value, matrix) for value in values))


def _score(value: int, matrix: Matrix) -> Cell:
    band = matrix.band(value)
    return band_cell(band, Strong(str(value)), f" {band_words(band)}", number=value)


def _band(band: Band) -> str:
    return f"{band.name} {band.lowest} to {band.highest}, reviewed {_every(band.review_months)}"


def _appetite(scale: ScaleShown | None) -> str:
    """Return the scale of appetite, from the least to the most, or that there is none."""
    if scale is None:
        return "no scale of appetite is set."
    levels = "; ".join(f"{one.name} up to {one.highest}" for one in scale.levels)
    return f"{levels} ({scale.name}, since {date_words(scale.since)})."


def _every(months: int) -> str:
    return f"every {counted(months, 'month')}" if months > 1 else "every month"


def _rule(matrix: Matrix) -> str:
    when = {
        EntryRule.AT_ONCE: "at once, and the score then awaits validation by a second person",
        EntryRule.ON_VALIDATION: "once a second person has validated the score",
    }[matrix.entry]
    return (
        f"A risk that scores {matrix.threshold} or more goes on the High Level Risk Register"
        f" {when}. If it affects a strategic objective it goes on the Board Assurance Framework"
        " too; where nobody has said whether it does, that question is put. The Board may also"
        " place a risk on the framework whatever its score. When a score falls, nothing leaves a"
        " register by itself: leaving is proposed, and somebody other than the scorer decides."
    )
