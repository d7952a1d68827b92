"""The monthly review of the high-level risks: its states, its list, what came of each risk."""

from collections.abc import Mapping
from enum import StrEnum


class MonthState(StrEnum):
    """How far a month's review has come; a closed one is final."""

    OPEN = "open"
    CLOSED = "closed"
    NOT_HELD = "not-held"


class Outcome(StrEnum):
    """What a meeting decided about a risk of the month."""

    NO_CHANGE = "no-change"
    SCORED = "scored"
    SCORE_CONFIRMED = "score-confirmed"
    ESCALATED = "escalated"
    NOT_ESCALATED = "not-escalated"
    REMOVED = "removed"
    KEPT_ON = "kept-on"
    ACCEPTED = "accepted"
    CLOSED = "closed"
    ACTION_ASKED = "action-asked"
    DEFERRED = "deferred"
    DECLINED = "declined"
    AGREED = "agreed"


OUTCOME_WORDS: Mapping[Outcome, str] = {
    Outcome.NO_CHANGE: "Reviewed, no change",
    Outcome.SCORED: "Scored again",
    Outcome.SCORE_CONFIRMED: "Score confirmed",
    Outcome.ESCALATED: "Escalated",
    Outcome.NOT_ESCALATED: "Not escalated",
    Outcome.REMOVED: "Taken off a register",
    Outcome.KEPT_ON: "Kept on the register",
    Outcome.ACCEPTED: "Accepted as it stands",
    Outcome.CLOSED: "Closed",
    Outcome.ACTION_ASKED: "Action asked for",
    Outcome.DEFERRED: "Put off to a later meeting",
    Outcome.DECLINED: "Proposal declined",
    Outcome.AGREED: "Proposal agreed",
}
"""Each outcome in the words of pages and minutes."""


class Listed(StrEnum):
    """Why a risk is on the month's list; all but the first come before the others."""

    ON_HLRR = "on-hlrr"
    ESCALATION_PROPOSED = "escalation-proposed"
    REMOVAL_PROPOSED = "removal-proposed"
    VALIDATION_OPEN = "validation-open"
    QUESTION_OPEN = "question-open"
    REVIEW_OVERDUE = "review-overdue"
    ACCEPTANCE_EXPIRING = "acceptance-expiring"
    MILESTONE_SLIPPED = "milestone-slipped"
    MILESTONE_OVERDUE = "milestone-overdue"
    QUALITY = "quality"
    HANDED_ON = "handed-on"
    DEFERRED_HERE = "deferred-here"
