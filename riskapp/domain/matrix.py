"""An organisation's matrix: bands, names and the threshold, kept by version."""

from dataclasses import dataclass, field
from enum import StrEnum

from riskapp.domain.errors import FieldError
from riskapp.domain.level_words import PUBLISHED, LevelWords


class EntryRule(StrEnum):
    """When a placement that the threshold makes begins to count."""

    AT_ONCE = "at-once"
    ON_VALIDATION = "on-validation"


class LikelihoodBy(StrEnum):
    """What likelihood is judged by: how often, how probable, or whichever fits the risk."""

    FREQUENCY = "frequency"
    PROBABILITY = "probability"
    BOTH = "both"


class Axis(StrEnum):
    """The two sides of the matrix."""

    CONSEQUENCE = "consequence"
    LIKELIHOOD = "likelihood"


class BandColour(StrEnum):
    """The colours a band may have; each reads well under its text, and none stands alone."""

    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"
    BLUE = "blue"
    PURPLE = "purple"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Band:
    """A run of scores with one name; `key` names it in addresses and style sheets."""

    key: str
    name: str
    lowest: int
    highest: int
    review_months: int
    colour: BandColour = BandColour.GREY

    def holds(self, value: int) -> bool:
        """Tell whether the score lies in this band."""
        return self.lowest <= value <= self.highest


NPSA_BANDS = (
    Band("low", "Low", 1, 3, 12, BandColour.GREEN),
    Band("moderate", "Moderate", 4, 6, 6, BandColour.YELLOW),
    Band("high", "High", 8, 12, 3, BandColour.ORANGE),
    Band("extreme", "Extreme", 15, 25, 1, BandColour.RED),
)
"""The bands of the NPSA's risk matrix (2008), with the usual review cadence in months."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """One version of an organisation's 5x5 matrix; an assessment keeps its version."""

    version: int = 1
    threshold: int = 15
    entry: EntryRule = EntryRule.AT_ONCE
    bands: tuple[Band, ...] = field(default=NPSA_BANDS)
    likelihood_by: LikelihoodBy = LikelihoodBy.BOTH
    words: LevelWords = PUBLISHED

    def __post_init__(self) -> None:
        """Refuse bands that overlap or run backwards."""
        edges = [edge for band in self.bands for edge in (band.lowest, band.highest)]
        if (
            not edges
            or edges != sorted(edges)
            or len({band.lowest for band in self.bands}) < len(self.bands)
        ):
            raise FieldError("bands", "Bands must rise without overlapping.")

    def band(self, value: int) -> Band | None:
        """Return the band a score lies in, or None: 7, 13 and 14 lie in none of the NPSA's."""
        for band in self.bands:
            if band.holds(value):
                return band
        return None

    def rank(self, value: int) -> int:
        """Return how many bands begin at or below the score: a measure that every number has."""
        return sum(band.lowest <= value for band in self.bands)

    def escalates(self, value: int) -> bool:
        """Tell whether the score belongs on the High Level Risk Register."""
        return value >= self.threshold

    def needs_validation(self, before: int, after: int) -> bool:
        """Tell whether someone other than the scorer must confirm a score.

        `before` is the last score that stood validated, 0 for none. Reaching the threshold
        needs it, and so does a fall across a band.
        """
        reaches = self.escalates(after) and not self.escalates(before)
        return reaches or self.rank(after) < self.rank(before)


def band_named(matrix: Matrix, key: str) -> Band:
    """Return the band of that key; FieldError when the matrix has none."""
    for band in matrix.bands:
        if band.key == key:
            return band
    raise FieldError("band", f"There is no band called {key}.")
