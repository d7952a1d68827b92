"""Closing a month, held or not."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from typing_extensions import override

from forms.base import DraftForm
from forms.fields import CarriedField, LongTextField
from forms.judging import LONGEST_WORDS, NO_NAMES
from riskapp.domain.months import CloseMonth


class UndecidedField(CarriedField):
    """The references of what was undecided on the page."""

    @property
    def references(self) -> frozenset[str]:
        """The references."""
        return frozenset(str(self.data or "").split())

    @override
    def process_data(self, value: Iterable[str] | None) -> Any:
        """Take references as what the page shows at first."""
        self.data = " ".join(sorted(value or ()))


class CloseMonthForm(DraftForm):
    """Why anything is left undecided; it may be empty where nothing is."""

    why = LongTextField(
        "Why is anything left undecided?",
        longest=LONGEST_WORDS,
        hint=f"The minutes say it, and the next month takes up what is left. {NO_NAMES}",
        rows=3,
    )
    seen = UndecidedField()

    def draft(self, month: date) -> CloseMonth:
        """Return the month as it is to be closed."""
        return CloseMonth(month, str(self.why.data or ""), seen=self.seen.references)


class NotHeldForm(DraftForm):
    """Why the review of a month was not held."""

    why = LongTextField(
        "Why was it not held?",
        missing="Say why the review was not held.",
        longest=LONGEST_WORDS,
        hint=NO_NAMES,
        rows=3,
    )

    def draft(self, month: date) -> CloseMonth:
        """Return the month as it is to be closed."""
        return CloseMonth(month, str(self.why.data), held=False)
