"""What changed between two days: the kinds of change, the net one, and what was crossed between."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from riskapp.domain.due_periods import DueNotUnderstood, parse_due
from riskapp.domain.errors import UnfitError
from riskapp.domain.intervals import lay_out
from riskapp.domain.matrix import Band, Matrix
from riskapp.domain.wording import band_words

_MONTHS: Final = 12


class MoveKind(StrEnum):
    """What changed, in the order in which it is told."""

    ESCALATED = "escalated"
    DE_ESCALATED = "de-escalated"
    NEW = "new"
    UP = "up"
    DOWN = "down"
    BACK = "back"
    SCORED = "scored"
    CLOSED = "closed"
    MERGED = "merged"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"
    ACCEPTANCE_ENDED = "acceptance-ended"
    REOPENED = "reopened"
    TARGET = "target"
    SLIPPED = "slipped"
    DUE_CHANGED = "due-changed"
    DONE = "done"
    OWNER = "owner"


MOVE_NAMES: Final[Mapping[MoveKind, str]] = MappingProxyType(
    {
        MoveKind.ESCALATED: "Went on a register",
        MoveKind.DE_ESCALATED: "Came off a register",
        MoveKind.NEW: "New risks",
        MoveKind.UP: "Score up",
        MoveKind.DOWN: "Score down",
        MoveKind.BACK: "Score moved and came back",
        MoveKind.SCORED: "Scored for the first time",
        MoveKind.CLOSED: "Closed",
        MoveKind.MERGED: "Merged into another risk",
        MoveKind.REJECTED: "Rejected",
        MoveKind.WITHDRAWN: "Withdrawn with an import",
        MoveKind.ACCEPTED: "Accepted",
        MoveKind.ACCEPTANCE_ENDED: "No longer accepted",
        MoveKind.REOPENED: "Opened again",
        MoveKind.TARGET: "Target changed",
        MoveKind.SLIPPED: "Milestones slipped",
        MoveKind.DUE_CHANGED: "Milestones with a new due date that is no later",
        MoveKind.DONE: "Milestones done",
        MoveKind.OWNER: "Owner changed",
    }
)

MOVE_WORDS: Final[Mapping[MoveKind, str]] = MappingProxyType(
    {
        MoveKind.ESCALATED: "Went on the {register}, {after}",
        MoveKind.DE_ESCALATED: "Came off the {register}",
        MoveKind.NEW: "New, {after}",
        MoveKind.UP: "Score up from {before} to {after}",
        MoveKind.DOWN: "Score down from {before} to {after}",
        MoveKind.BACK: "Score moved and came back to {after}",
        MoveKind.SCORED: "Scored {after}",
        MoveKind.CLOSED: "Closed",
        MoveKind.MERGED: "Merged into {after}",
        MoveKind.REJECTED: "Rejected",
        MoveKind.WITHDRAWN: "Withdrawn with an import",
        MoveKind.ACCEPTED: "Accepted, {after}",
        MoveKind.ACCEPTANCE_ENDED: "No longer accepted: {after}",
        MoveKind.REOPENED: "Opened again",
        MoveKind.TARGET: "Target from {before} to {after}",
        MoveKind.SLIPPED: "Due date from {before} to {after}",
        MoveKind.DUE_CHANGED: "Due date from {before} to {after}",
        MoveKind.DONE: "Done",
        MoveKind.OWNER: "Owner from {before} to {after}",
    }
)
"""The sentence of each kind; `before` and `after` are words already."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days between two looks: what happened on the first is not of it, on the last it is."""

    since: date
    until: date

    def __post_init__(self) -> None:
        """Refuse days that run backwards."""
        if self.until < self.since:
            raise UnfitError("What changed is told from a day to a later one.")

    def holds(self, day: date) -> bool:
        """Tell whether what happened on a day lies between the two looks."""
        return self.since < day <= self.until


def month_before(day: date) -> date:
    """Return the same day of the month before, or its last: 30 May for 30 June."""
    years, month = divmod(day.year * _MONTHS + day.month - 2, _MONTHS)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Scored:
    """A score that held from a day."""

    on: date
    score: int


@dataclass(frozen=True, slots=True)
class Crossing:
    """A change of band or over the threshold between one score and the next, both in words."""

    on: date
    before: int
    after: int
    bands: tuple[Band | None, Band | None]
    threshold: int
    crosses_threshold: bool

    @property
    def words(self) -> str:
        """Say what was crossed: "high to extreme, reached the threshold of 15"."""
        said = []
        if self.bands[0] != self.bands[1]:
            said.append(" to ".join(map(band_words, self.bands)))
        if self.crosses_threshold:
            how = "reached" if self.after > self.before else "fell below"
            said.append(f"{how} the threshold of {self.threshold}")
        return ", ".join(said) or "across a band"


def crossings(scores: Sequence[Scored], matrix: Matrix) -> tuple[Crossing, ...]:
    """Return every crossing between one of these scores and the next, in their order."""
    found = (_crossing(before, after, matrix) for before, after in pairwise(scores))
    return tuple(filter(None, found))


def _crossing(before: Scored, after: Scored, matrix: Matrix) -> Crossing | None:
    over = matrix.escalates(before.score) != matrix.escalates(after.score)
    if not over and matrix.rank(before.score) == matrix.rank(after.score):
        return None
    bands = matrix.band(before.score), matrix.band(after.score)
    return Crossing(after.on, before.score, after.score, bands, matrix.threshold, over)


def net_move(scores: Sequence[Scored]) -> MoveKind | None:
    """Return what became of a score in all; None where it never moved."""
    if len({one.score for one in scores}) < 2:  # noqa: PLR2004 - one value is no move
        return None
    first, last = scores[0].score, scores[-1].score
    if first == last:
        return MoveKind.BACK
    return MoveKind.UP if last > first else MoveKind.DOWN


def moves_within(
    marks: Iterable[tuple[date, str]], period: Period
) -> tuple[str | None, tuple[str, ...]]:
    """Return which mark held at the first look, None for none, and which began to hold since.

    The marks are given in the order they were recorded; of several on one day the last holds.
    """
    spans = lay_out(marks)
    opening = [span.mark for span in spans if span.from_on <= period.since]
    within = tuple(span.mark for span in spans if period.holds(span.from_on))
    return (opening[-1] if opening else None), within


def due_move(before: str, after: str) -> MoveKind:
    """Tell a slip from a new due date that is no later; one that cannot be read counts as a slip.

    A milestone that loses its last day has slipped.
    """
    old, new = _last_day(before), _last_day(after)
    return MoveKind.DUE_CHANGED if new <= old and new < date.max else MoveKind.SLIPPED


def _last_day(printed: str) -> date:
    try:
        return parse_due(printed).due_on or date.max
    except DueNotUnderstood:
        return date.max
