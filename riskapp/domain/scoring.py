"""Consequence, likelihood and their score (NPSA, "A risk matrix for risk managers", 2008)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from riskapp.domain.domains import Domain
from riskapp.domain.errors import FieldError


class Consequence(IntEnum):
    """How bad it would be, 1 to 5."""

    NEGLIGIBLE = 1
    MINOR = 2
    MODERATE = 3
    MAJOR = 4
    CATASTROPHIC = 5


class Likelihood(IntEnum):
    """How likely that consequence is, 1 to 5."""

    RARE = 1
    UNLIKELY = 2
    POSSIBLE = 3
    LIKELY = 4
    ALMOST_CERTAIN = 5


class ScoreKind(StrEnum):
    """Which of its three scores a risk is given."""

    INHERENT = "inherent"
    CURRENT = "current"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Score:
    """A consequence and a likelihood on the 5x5 matrix; it cannot be built outside it."""

    consequence: Consequence
    likelihood: Likelihood

    @property
    def value(self) -> int:
        """Consequence times likelihood, 1 to 25."""
        return self.consequence * self.likelihood


def score_of(consequence: int | None, likelihood: int | None) -> Score | None:
    """Return the score of a consequence and a likelihood, None where either is lacking."""
    if consequence is None or likelihood is None:
        return None
    return Score(Consequence(consequence), Likelihood(likelihood))


@dataclass(frozen=True, slots=True)
class PrintedScore:
    """A score in the old register, without consequence and likelihood; never split into them."""

    value: int

    def __post_init__(self) -> None:
        """Refuse what no register prints as a score."""
        if self.value < 1:
            raise FieldError("printed_score", "A printed score is a whole number from 1.")

    @property
    def is_product(self) -> bool:
        """Tell whether some consequence times some likelihood gives this number."""
        return self.value in PRODUCTS


PRODUCTS = frozenset(c * likelihood for c in Consequence for likelihood in Likelihood)
"""The fourteen numbers that the 5x5 matrix can give."""


def worst(consequences: Mapping[Domain, Consequence]) -> Consequence:
    """Return the highest consequence of the domains scored: the worst domain leads."""
    if not consequences:
        raise FieldError("consequence", "Choose a consequence for at least one domain.")
    return max(consequences.values())
