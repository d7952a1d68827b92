"""Handing a programme risk on to the committee that is to lead on it."""

from uuid import UUID

from forms.decisions import reason_field
from forms.fields import ChoiceField
from forms.meetings import SeenForm
from forms.sitting import SittingForm, meeting_field, proposer_field
from riskapp.domain.life_drafts import HandOn


class HandOnForm(SeenForm, SittingForm):
    """To which committee, decided by whom, and why."""

    to_committee = ChoiceField(
        "Which committee is to oversee it?", listed=True, missing="Choose the committee."
    )
    meeting = meeting_field()
    proposed_by = proposer_field()
    reason = reason_field()

    def draft(self) -> HandOn:
        """Return the decision; the form must be valid."""
        to = self.chosen("to_committee") or UUID(int=0)
        return HandOn(to, str(self.reason.data), self.seen)
