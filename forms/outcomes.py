"""What a meeting decides about a risk of the month: each decision has a form of its own."""

from datetime import date
from typing import Any
from uuid import UUID

from typing_extensions import override
from wtforms.validators import StopValidation

from forms.base import DraftForm
from forms.decisions import NO, YES, AnswerForm, ConfirmForm, DecisionForm, reason_field
from forms.fields import CarriedField, ChoiceField, LongTextField, Option
from forms.judging import DAMAGED, LONGEST_WORDS, NO_NAMES, CarriedId
from forms.life import AcceptForm
from forms.plan import DueField, VersionField
from forms.risks import id_of
from riskapp.domain.drafts import Decide, PlaceOnBaf
from riskapp.domain.life_drafts import HandOn
from riskapp.domain.month_drafts import (
    AnswerOpen,
    AskAction,
    CloseRisk,
    Decided,
    DecideOpen,
    Defer,
    NoChange,
    NoteScore,
    RecordOutcome,
)
from riskapp.domain.taking_back import TakeBack

NOTHING = UUID(int=0)


class OutcomeForm(DecisionForm):
    """What all these forms carry: which one it is, for which meeting, and what the page showed.

    `once` is made anew for every page: whatever is sent with it is recorded once.
    """

    decide = CarriedField()
    once = CarriedId()
    meeting = CarriedId()
    seen_version = VersionField()
    proposed_by = ChoiceField("Who proposed it? (optional)", listed=True)

    def validate_once(self, field: CarriedId) -> None:
        """Refuse what could be recorded twice."""
        if field.uuid is None:
            raise StopValidation(DAMAGED)

    def validate_meeting(self, field: CarriedId) -> None:
        """Refuse what would be recorded for no meeting."""
        if field.uuid is None:
            raise StopValidation("Choose first for which meeting you record.")

    def decided(self) -> Decided:
        """Return what the meeting decided."""
        draft: Any = self
        decided: Decided = draft.draft()
        return decided

    def asked(self, month: date) -> RecordOutcome:
        """Return what is to be recorded of a month."""
        return RecordOutcome(
            self.once.uuid or NOTHING,
            month,
            self.meeting.uuid or NOTHING,
            self.seen_version.number,
            self.decided(),
            id_of(self.proposed_by),
        )


class NoChangeOutcome(OutcomeForm):
    """Reviewed, and nothing changes: nothing has to be said."""

    def draft(self) -> NoChange:
        """Return the review."""
        return NoChange()


class ScoredOutcome(OutcomeForm):
    """The score that was given for the meeting, as its own."""

    assessment = CarriedId()
    reason = reason_field()

    def draft(self) -> NoteScore:
        """Return the score with why the meeting stands by it."""
        return NoteScore(self.assessment.uuid or NOTHING, str(self.reason.data))


class ConfirmOutcome(OutcomeForm, ConfirmForm):
    """Confirming the score that awaits validation."""

    @override
    def decided(self) -> DecideOpen:
        """Return the confirmation."""
        return DecideOpen(self.decision_id, self.draft())


class JudgeOutcome(OutcomeForm):
    """Agreeing to what is proposed or declining it; the view words the two answers."""

    agree = ChoiceField(
        "What does the meeting decide?",
        [Option(YES, "Agree"), Option(NO, "Decline")],
        missing="Choose what the meeting decides.",
    )
    reason = reason_field()

    def draft(self) -> DecideOpen:
        """Return the decision."""
        said = Decide(self.agree.data == YES, str(self.reason.data))
        return DecideOpen(self.decision_id, said)


class AnswerOutcome(OutcomeForm, AnswerForm):
    """Answering whether the risk affects delivery of a strategic objective."""

    @override
    def decided(self) -> AnswerOpen:
        """Return the answer."""
        return AnswerOpen(self.decision_id, self.draft())


class PlaceOutcome(OutcomeForm):
    """Putting the risk on the BAF, whatever its score."""

    reason = reason_field()

    def draft(self) -> PlaceOnBaf:
        """Return the decision."""
        return PlaceOnBaf(str(self.reason.data))


class AcceptOutcome(OutcomeForm, AcceptForm):
    """Accepting the risk as it stands: up to a score, until a day, on a condition."""


class CloseOutcome(OutcomeForm):
    """Closing the risk."""

    reason = reason_field()

    def draft(self) -> CloseRisk:
        """Return the decision."""
        return CloseRisk(str(self.reason.data))


class ActionOutcome(OutcomeForm):
    """Asking for something to be done."""

    words = LongTextField(
        "What is to be done?",
        missing="Say what is to be done.",
        longest=LONGEST_WORDS,
        hint=f"For example, that the risk is scored again by its lead. {NO_NAMES}",
        rows=2,
    )
    due = DueField("By when?")
    owner = ChoiceField("Who is to do it? (optional)", listed=True)
    reason = reason_field()

    def draft(self) -> AskAction:
        """Return the action."""
        return AskAction(
            str(self.words.data), self.due.period, str(self.reason.data), id_of(self.owner)
        )


class DeferOutcome(OutcomeForm):
    """Putting the risk off to a later meeting."""

    later = ChoiceField("To which meeting?", listed=True, missing="Choose the later meeting.")
    reason = reason_field()

    def draft(self) -> Defer:
        """Return the deferral."""
        return Defer(id_of(self.later) or NOTHING, str(self.reason.data))


class HandOnOutcome(OutcomeForm):
    """Handing a programme risk on to another committee; `seen_risk` is what was seen of it."""

    to_committee = ChoiceField(
        "Which committee is to oversee it?", listed=True, missing="Choose the committee."
    )
    seen_risk = VersionField()
    reason = reason_field()

    def draft(self) -> HandOn:
        """Return the decision."""
        to = id_of(self.to_committee) or NOTHING
        return HandOn(to, str(self.reason.data), self.seen_risk.number)


class TakeBackForm(DraftForm):
    """Taking back what was recorded by mistake."""

    reason = LongTextField(
        "What was the mistake?",
        missing="Say what the mistake was: it is kept with what was recorded.",
        longest=LONGEST_WORDS,
        hint=f"For example, that it was meant for another risk. {NO_NAMES}",
        rows=2,
    )
    seen_version = VersionField()

    def draft(self, month: date, outcome_id: UUID) -> TakeBack:
        """Return what is taken back of a month."""
        return TakeBack(month, outcome_id, str(self.reason.data), self.seen_version.number)


class RecordingForm(DecisionForm):
    """For which meeting of the month everything is recorded from now on."""

    meeting = ChoiceField("Which meeting?", missing="Choose the meeting.")

    def draft(self) -> UUID:
        """Return the meeting."""
        return id_of(self.meeting) or NOTHING
