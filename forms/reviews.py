"""Reviewing a risk of which nothing has changed."""

from forms.base import DraftForm
from forms.fields import LongTextField
from forms.judging import LONGEST_WORDS, NO_NAMES


class ReviewForm(DraftForm):
    """What a look at a risk found."""

    reason = LongTextField(
        "What did you look at, and why is it still right?",
        missing="Say what the review found, even if nothing changed.",
        longest=LONGEST_WORDS,
        hint=f"It is kept with the review. {NO_NAMES}",
        rows=4,
    )

    @property
    def found(self) -> str:
        """What was found."""
        return str(self.reason.data)
