"""The 5x5 matrix with the risks in it; what cannot be plotted is counted beside it."""

from collections.abc import Iterable
from dataclasses import dataclass

from riskapp.domain.level_words import PUBLISHED, LevelWords
from riskapp.domain.matrix import Band, Matrix

SIDE = range(1, 6)


@dataclass(frozen=True, slots=True)
class Plotted:
    """A score as the heat map takes it; without consequence and likelihood it has no cell."""

    reference: str
    value: int
    consequence: int | None
    likelihood: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A consequence and a likelihood, the risks there (the first few named) and their number."""

    consequence: int
    likelihood: int
    band: Band | None
    count: int
    references: tuple[str, ...] = ()

    @property
    def value(self) -> int:
        """The score of the cell."""
        return self.consequence * self.likelihood


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Rows from consequence 5 down to 1, each from likelihood 1 to 5.

    `printed` counts the risks that have only a score in the old register, `unscored` those with no
    score at all: neither can be plotted.
    """

    rows: tuple[tuple[Cell, ...], ...]
    printed: int
    unscored: int
    words: LevelWords = PUBLISHED

    @property
    def plotted(self) -> int:
        """How many risks the cells hold."""
        return sum(cell.count for row in self.rows for cell in row)

    @property
    def unplottable(self) -> int:
        """How many risks stand beside the map."""
        return self.printed + self.unscored

    @property
    def total(self) -> int:
        """How many risks there are in all."""
        return self.plotted + self.unplottable


def heat_map_of(scores: Iterable[Plotted], matrix: Matrix) -> HeatMap:
    """Return the heat map of these scores: its counts are theirs by construction."""
    placed: dict[tuple[int, int], list[str]] = {}
    printed = unscored = 0
    for score in scores:
        if score.consequence is not None and score.likelihood is not None:
            placed.setdefault((score.consequence, score.likelihood), []).append(score.reference)
        elif score.value:
            printed += 1
        else:
            unscored += 1
    rows = tuple(
        tuple(_cell(matrix, c, likelihood, placed.get((c, likelihood), [])) for likelihood in SIDE)
        for c in reversed(SIDE)
    )
    return HeatMap(rows, printed, unscored, matrix.words)


def heat_map_from_counts(
    counts: Iterable[tuple[int | None, int | None, int, int]], matrix: Matrix
) -> HeatMap:
    """Return the heat map of counted scores: (consequence, likelihood, score, how many)."""
    placed: dict[tuple[int | None, int | None], int] = {}
    printed = unscored = 0
    for consequence, likelihood, value, count in counts:
        if consequence is not None:
            placed[consequence, likelihood] = count
        elif value:
            printed += count
        else:
            unscored += count
    rows = tuple(
        tuple(
            Cell(c, likelihood, matrix.band(c * likelihood), placed.get((c, likelihood), 0))
            for likelihood in SIDE
        )
        for c in reversed(SIDE)
    )
    return HeatMap(rows, printed, unscored, matrix.words)


def _cell(matrix: Matrix, consequence: int, likelihood: int, references: list[str]) -> Cell:
    band = matrix.band(consequence * likelihood)
    return Cell(consequence, likelihood, band, len(references), tuple(references))
