"""One risk as a meeting goes through the month: where it stands, what changed, what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskapp.domain.decisions import DecisionState
from riskapp.domain.families import Family
from riskapp.domain.months import Listed, MonthState, Outcome
from riskapp.domain.scoring import ScoreKind
from riskapp.readmodels.history import HistoryLine
from riskapp.readmodels.months import MeetingName, OutcomeLine
from riskapp.readmodels.register import RegisterRow
from riskapp.readmodels.risk_page import AssessmentLine, DecisionLine


@dataclass(frozen=True, slots=True)
class Entry:
    """A risk in the order in which the month is gone through, and whether anything came of it."""

    risk_id: UUID
    reference: str
    listed: tuple[Listed, ...]
    version: int
    is_decided: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a risk stands in a month's order, and how far the month has come.

    `undecided` is the next of which nothing came yet, after the last one from the top again; each
    reference is empty where there is no such risk.
    """

    number: int
    total: int
    decided: int
    previous: str = ""
    next: str = ""
    undecided: str = ""


Told = tuple[tuple[Family, tuple[HistoryLine, ...]], ...]
"""Entries of the history by what they are about."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a day, and the last entries whenever they were made, newest first."""

    by_family: Told
    latest: tuple[HistoryLine, ...]


@dataclass(frozen=True, slots=True)
class MonthRisk:
    """A risk of a month; `version` is 0 where it came up since the month was opened.

    That is the version of the month's entry; `risk_version` is the risk's own.

    `changes` are those since the day `since`; `history` is empty for who may not
    read it. `taken_back` was recorded by mistake, and is no outcome.
    """

    month: date
    state: MonthState
    opened_on: date
    row: RegisterRow
    cause: str
    event: str
    effect: str
    printed_in: str
    listed: tuple[Listed, ...]
    version: int
    risk_version: int
    of_programme: bool
    place: Place
    since: date
    changes: Told
    assessments: tuple[AssessmentLine, ...]
    decisions: tuple[DecisionLine, ...]
    outcomes: tuple[OutcomeLine, ...]
    meetings: tuple[MeetingName, ...]
    history: tuple[HistoryLine, ...] = ()
    taken_back: tuple[OutcomeLine, ...] = ()
    last_reviewed: date | None = None
    next_review: date | None = None

    @property
    def waiting(self) -> tuple[DecisionLine, ...]:
        """What awaits a decision."""
        return tuple(one for one in self.decisions if one.state is DecisionState.OPEN)

    @property
    def given(self) -> AssessmentLine | None:
        """The score given since the month was opened that is no outcome of it yet, or None."""
        noted = {one.subject_id for one in self.outcomes if one.outcome is Outcome.SCORED}
        current = (one for one in self.assessments if one.kind is ScoreKind.CURRENT)
        newest = next(current, None)
        if newest is None or newest.entered_on < self.opened_on or newest.id in noted:
            return None
        return newest


def place_of(order: Sequence[Entry], reference: str) -> Place:
    """Return where a risk stands in the order of the month."""
    at = [one.reference for one in order].index(reference)
    after = [*order[at + 1 :], *order[:at]]
    return Place(
        number=at + 1,
        total=len(order),
        decided=sum(one.is_decided for one in order),
        previous=order[at - 1].reference if at else "",
        next=order[at + 1].reference if at + 1 < len(order) else "",
        undecided=next((one.reference for one in after if not one.is_decided), ""),
    )
