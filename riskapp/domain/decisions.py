"""What has to be decided about a risk, and how far a decision has come."""

from collections.abc import Mapping
from enum import StrEnum

from riskapp.domain.actions import Action
from riskapp.domain.lifecycle import CHANGES, Turn


class DecisionKind(StrEnum):
    """What a decision is about."""

    VALIDATE = "validate"
    ANSWER_OBJECTIVE = "answer-objective"
    REMOVE = "remove"
    PLACE = "place"
    CLOSE = "close"
    APPROVE = "approve"
    ACCEPT = "accept"
    REOPEN = "reopen"
    MERGE = "merge"
    TRANSFER = "transfer"
    RESCORE = "rescore"
    HAND_ON = "hand-on"


class DecisionState(StrEnum):
    """How far a decision has come."""

    OPEN = "open"
    AGREED = "agreed"
    DECLINED = "declined"
    MODERATED = "moderated"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    SENT_BACK = "sent-back"


class AcceptanceEnd(StrEnum):
    """How an acceptance came to its end."""

    EXPIRED = "expired"
    SCORE_ROSE = "score-rose"
    DECIDED = "decided"
    REPLACED = "replaced"
    RISK_OVER = "risk-over"


RIGHT_TO_DECIDE: Mapping[DecisionKind, Action] = {
    DecisionKind.VALIDATE: Action.VALIDATE_SCORE,
    DecisionKind.ANSWER_OBJECTIVE: Action.ANSWER_OBJECTIVE,
    DecisionKind.REMOVE: Action.DECIDE_REMOVAL,
    DecisionKind.PLACE: Action.PLACE_ON_BAF,
    DecisionKind.CLOSE: Action.AGREE_CLOSING,
    DecisionKind.APPROVE: Action.APPROVE_RISK,
    DecisionKind.ACCEPT: Action.AGREE_ACCEPTANCE,
    DecisionKind.REOPEN: Action.AGREE_REOPENING,
    DecisionKind.MERGE: Action.AGREE_MERGE,
    DecisionKind.TRANSFER: Action.AGREE_TRANSFER,
    DecisionKind.RESCORE: Action.SCORE_RISK,
    DecisionKind.HAND_ON: Action.HAND_ON,
}

PROPOSES: Mapping[DecisionKind, Turn] = {
    DecisionKind.CLOSE: Turn.CLOSE,
    DecisionKind.APPROVE: Turn.ASK_APPROVAL,
    DecisionKind.ACCEPT: Turn.ACCEPT,
    DecisionKind.REOPEN: Turn.REOPEN,
    DecisionKind.MERGE: Turn.MERGE,
    DecisionKind.TRANSFER: Turn.TRANSFER,
}
"""What somebody proposes, and what would be done to the risk; who proposed it may withdraw it."""

TAKES_ANOTHER = frozenset({DecisionKind.VALIDATE, *PROPOSES})
"""What whoever put it may not decide; a removal is not decided by whoever gave the score."""


def right_to_propose(kind: DecisionKind) -> Action:
    """Return the right that proposing takes, and so withdrawing."""
    change = CHANGES[PROPOSES[kind]]
    return change.proposed_with or change.right
