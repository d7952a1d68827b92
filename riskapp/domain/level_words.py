"""How one version of a matrix names its levels of consequence and likelihood, and what each means.

They are values of the version: an assessment keeps the words it was made with.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from riskapp.domain.descriptors import (
    CONSEQUENCE_DESCRIPTORS,
    CONSEQUENCE_NAMES,
    LIKELIHOOD_DESCRIPTORS,
    LIKELIHOOD_NAMES,
    Levels,
    LikelihoodDescriptor,
)
from riskapp.domain.domains import Domain
from riskapp.domain.errors import FieldError


@dataclass(frozen=True, slots=True)
class LevelWords:
    """The names of the five levels of each axis, and what they mean; the published ones at first.

    `consequence_means` has what each of the five means in every domain, in the domains' order.
    """

    consequences: Levels = CONSEQUENCE_NAMES
    likelihoods: Levels = LIKELIHOOD_NAMES
    likelihood_means: tuple[LikelihoodDescriptor, ...] = LIKELIHOOD_DESCRIPTORS
    consequence_means: tuple[Levels, ...] = tuple(CONSEQUENCE_DESCRIPTORS[one] for one in Domain)

    def __post_init__(self) -> None:
        """Refuse names that cannot be told apart."""
        _refuse_alike("consequence_name_1", self.consequences)
        _refuse_alike("likelihood_name_1", self.likelihoods)

    def means(self, domain: Domain) -> Levels:
        """Return what consequence 1 to 5 means in a domain."""
        return self.consequence_means[_ORDER[domain]]


def five(words: Iterable[str]) -> Levels:
    """Return five words or sentences, for levels 1 to 5."""
    first, second, third, fourth, fifth = words
    return first, second, third, fourth, fifth


def _refuse_alike(field: str, names: Levels) -> None:
    if len({name.casefold().strip() for name in names}) < len(names) or not all(names):
        raise FieldError(field, "Give each of the five levels a name of its own.")


_ORDER: Final = {domain: at for at, domain in enumerate(Domain)}

PUBLISHED: Final = LevelWords()
"""The names and descriptors after the NPSA's risk matrix (2008)."""
