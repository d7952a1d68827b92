"""What a month's review leaves behind when it is closed: content that never changes again."""

import json
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.errors import UnfitError
from riskapp.domain.escalation import Register
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.meetings import Attended, MeetingState
from riskapp.domain.months import (
    Before,
    Listed,
    MonthState,
    Movement,
    Outcome,
    has_exception,
)
from riskapp.readmodels.finals import Words, thaw
from riskapp.readmodels.months import MonthFigures, figures_of

KIND = "month"
LAYOUT = 1


@dataclass(frozen=True, slots=True)
class FinalName:
    """A risk as it was named then; `named` are the posts to whom a restricted one showed."""

    risk_id: UUID
    reference: str
    title: Words
    restricted: bool = False
    named: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class FinalAction:
    """A milestone that was asked for."""

    reference: str
    words: Words
    due: str
    owner: str


@dataclass(frozen=True, slots=True)
class FinalOutcome:
    """What was decided about a risk of the month: by whom, at whose word, recorded by whom."""

    id: UUID
    outcome: Outcome
    reason: Words
    decided_on: date
    decided_by: str
    proposed_by: str
    recorded_by: str
    deferred_to: str = ""
    within: bool = False
    action: FinalAction | None = None


@dataclass(frozen=True, slots=True)
class FinalSlip:
    """A due date that was put off since the last review, and why."""

    reference: str
    words: Words
    before: str
    due: str
    moved_on: date
    reason: Words


@dataclass(frozen=True, slots=True)
class FinalLate:
    """A milestone that was late."""

    reference: str
    words: Words
    due: str
    days_late: int


@dataclass(frozen=True, slots=True)
class FinalMilestone:
    """A milestone of no risk that was late, or had been put off since the last review."""

    reference: str
    words: Words
    programme: str
    owner: str
    due: str
    days_late: int
    slips: tuple[FinalSlip, ...]


@dataclass(frozen=True, slots=True)
class FinalRisk:
    """A risk on the month's list as it stood when the month was closed.

    A score of 0 is none; `before` is the score in the month that it is compared with.
    """

    about: FinalName
    status: RiskStatus
    unit: str
    owner: str
    executive: str
    committee: str
    score: int
    band: str
    consequence: int | None
    likelihood: int | None
    awaiting_validation: bool
    target: int | None
    target_on: date | None
    hlrr_since: date | None
    baf_since: date | None
    before: int | None
    movement: Movement | None
    listed: tuple[Listed, ...]
    outcomes: tuple[FinalOutcome, ...]
    slips: tuple[FinalSlip, ...]
    late: tuple[FinalLate, ...]

    @property
    def is_exception(self) -> bool:
        """Tell whether there was more to say of it than that it is on the HLRR."""
        return has_exception(self.listed)

    @property
    def is_decided(self) -> bool:
        """Tell whether anything came of it."""
        return any(not one.within for one in self.outcomes)

    @property
    def on_hlrr(self) -> bool:
        """Tell whether it was on the HLRR."""
        return self.hlrr_since is not None


@dataclass(frozen=True, slots=True)
class FinalGone:
    """A risk that had left the HLRR since the month that this one is compared with."""

    about: FinalName
    status: RiskStatus
    before: int
    score: int


@dataclass(frozen=True, slots=True)
class FinalDecision:
    """A decision taken since the last review, at a meeting or not; the oldest first.

    Where a meeting decided, the person is who recorded it.
    """

    id: UUID
    about: FinalName
    kind: DecisionKind
    register: Register | None
    state: DecisionState
    proposed_by: str
    decided_by: str
    decided_in: str
    decided_on: date
    why: Words
    answer: str = ""
    to_score: int | None = None


@dataclass(frozen=True, slots=True)
class FinalAttendance:
    """Who was at a meeting, and how."""

    who: str
    attended: Attended


@dataclass(frozen=True, slots=True)
class FinalMeeting:
    """A meeting of the month, with who was there."""

    id: UUID
    name: str
    held_on: date
    state: MeetingState
    attendance: tuple[FinalAttendance, ...]


@dataclass(frozen=True, slots=True)
class MonthContent:
    """A month's review in full; `history_head` is the hash of the history's last entry then.

    `figures` count all of it; a reader's own follow from what they may see: see `shown_to`.
    """

    organisation: str
    month: date
    state: MonthState
    why: Words
    opened_on: date
    opened_by: str
    closed_on: date | None
    closed_by: str
    compared_with: date | None
    history_number: int
    history_head: str
    risks: tuple[FinalRisk, ...]
    gone: tuple[FinalGone, ...]
    decisions: tuple[FinalDecision, ...]
    meetings: tuple[FinalMeeting, ...]
    figures: MonthFigures
    milestones: tuple[FinalMilestone, ...] = ()

    @property
    def undecided(self) -> tuple[FinalRisk, ...]:
        """The risks that were left undecided."""
        return tuple(risk for risk in self.risks if not risk.is_decided)

    @property
    def names(self) -> tuple[FinalName, ...]:
        """Every risk that the content names."""
        risks = (one.about for one in self.risks)
        gone = (one.about for one in self.gone)
        return (*risks, *gone, *(one.about for one in self.decisions))


READERS: Mapping[int, type[MonthContent]] = {1: MonthContent}
"""By which read model each layout that there ever was is read."""


def read_month_content(text: str, words: Mapping[int, str | None]) -> MonthContent:
    """Return a month from its final content, with the words of it that are left."""
    layout = json.loads(text)["layout"]
    if layout not in READERS:
        message = f"This content has layout {layout}, which this version does not know."
        raise UnfitError(message)
    return thaw(READERS[layout], text, words)


def before_of(text: str) -> Before:
    """Return how the risks stood in a month, from its final content alone."""
    content = json.loads(text)["content"]
    risks = [(UUID(one["about"]["risk_id"]), one) for one in content["risks"]]
    return Before(
        date.fromisoformat(content["month"]),
        {risk_id: one["score"] for risk_id, one in risks},
        frozenset(risk_id for risk_id, one in risks if one["hlrr_since"]),
    )


def decisions_of(text: str) -> frozenset[UUID]:
    """Return the decisions that a month's final content holds."""
    return frozenset(UUID(one["id"]) for one in json.loads(text)["content"]["decisions"])


def shown_to(
    content: MonthContent, known: Set[UUID], posts: Set[UUID], *, sees_restricted: bool
) -> tuple[MonthContent, int]:
    """Return what a reader may see of a month, and how many of its risks are left out.

    `known` are the risks of which they may know today, `posts` those they hold; what was restricted
    when the month was closed shows only to those who might have seen it then.
    """

    def shows(about: FinalName) -> bool:
        then = not about.restricted or sees_restricted or not posts.isdisjoint(about.named)
        return then and about.risk_id in known

    risks = tuple(one for one in content.risks if shows(one.about))
    gone = tuple(one for one in content.gone if shows(one.about))
    decisions = tuple(one for one in content.decisions if shows(one.about))
    shown = replace(content, risks=risks, gone=gone, decisions=decisions)
    if shown != content:
        figures = figures_of(risks, len(gone) if content.compared_with else None)
        shown = replace(shown, figures=figures)
    return shown, len(content.risks) - len(risks)
