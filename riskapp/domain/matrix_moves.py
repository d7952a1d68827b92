"""What a new version of the matrix moves: the scores that cross a band, or the threshold.

Nothing is rescaled: a score stays what it was, and only what is said of it changes. A band is known
by its key, so that a new name for it moves nothing.
"""

from dataclasses import dataclass
from typing import Final

from riskapp.domain.matrix import Band, Matrix

SCORES: Final = range(1, 26)
"""The scores that any version can treat differently: what lies above 25 is beyond every bound."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What changes for a score; it can reach the threshold or fall below it, never both."""

    before: Band | None
    after: Band | None
    reaches: bool
    falls: bool

    @property
    def crosses_band(self) -> bool:
        """Tell whether the score lies in another band, or in none, or in one at last."""
        return _key(self.before) != _key(self.after)

    @property
    def crosses_threshold(self) -> bool:
        """Tell whether the score belongs on the High Level Risk Register on one side only."""
        return self.reaches or self.falls


def effect_of(before: Matrix, after: Matrix, value: int) -> Effect:
    """Return what changes for a score from one version to another."""
    then, now = before.escalates(value), after.escalates(value)
    return Effect(before.band(value), after.band(value), now and not then, then and not now)


def values_moved(before: Matrix, after: Matrix) -> tuple[int, ...]:
    """Return the scores that cross a band or the threshold."""
    return tuple(
        value
        for value in SCORES
        if (effect := effect_of(before, after, value)).crosses_band or effect.crosses_threshold
    )


def values_across_threshold(before: Matrix, after: Matrix) -> tuple[int, ...]:
    """Return the scores that cross the threshold, to which the escalation rule is applied."""
    return tuple(value for value in SCORES if effect_of(before, after, value).crosses_threshold)


def _key(band: Band | None) -> str:
    return band.key if band else ""
