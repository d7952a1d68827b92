"""How each thing is decided, proposed or begun about a risk: its form, its deed and its words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlmodel import Session
from typing_extensions import override

from forms.decisions import (
    AgreeForm,
    AnswerForm,
    ConfirmForm,
    DecisionForm,
    PlaceForm,
    ProposeForm,
    ReasonForm,
)
from forms.life import AcceptForm, MergeForm, TransferForm, VerdictForm, WithdrawForm
from riskapp.domain.actions import Action
from riskapp.domain.decisions import DecisionKind
from riskapp.domain.lifecycle import CHANGES, Turn
from riskapp.domain.permissions import Actor, may
from riskapp.services.acceptances import decide_acceptance, end_acceptance, propose_acceptance
from riskapp.services.approvals import decide_approval
from riskapp.services.decisions import (
    answer_objective,
    decide_closing,
    decide_removal,
    place_on_baf,
    propose_closing,
    validate_score,
)
from riskapp.services.merges import decide_merge, propose_merge
from riskapp.services.reopenings import decide_reopening, propose_reopening
from riskapp.services.transfers import decide_transfer, propose_transfer
from riskapp.services.withdrawals import withdraw_proposal

Does = Callable[[Session, Actor, str, Any], object]

PLACE, WITHDRAW = "place", "withdraw"
RECORD = "Record the decision"
PROPOSED = "The proposal is recorded. Somebody else decides about it."


@dataclass(frozen=True, slots=True)
class Way:
    """How one thing is done: its form, the deed that takes it, and what its button says."""

    form: type[DecisionForm]
    does: Does
    button: str = RECORD
    heading: str = ""

    @property
    def done(self) -> str:
        """What is said once it is done."""
        return "The decision is recorded."


@dataclass(frozen=True, slots=True)
class Beginning(Way):
    """How something is begun: under which heading, and which turn of the risk's life it is.

    `kind` is the decision it puts, of which there can be one at a time.
    """

    turn: Turn | None = None
    kind: DecisionKind | None = None

    @property
    @override
    def done(self) -> str:
        """What is said once it is begun."""
        return PROPOSED if self.kind else "The decision is recorded."

    @property
    def right(self) -> Action | None:
        """The right that it takes to begin it, None where it is no turn of a risk's life."""
        change = CHANGES[self.turn] if self.turn else None
        return (change.proposed_with or change.right) if change else None

    def is_offered_to(self, actor: Actor, *, at_meetings: bool) -> bool:
        """Tell whether the actor may begin it, or at meetings write down that it was begun."""
        if self.right is None:
            return False
        return may(actor, self.right) or (at_meetings and hasattr(self.form, "meeting"))


def _about(deed: Callable[..., object]) -> Does:
    """Do a deed about a decision that the form names."""
    return partial(_do_about, deed)


def _do_about(
    deed: Callable[..., object], session: Session, actor: Actor, reference: str, form: Any
) -> object:
    return deed(session, actor, reference, form.decision_id, form.draft())


def _new(deed: Callable[..., object]) -> Does:
    """Do a deed that needs nothing open."""
    return partial(_do_new, deed)


def _do_new(
    deed: Callable[..., object], session: Session, actor: Actor, reference: str, form: Any
) -> object:
    return deed(session, actor, reference, form.draft())


def _withdraw(session: Session, actor: Actor, reference: str, form: Any) -> None:
    withdraw_proposal(session, actor, reference, form.decision_id)


DECIDING: Mapping[str, Way] = {
    DecisionKind.VALIDATE.value: Way(ConfirmForm, _about(validate_score), "Confirm the score"),
    DecisionKind.ANSWER_OBJECTIVE.value: Way(
        AnswerForm, _about(answer_objective), "Record the answer"
    ),
    DecisionKind.REMOVE.value: Way(AgreeForm, _about(decide_removal)),
    DecisionKind.CLOSE.value: Way(AgreeForm, _about(decide_closing)),
    DecisionKind.APPROVE.value: Way(VerdictForm, _about(decide_approval)),
    DecisionKind.ACCEPT.value: Way(AgreeForm, _about(decide_acceptance)),
    DecisionKind.REOPEN.value: Way(AgreeForm, _about(decide_reopening)),
    DecisionKind.MERGE.value: Way(AgreeForm, _about(decide_merge)),
    DecisionKind.TRANSFER.value: Way(AgreeForm, _about(decide_transfer)),
    WITHDRAW: Way(WithdrawForm, _withdraw, "Withdraw it"),
}
"""What is open already, by the name that the form carries: the kind of the decision."""

BEGINNING: Mapping[str, Beginning] = {
    "propose-acceptance": Beginning(
        AcceptForm,
        _new(propose_acceptance),
        "Propose to accept it",
        "Propose to accept it as it stands",
        Turn.ACCEPT,
        DecisionKind.ACCEPT,
    ),
    "end-acceptance": Beginning(
        ReasonForm,
        _new(end_acceptance),
        "End the acceptance",
        "End its acceptance: from today it is treated again",
        Turn.END_ACCEPTANCE,
    ),
    "propose-closing": Beginning(
        ProposeForm,
        _new(propose_closing),
        "Propose to close it",
        "Propose to close it",
        Turn.CLOSE,
        DecisionKind.CLOSE,
    ),
    "propose-reopening": Beginning(
        ReasonForm,
        _new(propose_reopening),
        "Propose to open it again",
        "Propose to open it again",
        Turn.REOPEN,
        DecisionKind.REOPEN,
    ),
    "propose-merge": Beginning(
        MergeForm,
        _new(propose_merge),
        "Propose to merge it",
        "Propose to merge it into another risk",
        Turn.MERGE,
        DecisionKind.MERGE,
    ),
    "propose-transfer": Beginning(
        TransferForm,
        _new(propose_transfer),
        "Propose to hand it on",
        "Propose to hand it to another unit",
        Turn.TRANSFER,
        DecisionKind.TRANSFER,
    ),
    PLACE: Beginning(
        PlaceForm,
        _new(place_on_baf),
        "Put it on the BAF",
        "Put it on the BAF by the board's own decision",
    ),
}
"""What needs nothing open, by the name that the form carries, in the order of the page."""

WAYS: Mapping[str, Way] = {**DECIDING, **BEGINNING}
