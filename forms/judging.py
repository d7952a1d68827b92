"""Choosing a consequence, in one domain or more, and a likelihood."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from typing_extensions import override
from wtforms.validators import StopValidation

from forms.base import DraftForm
from forms.fields import CarriedField, ChoiceField, EnumField, Option
from riskapp.domain.descriptors import LikelihoodDescriptor
from riskapp.domain.domains import Domain, label
from riskapp.domain.level_words import PUBLISHED, LevelWords
from riskapp.domain.matrix import LikelihoodBy, Matrix
from riskapp.domain.scoring import Consequence, Likelihood, Score

NO_NAMES = "Do not name patients or staff."
LONGEST_WORDS = 10_000
MOST_KEPT = 200
"""Lists of options that a process keeps: a version of a matrix has one for each domain."""
MOST_DOMAINS = len(Domain)
CHOOSE_DOMAIN = "Choose what the consequence falls upon."
CHOOSE_CONSEQUENCE = "Choose a consequence from 1 to 5."
CHOOSE_LIKELIHOOD = "Choose a likelihood from 1 to 5."
GIVEN_TWICE = "This is given twice: choose each once."
DAMAGED = "This page was damaged on its way. Open it again."


class CarriedId(CarriedField):
    """The id of something the page showed when it was opened; empty where it showed none."""

    @property
    def uuid(self) -> UUID | None:
        """The id, or None; also where it is none that a page of ours carries."""
        try:
            return UUID(str(self.data)) if self.data else None
        except ValueError:
            return None

    @override
    def pre_validate(self, form: Any) -> None:
        """Refuse what no page of ours carries."""
        if self.data and self.uuid is None:
            raise StopValidation(DAMAGED)


@dataclass(frozen=True, slots=True)
class Row:
    """A domain with its consequence, as two fields of a form."""

    domain: EnumField[Domain]
    consequence: ChoiceField

    @property
    def level(self) -> Consequence | None:
        """The consequence chosen, or None."""
        chosen = level_of(self.consequence)
        return Consequence(chosen) if chosen else None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is chosen."""
        return not (self.domain.data or self.consequence.data)


def level_of(field: ChoiceField) -> int | None:
    """Return the number from 1 to 5 that was chosen, or None."""
    known = {option.value for option in field.options}
    return int(field.data) if field.data in known else None


@lru_cache(maxsize=MOST_KEPT)
def likelihood_options(
    words: LevelWords = PUBLISHED, by: LikelihoodBy = LikelihoodBy.BOTH
) -> tuple[Option, ...]:
    """Return likelihood 1 to 5, each with what it means in the wordings that are wanted."""
    levels = enumerate(zip(words.likelihoods, words.likelihood_means, strict=True), 1)
    return tuple(Option(str(at), f"{at}, {name}", _likely(says, by)) for at, (name, says) in levels)


def _likely(says: LikelihoodDescriptor, by: LikelihoodBy) -> str:
    often = "" if by is LikelihoodBy.PROBABILITY else says.time_framed
    probable = "" if by is LikelihoodBy.FREQUENCY else says.probability
    ended = f"{probable.rstrip('.')}." if probable else ""
    return " ".join(filter(None, (says.broad, often, ended)))


@lru_cache(maxsize=MOST_KEPT)
def consequence_options(domain: Domain | None, words: LevelWords = PUBLISHED) -> tuple[Option, ...]:
    """Return consequence 1 to 5, each with what it means in that domain, if one is chosen."""
    means = words.means(domain) if domain else ("",) * len(words.consequences)
    levels = enumerate(zip(words.consequences, means, strict=True), 1)
    return tuple(Option(str(at), f"{at}, {name}", hint) for at, (name, hint) in levels)


class JudgedForm(DraftForm):
    """A form whose `domain`, `consequence` and `likelihood` give a score."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for row in self.rows:
            row.consequence.options = consequence_options(row.domain.member)

    def speak(self, matrix: Matrix) -> None:
        """Name the levels, and say what each means, in the words of a version of the matrix."""
        for row in self.rows:
            row.consequence.options = consequence_options(row.domain.member, matrix.words)
        likelihood: Any = self["likelihood"]
        likelihood.options = likelihood_options(matrix.words, matrix.likelihood_by)

    @cached_property
    def rows(self) -> list[Row]:
        """Every domain that can be scored here with its consequence, the main one first."""
        return [Row(*pair) for pair in self._pairs()]

    @property
    def consequences(self) -> Mapping[Domain, Consequence]:
        """The consequences chosen, by domain."""
        pairs = ((row.domain.member, row.level) for row in self.rows)
        return {domain: level for domain, level in pairs if domain and level}

    @property
    def chosen_likelihood(self) -> Likelihood | None:
        """The likelihood chosen, or None."""
        chosen = level_of(self["likelihood"])  # type: ignore[arg-type]
        return Likelihood(chosen) if chosen else None

    @property
    def score(self) -> Score | None:
        """The score that the choices give so far, or None while one is missing."""
        levels = [row.level for row in self.rows if row.level]
        likelihood = self.chosen_likelihood
        return Score(max(levels), likelihood) if levels and likelihood else None

    def refuse_halves(self, rows: list[Row]) -> None:
        """Say what is missing where only a domain or only a consequence is chosen."""
        for row in rows:
            if row.domain.data and not row.consequence.data:
                self.refuse(row.consequence.name, CHOOSE_CONSEQUENCE)
            if row.consequence.data and not row.domain.data:
                self.refuse(row.domain.name, CHOOSE_DOMAIN)

    def _pairs(self) -> Iterator[tuple[Any, Any]]:
        yield self["domain"], self["consequence"]
        for number in range(2, MOST_DOMAINS + 1):
            if further_name("domain", number) in self:
                pair = further_name("domain", number), further_name("consequence", number)
                yield self[pair[0]], self[pair[1]]


def further_name(field: str, number: int) -> str:
    """Return the name of the field for the second, third ... domain."""
    return f"{field}_{number}"


def domain_field(missing: str | None = None) -> Any:
    """Return the field for what the consequence falls upon."""
    words = "What would the consequence fall upon?"
    return EnumField(words, Domain, label, listed=True, missing=missing)


def consequence_field(missing: str | None = None) -> Any:
    """Return the field for how bad it would be."""
    return ChoiceField("How bad would it be?", consequence_options(None), missing=missing)


def likelihood_field(missing: str | None = None) -> Any:
    """Return the field for how likely that consequence is."""
    words = "How likely is that consequence?"
    return ChoiceField(words, likelihood_options(), missing=missing)
