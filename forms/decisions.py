"""Deciding: each decision has a small form of its own, which carries what it is about."""

from typing import Any
from uuid import UUID

from forms.fields import ChoiceField, ChoicesField, EnumField, LongTextField, Option
from forms.judging import LONGEST_WORDS, NO_NAMES, CarriedId
from forms.risks import id_of
from forms.sitting import (
    SittingForm,
    meeting_field,
    proposer_field,
    put_at_field,
    put_by_field,
)
from riskapp.domain.answers import ANSWER_NAMES, QUESTION
from riskapp.domain.drafts import AnswerObjective, Decide, PlaceOnBaf
from riskapp.domain.escalation import ObjectiveAnswer

YES, NO = "yes", "no"


def reason_field() -> Any:
    """Return the field for why it is decided so."""
    return LongTextField(
        "Why?",
        missing="Say why: the reason is kept with the decision.",
        longest=LONGEST_WORDS,
        hint=NO_NAMES,
        rows=2,
    )


def committee_field() -> Any:
    """Return the field for the committee that decided, if one did."""
    hint = "Leave it empty if you decide yourself."
    return ChoiceField("Decided by a committee?", hint=hint, listed=True)


class DecisionForm(SittingForm):
    """What all these forms have; `decision` is the id of what is decided, if it is open already."""

    decision = CarriedId()

    @property
    def decision_id(self) -> UUID:
        """The id of what is decided; none that exists where the page carried none."""
        return self.decision.uuid or UUID(int=0)

    def set_apart(self, name: str) -> None:
        """Give the fields ids of their own, since a page shows several of these forms."""
        for field in self:
            field.id = f"{name}-{field.name}"
            field.label.field_id = field.id


class ConfirmForm(DecisionForm):
    """Confirming a score as it stands."""

    meeting = meeting_field()
    proposed_by = proposer_field()
    reason = reason_field()

    def draft(self) -> Decide:
        """Return the confirmation."""
        return Decide(agree=True, reason=str(self.reason.data))


class AgreeForm(DecisionForm):
    """Agreeing to what is proposed or declining it; the view words the two answers."""

    agree = ChoiceField(
        "What do you decide?",
        [Option(YES, "Agree"), Option(NO, "Decline")],
        missing="Choose what you decide.",
    )
    committee = committee_field()
    meeting = meeting_field()
    proposed_by = proposer_field()
    reason = reason_field()

    def draft(self) -> Decide:
        """Return the decision."""
        return Decide(self.agree.data == YES, str(self.reason.data), self.chosen("committee"))


class AnswerForm(DecisionForm):
    """Answering whether a risk affects delivery of a strategic objective."""

    answer = EnumField(
        QUESTION, ObjectiveAnswer, ANSWER_NAMES.__getitem__, missing="Choose an answer."
    )
    objectives = ChoicesField("Which objectives?", hint="If it has its own entry on the BAF.")
    baf_risk = ChoiceField(
        "Under which risk?", hint="If it is exposure under a risk on the BAF.", listed=True
    )
    meeting = meeting_field()
    proposed_by = proposer_field()
    reason = reason_field()

    def draft(self) -> AnswerObjective:
        """Return the answer, with what belongs to it and nothing else."""
        answer = self.answer.member or ObjectiveAnswer.NEITHER
        own, below = answer is ObjectiveAnswer.OWN_ENTRY, answer is ObjectiveAnswer.EXPOSURE
        return AnswerObjective(
            answer,
            str(self.reason.data),
            objective_ids=tuple(map(UUID, self.objectives.data)) if own else (),
            baf_risk_id=id_of(self.baf_risk) if below else None,
        )


class PlaceForm(DecisionForm):
    """Holding a risk on the BAF by the board's own decision."""

    committee = committee_field()
    meeting = meeting_field()
    proposed_by = proposer_field()
    reason = reason_field()

    def draft(self) -> PlaceOnBaf:
        """Return the decision."""
        return PlaceOnBaf(str(self.reason.data), self.chosen("committee"))


class ReasonForm(DecisionForm):
    """Something that takes no more than a reason."""

    reason = reason_field()

    def draft(self) -> str:
        """Return the reason."""
        return str(self.reason.data)


class ProposeForm(ReasonForm):
    """Proposing something that takes no more than a reason; it may have been at a meeting."""

    meeting = put_at_field()
    proposed_by = put_by_field()
    reason = reason_field()
