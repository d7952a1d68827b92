"""The form for waiving a warning of packs."""

from datetime import date

from forms.base import DraftForm
from forms.fields import ChoiceField, DayField, LongTextField, Option
from forms.judging import LONGEST_WORDS, NO_NAMES
from riskapp.domain.pack_drafts import WaiveWarning
from riskapp.domain.pack_gate import CHECK_TITLES


class WaiveForm(DraftForm):
    """Which warning holds no pack up, until when and why."""

    check = ChoiceField(
        "Which warning?",
        tuple(Option(key, title) for key, title in CHECK_TITLES.items()),
        missing="Choose the warning.",
        listed=True,
    )
    until_on = DayField(
        "Until which day?",
        missing="Enter the day until which it is waived.",
        hint="It counts again after that day. For example, 30 September 2018.",
    )
    reason = LongTextField(
        "Why?",
        missing="Say why: private packs print the reason beside the warning.",
        longest=LONGEST_WORDS,
        hint=f"Private packs print it beside the warning. {NO_NAMES}",
        rows=3,
    )

    def draft(self) -> WaiveWarning:
        """Return the waiver that is asked for; the form must be valid."""
        return WaiveWarning(
            str(self.check.data), self.until_on.day or date.min, str(self.reason.data)
        )
