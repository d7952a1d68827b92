"""The monthly review of the high-level risks: its states, its list, what came of each risk."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from riskapp.domain.reviews import months_after
from riskapp.domain.wording import month_words

NOT_YET: Final = "A month can be reviewed from its first day on, not before."
MONTH: Final = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


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
    HANDED_ON = "handed-on"


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
    Outcome.HANDED_ON: "Handed on to another committee",
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
    LEFT_UNDECIDED = "left-undecided"


class Movement(StrEnum):
    """How a risk has moved since the last month that was closed."""

    NEW = "new"
    UP = "up"
    DOWN = "down"
    SAME = "same"


LISTED_WORDS: Final[Mapping[Listed, str]] = MappingProxyType(
    {
        Listed.ON_HLRR: "on the HLRR",
        Listed.ESCALATION_PROPOSED: "escalation proposed",
        Listed.REMOVAL_PROPOSED: "removal proposed",
        Listed.VALIDATION_OPEN: "score awaits validation",
        Listed.QUESTION_OPEN: "objective question open",
        Listed.REVIEW_OVERDUE: "review overdue",
        Listed.ACCEPTANCE_EXPIRING: "acceptance expired or expiring",
        Listed.MILESTONE_SLIPPED: "milestone slipped",
        Listed.MILESTONE_OVERDUE: "milestone overdue",
        Listed.QUALITY: "serious quality warning",
        Listed.HANDED_ON: "handed on",
        Listed.DEFERRED_HERE: "deferred to this month",
        Listed.LEFT_UNDECIDED: "left undecided last month",
    }
)

MOVEMENT_WORDS: Final[Mapping[Movement, str]] = MappingProxyType(
    {
        Movement.NEW: "new",
        Movement.UP: "up",
        Movement.DOWN: "down",
        Movement.SAME: "unchanged",
    }
)

STATE_WORDS: Final[Mapping[MonthState, str]] = MappingProxyType(
    {
        MonthState.OPEN: "open",
        MonthState.CLOSED: "closed",
        MonthState.NOT_HELD: "not held",
    }
)


@dataclass(frozen=True, slots=True)
class CloseMonth:
    """A month to be closed: why anything is left undecided, or why it was not held.

    `seen` holds the references of what was undecided on the page from which it is closed, None
    where there was no page; `held` tells whether the review took place.
    """

    month: date
    why: str = ""
    held: bool = True
    seen: frozenset[str] | None = None


def parse_month(written: str) -> date | None:
    """Return the first day of a month written like 2018-06, or None when it is none."""
    found = MONTH.fullmatch(written.strip())
    return date(int(found[1]), int(found[2]), 1) if found and int(found[1]) else None


def month_key(month: date) -> str:
    """Return a month as addresses and commands write it: "2018-06"."""
    return f"{month.year:04}-{month.month:02}"


def month_of(day: date) -> date:
    """Return the first day of the month that a day lies in."""
    return day.replace(day=1)


def following(month: date) -> date:
    """Return the first day of the next month."""
    return months_after(month_of(month), 1)


def closed_words(month: date) -> str:
    """Return the refusal to change anything about a month that is final."""
    words = month_words(month)
    return f"The review of {words} is closed: what is decided now belongs to the next month."


def why_not_to_open(month: date, last: date | None, today: date) -> str:
    """Return why a month cannot be opened after the last that was, nothing if it can."""
    if last is None:
        return "" if month <= today else NOT_YET
    due = following(last)
    if month != due:
        return f"The months follow each other: next is {month_words(due)}."
    return "" if due <= today else NOT_YET


def has_exception(listed: Iterable[Listed]) -> bool:
    """Tell whether there is more to say of a risk than that it is on the HLRR."""
    return any(one is not Listed.ON_HLRR for one in listed)


@dataclass(frozen=True, slots=True)
class Before:
    """How the risks stood in the last month that was closed: their scores, and which on the HLRR.

    A score of 0 is a risk without one.
    """

    month: date
    scores: Mapping[UUID, int]
    on_hlrr: frozenset[UUID]

    def movement(self, risk_id: UUID, score: int, *, on_hlrr: bool) -> Movement | None:
        """Return how a risk has moved since; None for one that was not listed and is not now."""
        if on_hlrr and risk_id not in self.on_hlrr:
            return Movement.NEW
        if risk_id not in self.scores:
            return None
        return _turn(score - self.scores[risk_id])


def _turn(change: int) -> Movement:
    if change == 0:
        return Movement.SAME
    return Movement.UP if change > 0 else Movement.DOWN
