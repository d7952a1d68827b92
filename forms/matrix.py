"""A new version of the matrix: bands, threshold, names, what each level means, and from when."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from typing_extensions import override

from forms.appetite import NOWHERE
from forms.base import DraftForm
from forms.fields import (
    CarriedField,
    DayField,
    EnumField,
    LongTextField,
    NumberField,
    PlainTextField,
    TextField,
)
from forms.judging import LONGEST_WORDS, NO_NAMES, CarriedId
from riskapp.domain.descriptors import LikelihoodDescriptor
from riskapp.domain.domains import Domain
from riskapp.domain.errors import FieldError
from riskapp.domain.level_words import LevelWords, five
from riskapp.domain.matrix import Band, BandColour, EntryRule, LikelihoodBy, Matrix
from riskapp.domain.matrix_drafts import (
    HIGHEST_SCORE,
    LONGEST_CADENCE,
    ChangeMatrix,
    refuse_unfit,
)
from riskapp.domain.wording import date_words, label_of

MOST_BANDS = len(BandColour)
LEVELS = range(1, 6)
LONGEST_NAME = 40
LONGEST_MEANING = 500
LONGEST_KEY = 20
_APART = re.compile("[^a-z0-9]+")
SAID = ("broad", "time_framed", "probability")
ENTRY_WORDS: Mapping[EntryRule, str] = {
    EntryRule.AT_ONCE: "At once, marked as awaiting validation",
    EntryRule.ON_VALIDATION: "Once a second person has validated the score",
}
LIKELIHOOD_WORDS: Mapping[LikelihoodBy, str] = {
    LikelihoodBy.FREQUENCY: "How often it would happen",
    LikelihoodBy.PROBABILITY: "How probable it is",
    LikelihoodBy.BOTH: "Either, whichever fits the risk",
}


@dataclass(frozen=True, slots=True)
class BandRow:
    """One band as fields of a form."""

    key: CarriedField
    name: TextField
    lowest: NumberField
    highest: NumberField
    colour: EnumField[BandColour]
    months: NumberField

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is typed."""
        return not (self.name.data or self.lowest.data or self.highest.data or self.months.data)

    @property
    def typed(self) -> tuple[TextField | EnumField[BandColour], ...]:
        """The fields that a band cannot be without."""
        return (self.name, self.lowest, self.highest, self.colour, self.months)


class ManyFields(DraftForm):
    """The bands, the names of the levels, and what each level means."""

    @property
    def bands(self) -> list[BandRow]:
        """The fields of each band, the lowest first."""
        parts = ("key", "band", "lowest", "highest", "colour", "months")
        rows = ([self[f"{part}_{at}"] for part in parts] for at in range(1, MOST_BANDS + 1))
        return [BandRow(*row) for row in rows]  # type: ignore[arg-type]

    def at_levels(self, name: str) -> list[Any]:
        """Return the five fields of that name, for levels 1 to 5."""
        return [self[f"{name}_{level}"] for level in LEVELS]

    def typed_at_levels(self, name: str) -> list[str]:
        """Return what is typed for levels 1 to 5."""
        return [str(field.data or "") for field in self.at_levels(name)]


def _many_fields() -> Iterator[tuple[str, Any]]:
    for at in range(1, MOST_BANDS + 1):
        yield f"key_{at}", CarriedField()
        yield f"band_{at}", TextField(f"Name of band {at}", longest=LONGEST_NAME)
        yield f"lowest_{at}", NumberField(f"Band {at} from", lowest=1, highest=HIGHEST_SCORE)
        yield f"highest_{at}", NumberField(f"Band {at} to", lowest=1, highest=HIGHEST_SCORE)
        yield f"colour_{at}", EnumField(f"Colour of band {at}", BandColour, label_of, listed=True)
        cadence = f"Band {at} is reviewed every (months)"
        yield f"months_{at}", NumberField(cadence, lowest=1, highest=LONGEST_CADENCE)
    for level in LEVELS:
        yield from _level_fields(level)
    for domain in Domain:
        for level in LEVELS:
            label = f"Consequence {level}"
            yield f"{domain.value}_{level}", PlainTextField(label, longest=LONGEST_MEANING, rows=2)


def _level_fields(level: int) -> Iterator[tuple[str, Any]]:
    for axis in ("consequence", "likelihood"):
        label, missing = f"Name of {axis} {level}", f"Name {axis} {level}."
        yield f"{axis}_name_{level}", TextField(label, longest=LONGEST_NAME, missing=missing)
    words = ("in general", "as a frequency", "as a probability")
    for name, how in zip(SAID, words, strict=True):
        label = f"Likelihood {level} {how}"
        yield f"{name}_{level}", TextField(label, longest=LONGEST_MEANING)


for _name, _field in _many_fields():
    setattr(ManyFields, _name, _field)


class MatrixForm(ManyFields):
    """A new version; `seen` is the latest that there was, `looked` what was looked at before."""

    threshold = NumberField(
        "Score from which a risk goes on the High Level Risk Register",
        lowest=1,
        highest=HIGHEST_SCORE,
        missing="Enter the threshold.",
    )
    entry = EnumField(
        "When does it go on?", EntryRule, ENTRY_WORDS.__getitem__, missing="Choose when."
    )
    likelihood_by = EnumField(
        "What is likelihood judged by?",
        LikelihoodBy,
        LIKELIHOOD_WORDS.__getitem__,
        missing="Choose what likelihood is judged by.",
    )
    from_on = DayField("From which day does it hold?", missing="Enter the day it holds from.")
    reason = LongTextField(
        "Why a new version?",
        missing="Say why: the reason is kept with the version.",
        longest=LONGEST_WORDS,
        hint=NO_NAMES,
        rows=3,
    )
    seen = CarriedId()
    looked = CarriedField()

    @override
    def validate(self, extra_validators: Any = None) -> bool:
        """Judge each field, then each band, then whether they make a matrix."""
        super().validate(extra_validators)
        for row in self.bands:
            self._refuse_half(row)
        if not self.failures:
            self._refuse_unfit()
        return not self.failures

    def draft(self) -> ChangeMatrix:
        """Return the version that is asked for; the form must be valid."""
        day = self.from_on.day or date.max
        return ChangeMatrix(self._matrix(), day, str(self.reason.data), self.seen.uuid or NOWHERE)

    @property
    def digest(self) -> str:
        """What stands for all that decides what would move; the form must be valid."""
        draft = self.draft()
        return sha256(repr((draft.matrix, draft.from_on, draft.seen)).encode()).hexdigest()

    @property
    def is_looked_at(self) -> bool:
        """Tell whether what the form asks for now is what was looked at before."""
        return bool(self.looked.data) and self.looked.data == self.digest

    def _matrix(self) -> Matrix:
        rows = [row for row in self.bands if not row.is_empty]
        keys = [_key_of(row) for row in rows]
        bands = (_band(row, key) for row, key in zip(rows, keys, strict=True))
        return Matrix(
            threshold=self.threshold.number or 0,
            entry=self.entry.member or EntryRule.AT_ONCE,
            bands=tuple(sorted(bands, key=lambda band: band.lowest)),
            likelihood_by=self.likelihood_by.member or LikelihoodBy.BOTH,
            words=self._words(),
        )

    def _words(self) -> LevelWords:
        means = zip(*(self.typed_at_levels(name) for name in SAID), strict=True)
        return LevelWords(
            five(self.typed_at_levels("consequence_name")),
            five(self.typed_at_levels("likelihood_name")),
            tuple(LikelihoodDescriptor(*said) for said in means),
            tuple(five(self.typed_at_levels(domain.value)) for domain in Domain),
        )

    def _refuse_half(self, row: BandRow) -> None:
        for field in row.typed:
            if not row.is_empty and not field.data:
                self.refuse(field.name, "Fill this in, or empty all the fields of this band.")

    def _refuse_unfit(self) -> None:
        try:
            refuse_unfit(self._matrix())
        except FieldError as error:
            self.refuse("band_1" if error.field == "bands" else error.field, str(error))


class WithdrawForm(DraftForm):
    """The withdrawal of a version whose day has not come; `seen` is that version."""

    reason = LongTextField(
        "Why is it withdrawn?",
        missing="Say why: the reason is kept in the history.",
        longest=LONGEST_WORDS,
        hint=NO_NAMES,
        rows=3,
    )
    seen = CarriedId()

    def draft(self) -> tuple[UUID, str]:
        """Return which version to withdraw, and why."""
        return self.seen.uuid or NOWHERE, str(self.reason.data)


def filled_in(matrix: Matrix, today: date) -> dict[str, Any]:
    """Return the form as it opens: what a version says, to hold from today."""
    filled: dict[str, Any] = {
        "threshold": str(matrix.threshold),
        "entry": matrix.entry,
        "likelihood_by": matrix.likelihood_by,
        "from_on": date_words(today),
    }
    for at, band in enumerate(matrix.bands, 1):
        filled |= {f"key_{at}": band.key, f"band_{at}": band.name, f"colour_{at}": band.colour}
        filled |= {f"lowest_{at}": str(band.lowest), f"highest_{at}": str(band.highest)}
        filled[f"months_{at}"] = str(band.review_months)
    return filled | _filled_words(matrix.words)


def _filled_words(words: LevelWords) -> dict[str, str]:
    filled: dict[str, str] = {}
    for level in LEVELS:
        filled[f"consequence_name_{level}"] = words.consequences[level - 1]
        filled[f"likelihood_name_{level}"] = words.likelihoods[level - 1]
        for name in SAID:
            filled[f"{name}_{level}"] = getattr(words.likelihood_means[level - 1], name)
        for domain in Domain:
            filled[f"{domain.value}_{level}"] = words.means(domain)[level - 1]
    return filled


def _band(row: BandRow, key: str) -> Band:
    return Band(
        key,
        str(row.name.data),
        row.lowest.number or 0,
        row.highest.number or 0,
        row.months.number or 0,
        row.colour.member or BandColour.GREY,
    )


def _key_of(row: BandRow) -> str:
    """Return the key that a band keeps under any name, or one made of the name of a new band."""
    if row.key.data:
        return str(row.key.data)
    letters = (letter if letter.isascii() else " " for letter in str(row.name.data).lower())
    made = "-".join(_APART.split("".join(letters)))[:LONGEST_KEY].strip("-")
    return made or f"from-{row.lowest.number}"
