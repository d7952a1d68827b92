"""Risk appetite: scales to pick from, which statement applies to a risk, and how far it is from it.

Of all that is stated for the objectives a risk is linked to, and for the domain or domains that
lead its current score (those with its highest consequence), the strictest applies. A domain that
was scored lower does not: the risk's score is not a score of it. A score in the old register counts
by its number, and has no domain.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from uuid import UUID

from riskapp.domain.domains import Domain
from riskapp.domain.errors import FieldError

MOST_LEVELS: Final = 8
HIGHEST_SCORE: Final = 25
NONE_STATED: Final = "no appetite stated"
NO_TARGET: Final = "no target set"
NOT_SCORED: Final = "not scored"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a scale, with the highest score it tolerates."""

    name: str
    highest: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of appetite, from the least to the most."""

    name: str
    levels: tuple[Level, ...]

    def __post_init__(self) -> None:
        """Refuse a scale that does not rise, or whose levels cannot be told apart."""
        if not self.name.strip():
            raise FieldError("name", "Give the scale a name.")
        if not 1 < len(self.levels) <= MOST_LEVELS:
            raise FieldError("levels", f"A scale has from 2 to {MOST_LEVELS} levels.")
        if len({level.name.casefold() for level in self.levels}) < len(self.levels):
            raise FieldError("levels", "Give each level a name of its own.")
        highest = [level.highest for level in self.levels]
        if highest != sorted(highest):
            raise FieldError("levels", "A level tolerates at least as much as the one before it.")
        if highest[0] < 0 or highest[-1] > HIGHEST_SCORE:
            raise FieldError("levels", f"A level tolerates a score from 0 to {HIGHEST_SCORE}.")


_LITTLE: Final = "Only the safest way is taken, even where it gains less."
_SOME: Final = "Some risk is borne where it is well held and the gain is plain."
_FAIR: Final = "A risk is taken where it is likely to be worth it."

READY: Final[Mapping[str, Scale]] = MappingProxyType(
    {
        "good-governance": Scale(
            "Six levels, as in good governance guidance",
            (
                Level("Avoid", 1, "No risk is taken knowingly; what there is, is brought down."),
                Level("Minimal", 4, _LITTLE),
                Level("Cautious", 6, _SOME),
                Level("Open", 10, _FAIR),
                Level("Seek", 12, "New ways are tried for more, knowing that some will fail."),
                Level("Significant", 16, "Much is staked where the controls are known to work."),
            ),
        ),
        "orange-book": Scale(
            "Five levels, as in the Orange Book",
            (
                Level("Averse", 3, "Risk is kept out wherever that can be done."),
                Level("Minimal", 4, _LITTLE),
                Level("Cautious", 6, _SOME),
                Level("Open", 10, _FAIR),
                Level("Eager", 15, "Risk is taken readily where much may come of it."),
            ),
        ),
    }
)
"""Scales ready to pick.

The names are those in use; the scores and the meanings are ours, for a board to change.
"""


@dataclass(frozen=True, slots=True)
class Stated:
    """What is stated for one objective or one domain: a level, by its name and highest score."""

    level: str
    highest: int
    objective_id: UUID | None = None
    domain: Domain | None = None
    subject: str = ""

    @property
    def words(self) -> str:
        """The level with what it tolerates: "cautious, up to 6"."""
        return f"{self.level.lower()}, up to {self.highest}"


def applying(
    stated: Iterable[Stated], objectives: Iterable[UUID], leading: Iterable[Domain]
) -> tuple[Stated, ...]:
    """Return what is stated for these objectives and domains, the strictest first."""
    linked, domains = frozenset(objectives), frozenset(leading)
    found = (one for one in stated if one.objective_id in linked or one.domain in domains)
    return tuple(sorted(found, key=_strictest_first))


def above_appetite(score: int, applies: Iterable[Stated]) -> int | None:
    """Return how many points a score lies above the strictest of these; None where none is stated.

    Within appetite it is 0 or less.
    """
    highest = min((one.highest for one in applies), default=None)
    return None if highest is None else score - highest


def appetite_words(score: int | None, applies: Iterable[Stated]) -> str:
    """Return the distance to appetite: "6 above appetite (cautious, up to 6)"."""
    strictest = min(applies, key=_strictest_first, default=None)
    if strictest is None:
        return NONE_STATED
    if score is None:
        return f"appetite: {strictest.words}"
    above = score - strictest.highest
    return f"{f'{above} above' if above > 0 else 'within'} appetite ({strictest.words})"


def target_words(score: int | None, target: int | None) -> str:
    """Return the distance to target: "4 above target"."""
    if target is None:
        return NO_TARGET
    if score is None:
        return NOT_SCORED
    if score == target:
        return "at target"
    return f"{score - target} above target" if score > target else f"{target - score} below target"


def _strictest_first(one: Stated) -> tuple[int, str, str]:
    return one.highest, one.subject, one.level
