"""Changing many risks at once."""

from forms.base import DraftForm
from forms.fields import CarriedField, ChoiceField, DayField, LongTextField
from forms.judging import LONGEST_WORDS, NO_NAMES
from forms.late import words_of
from forms.risks import id_of
from riskapp.domain.bulk_change import ChangeMany, Part, Value
from riskapp.domain.wording import date_words

FIELDS = {
    Part.OWNER: "owner",
    Part.UNIT: "unit",
    Part.COMMITTEE: "committee",
    Part.REVIEW: "review_on",
}
"""The field for each part of a risk that can be changed."""


class ChangeManyForm(DraftForm):
    """What many risks are to have; what is left empty stays as it is. `seen` is the preview."""

    owner = ChoiceField("Owner", listed=True)
    unit = ChoiceField("Unit", listed=True)
    committee = ChoiceField("Lead committee", listed=True)
    review_on = DayField("Next review by")
    reason = LongTextField(
        "Why do you change them?",
        missing="Say why: the reason is kept with each change.",
        longest=LONGEST_WORDS,
        hint=NO_NAMES,
        rows=3,
    )
    seen = CarriedField()

    @property
    def words(self) -> dict[Part, str]:
        """What each part is to be, in words, of those that are to change."""
        day = self.review_on.day
        said = {
            part: words_of(self[name], self[name].data)
            for part, name in FIELDS.items()
            if part is not Part.REVIEW
        } | {Part.REVIEW: date_words(day) if day else ""}
        return {part: words for part, words in said.items() if words}

    def draft(self) -> ChangeMany:
        """Return the change that is asked for; the form must be valid."""
        wanted: dict[Part, Value | None] = {
            Part.OWNER: id_of(self.owner),
            Part.UNIT: id_of(self.unit),
            Part.COMMITTEE: id_of(self.committee),
            Part.REVIEW: self.review_on.day,
        }
        given = {part: value for part, value in wanted.items() if value is not None}
        return ChangeMany(given, str(self.reason.data), str(self.seen.data or ""))
