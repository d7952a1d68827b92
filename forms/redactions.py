"""Proposing that words be redacted, and deciding it."""

from forms.base import DraftForm
from forms.decisions import NO, YES, reason_field
from forms.fields import ChoiceField, Option, TextField
from riskapp.domain.drafts import Decide
from riskapp.domain.redaction import LONGEST, ProposeRedaction

HINT = (
    "Type the name or number exactly as far as it should go. It is found as whole words, in any "
    "case: “Ann” is not found in “planned”, nor in “Annie”."
)


class ProposeRedactionForm(DraftForm):
    """Words that should not be in a risk, and why."""

    phrase = TextField(
        "Words to take out",
        missing="Type the words that are to go.",
        longest=LONGEST,
        hint=HINT,
        autocomplete="off",
    )
    reason = reason_field()

    def draft(self) -> ProposeRedaction:
        """Return the proposal; the form must be valid."""
        return ProposeRedaction(str(self.phrase.data or ""), str(self.reason.data or ""))


class DecideRedactionForm(DraftForm):
    """Whether the words go, and why."""

    agree = ChoiceField(
        "What do you decide?",
        [
            Option(YES, "Take them out", "For good, from every place. It cannot be undone."),
            Option(NO, "Leave them", "What was typed here is forgotten."),
        ],
        missing="Choose what you decide.",
    )
    reason = reason_field()

    def draft(self) -> Decide:
        """Return the decision; the form must be valid."""
        return Decide(self.agree.data == YES, str(self.reason.data))
