"""What has to be decided about a risk, and how far a decision has come."""

from collections.abc import Mapping
from enum import StrEnum

from riskapp.domain.actions import Action


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


class DecisionState(StrEnum):
    """How far a decision has come."""

    OPEN = "open"
    AGREED = "agreed"
    DECLINED = "declined"
    MODERATED = "moderated"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


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
}
