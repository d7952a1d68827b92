"""The life of a risk: what is proposed, what is said to a draft, and that it has happened."""

from datetime import date
from uuid import UUID

from forms.base import DraftForm
from forms.decisions import DecisionForm, committee_field, reason_field
from forms.fields import ChoiceField, DayField, EnumField, LongTextField, TextField
from forms.judging import LONGEST_WORDS, NO_NAMES
from forms.risks import id_of
from forms.sitting import meeting_field, proposer_field, put_at_field, put_by_field
from riskapp.domain.life_drafts import (
    JudgeDraft,
    ProposeAcceptance,
    ProposeMerge,
    ProposeTransfer,
    RecordOccurrence,
    Verdict,
)

VERDICTS = {
    Verdict.APPROVE: "Approve it: it is open from today",
    Verdict.SEND_BACK: "Send it back as a draft",
    Verdict.REJECT: "Reject it: it is kept, but counts nowhere",
}


class VerdictForm(DecisionForm):
    """Saying what becomes of a draft that was sent for approval."""

    verdict = EnumField(
        "What becomes of the draft?",
        Verdict,
        VERDICTS.__getitem__,
        missing="Choose what becomes of it.",
    )
    committee = committee_field()
    meeting = meeting_field()
    proposed_by = proposer_field()
    reason = reason_field()

    def draft(self) -> JudgeDraft:
        """Return what is said."""
        verdict = self.verdict.member or Verdict.SEND_BACK
        return JudgeDraft(verdict, str(self.reason.data), self.chosen("committee"))


class AcceptForm(DecisionForm):
    """Proposing to live with a risk as it stands; the view offers the scores from its own up."""

    up_to_score = ChoiceField(
        "Up to which score?",
        listed=True,
        missing="Choose the highest score that would be accepted.",
        hint="If the current score rises above it, the risk is open again by itself.",
    )
    expires_on = DayField(
        "Until when?",
        missing="Give the last day on which it would hold.",
        hint="That day included, for example 31 March 2019. It is decided again after it.",
    )
    condition = LongTextField(
        "On what condition?",
        missing="Say on what condition it is accepted.",
        longest=LONGEST_WORDS,
        hint=f"For example, that the unit looks at it every month. {NO_NAMES}",
        rows=2,
    )
    meeting = put_at_field()
    proposed_by = put_by_field()
    reason = reason_field()

    def draft(self) -> ProposeAcceptance:
        """Return the proposal."""
        return ProposeAcceptance(
            int(self.up_to_score.data or 0),
            self.expires_on.day or date.min,
            str(self.condition.data),
            str(self.reason.data),
        )


class MergeForm(DecisionForm):
    """Proposing to let a risk go into another."""

    into = TextField(
        "Into which risk?",
        missing="Give the reference of the risk that would carry on.",
        longest=40,
        hint="Its reference, for example R-0042. That risk carries on and takes over what this one"
        " is linked to; this one leaves its registers and is kept as it was.",
        width="10",
    )
    reason = reason_field()

    def draft(self) -> ProposeMerge:
        """Return the proposal."""
        return ProposeMerge(str(self.into.data), str(self.reason.data))


class TransferForm(DecisionForm):
    """Proposing to hand a risk to another unit."""

    to_unit = ChoiceField("To which unit?", listed=True, missing="Choose the unit to take it over.")
    reason = reason_field()

    def draft(self) -> ProposeTransfer:
        """Return the proposal."""
        return ProposeTransfer(id_of(self.to_unit) or UUID(int=0), str(self.reason.data))


class WithdrawForm(DecisionForm):
    """Withdrawing one's own proposal: nothing has to be said."""


class OccurrenceForm(DraftForm):
    """Recording that a risk has happened."""

    happened_on = DayField("When did it happen?", missing="Give the day on which it happened.")
    words = LongTextField(
        "What followed?", missing="Say what followed.", longest=LONGEST_WORDS, hint=NO_NAMES
    )
    incident_reference = TextField(
        "Reference of the incident", longest=60, hint="If there is one.", width="20"
    )

    def draft(self) -> RecordOccurrence:
        """Return what happened."""
        return RecordOccurrence(
            self.happened_on.day or date.min,
            str(self.words.data),
            str(self.incident_reference.data or ""),
        )
