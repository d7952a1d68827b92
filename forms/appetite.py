"""The scale of appetite, and what is stated for one objective or domain."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from typing_extensions import override

from forms.base import DraftForm
from forms.fields import ChoiceField, LongTextField, NumberField, Option, TextField
from forms.judging import LONGEST_WORDS, NO_NAMES, CarriedId
from riskapp.domain.appetite import HIGHEST_SCORE, MOST_LEVELS, Level, Scale
from riskapp.domain.appetite_drafts import EndAppetite, SetScale, StateAppetite, Subject
from riskapp.domain.errors import FieldError

NOWHERE = UUID(int=0)
"""The id of nothing: for a page that carried none."""


def reason_field(label: str, missing: str) -> Any:
    """Return the field for why something is set."""
    return LongTextField(label, missing=missing, longest=LONGEST_WORDS, hint=NO_NAMES, rows=3)


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One level as three fields of a form."""

    name: TextField
    highest: NumberField
    words: TextField

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is typed."""
        return not (self.name.data or self.highest.data or self.words.data)


class LevelFields(DraftForm):
    """The levels of a scale, from the least appetite to the most."""

    @property
    def rows(self) -> list[LevelRow]:
        """The fields of each level."""
        return [
            LevelRow(self[f"level_{at}"], self[f"highest_{at}"], self[f"words_{at}"])  # type: ignore[arg-type]
            for at in range(1, MOST_LEVELS + 1)
        ]


for _at in range(1, MOST_LEVELS + 1):
    setattr(LevelFields, f"level_{_at}", TextField(f"Name of level {_at}", longest=40))
    _highest = NumberField(f"Level {_at} tolerates up to", lowest=0, highest=HIGHEST_SCORE)
    setattr(LevelFields, f"highest_{_at}", _highest)
    setattr(LevelFields, f"words_{_at}", TextField(f"What level {_at} means", longest=500))


class ScaleForm(LevelFields):
    """A scale to hold from today; `seen` is the one that held when the page was opened."""

    name = TextField("Name of the scale", missing="Give the scale a name.", longest=100)
    reason = reason_field("Why this scale?", "Say why: the reason is kept with the scale.")
    seen = CarriedId()

    @override
    def validate(self, extra_validators: Any = None) -> bool:
        """Judge each field, then each level, then whether the levels make a scale."""
        super().validate(extra_validators)
        for row in self.rows:
            self._refuse_half(row)
        if not self.failures:
            self._refuse_what_does_not_rise()
        return not self.failures

    def draft(self) -> SetScale:
        """Return the scale that is asked for; the form must be valid."""
        return SetScale(self._scale(), str(self.reason.data), self.seen.uuid)

    def _scale(self) -> Scale:
        levels = (
            Level(str(row.name.data), row.highest.number or 0, str(row.words.data or ""))
            for row in self.rows
            if not row.is_empty
        )
        return Scale(str(self.name.data), tuple(levels))

    def _refuse_half(self, row: LevelRow) -> None:
        if row.is_empty:
            return
        if not row.name.data:
            self.refuse(row.name.name, "Name this level, or empty its other fields.")
        if not row.highest.data:
            self.refuse(row.highest.name, "Enter the highest score that this level tolerates.")

    def _refuse_what_does_not_rise(self) -> None:
        try:
            self._scale()
        except FieldError as error:
            self.refuse("level_1" if error.field == "levels" else error.field, str(error))


class StateForm(DraftForm):
    """What is stated from today; `seen_scale` and `seen` are what the page showed."""

    level = ChoiceField("How much appetite is there?", missing="Choose a level.")
    words = reason_field("In words", "Say in words what the appetite is, and why.")
    seen_scale = CarriedId()
    seen = CarriedId()

    def offer(self, levels: Iterable[Level]) -> None:
        """Offer the levels of the scale that holds."""
        self.level.options = tuple(
            Option(str(at), f"{level.name}, up to {level.highest}", level.words)
            for at, level in enumerate(levels, 1)
        )

    def draft(self, subject: Subject) -> StateAppetite:
        """Return what is stated for a subject; the form must be valid."""
        return StateAppetite(
            subject,
            self.seen_scale.uuid or NOWHERE,
            int(self.level.data),
            str(self.words.data),
            self.seen.uuid,
        )


class EndForm(DraftForm):
    """The end of what is stated, and why; `seen` is the statement that the page showed."""

    reason = reason_field("Why does it end?", "Say why this is no longer the appetite.")
    seen = CarriedId()

    def draft(self, subject: Subject) -> EndAppetite:
        """Return the end that is asked for; the form must be valid."""
        return EndAppetite(subject, str(self.reason.data), self.seen.uuid or NOWHERE)
