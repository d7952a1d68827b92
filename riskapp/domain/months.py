"""The monthly review of the high-level risks: its states, its list, what came of each risk."""

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
