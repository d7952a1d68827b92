"""A month's review as people see it while it is open: its list, its figures, what came of each."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol
from uuid import UUID

from riskapp.domain.escalation import Register
from riskapp.domain.meetings import MeetingState
from riskapp.domain.months import Listed, MonthState, Movement, Outcome, has_exception
from riskapp.domain.wording import band_words
from riskapp.readmodels.register import RegisterRow


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """What was decided about a risk of the month; the oldest first.

    `within` tells of a deferral to another meeting of the same month, after which it is still to be
    decided. Names are empty where there is nothing to name. What was withdrawn was recorded by
    mistake: it is told, and nothing came of it. `action` says what was asked for.
    """

    id: UUID
    outcome: Outcome
    reason: str
    decided_on: date
    recorded_by: str
    meeting: str = ""
    meeting_id: UUID | None = None
    proposed_by: str = ""
    deferred_to: str = ""
    deferred_to_id: UUID | None = None
    within: bool = False
    subject_id: UUID | None = None
    action: str = ""
    action_reference: str = ""
    withdrawn_on: date | None = None
    withdrawn_by: str = ""
    withdrawn_why: str = ""


@dataclass(frozen=True, slots=True)
class MonthItem:
    """A risk on the month's list; one that came up since it was opened has version 0.

    `before` is its score in the last month that was closed, `movement` how it has moved since; both
    None where it was not listed then, or nothing was closed yet. `score_then` is the score with
    which it came on the list, by which the list keeps its order however the meeting scores.
    """

    row: RegisterRow
    listed: tuple[Listed, ...]
    outcomes: tuple[OutcomeLine, ...] = ()
    version: int = 0
    listed_on: date | None = None
    before: int | None = None
    movement: Movement | None = None
    score_then: int | None = None

    @property
    def reference(self) -> str:
        """The risk's short reference."""
        return self.row.reference

    @property
    def score(self) -> int:
        """The risk's current score, 0 where it has none."""
        return self.row.current.value if self.row.current else 0

    @property
    def band(self) -> str:
        """The name of the band that its score lies in."""
        return band_words(self.row.current.band if self.row.current else None)

    @property
    def is_exception(self) -> bool:
        """Tell whether there is more to say of it than that it is on the HLRR."""
        return has_exception(self.listed)

    @property
    def is_decided(self) -> bool:
        """Tell whether anything came of it; a deferral within the month settles nothing."""
        return any(not one.within for one in self.outcomes)

    @property
    def on_hlrr(self) -> bool:
        """Tell whether the risk is on the HLRR."""
        return self.row.standing_on(Register.HLRR) is not None


@dataclass(frozen=True, slots=True)
class MeetingName:
    """A meeting that a month has: whose, and when."""

    id: UUID
    words: str
    held_on: date
    state: MeetingState


@dataclass(frozen=True, slots=True)
class BandCount:
    """How many risks lie in a band."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """The month in figures: what is on the HLRR, by band, and how it has moved.

    `bands` counts the HLRR by the name of each band, highest first; the movement is None where no
    month was closed before.
    """

    on_hlrr: int
    bands: tuple[BandCount, ...]
    others: int
    exceptions: int
    undecided: int
    overdue: int
    new: int | None = None
    gone: int | None = None
    up: int | None = None
    down: int | None = None


@dataclass(frozen=True)
class Month:
    """A month's review: its list with the exceptions first, and then the highest score.

    `gone` are the risks that have left the HLRR since the last closed month, which is `before`.
    """

    id: UUID
    month: date
    state: MonthState
    opened_on: date
    opened_by: str
    version: int
    items: tuple[MonthItem, ...]
    figures: MonthFigures
    meetings: tuple[MeetingName, ...] = ()
    gone: tuple[RegisterRow, ...] = ()
    before: date | None = None
    closed_on: date | None = None
    closed_by: str = ""
    why: str = ""

    @cached_property
    def undecided(self) -> tuple[MonthItem, ...]:
        """The risks of which nothing has come yet."""
        return tuple(item for item in self.items if not item.is_decided)

    @cached_property
    def by_reference(self) -> Mapping[str, MonthItem]:
        """The risks by their references, in the order of the list."""
        return {item.reference: item for item in self.items}


@dataclass(frozen=True, slots=True)
class MonthName:
    """A month in the list of them all."""

    month: date
    state: MonthState
    opened_on: date
    closed_on: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Months:
    """All months, the newest first; `due` is the next to open, None while one is open.

    `due` may lie ahead: it can be opened from its first day on.
    """

    rows: tuple[MonthName, ...]
    due: date | None

    @property
    def open(self) -> MonthName | None:
        """The month that is open, if one is."""
        return next((row for row in self.rows if row.state is MonthState.OPEN), None)


def in_order(items: Iterable[MonthItem]) -> tuple[MonthItem, ...]:
    """Return a month's list in the order in which it is gone through."""
    return tuple(sorted(items, key=_place))


def _place(item: MonthItem) -> tuple[bool, int, int, str]:
    score = item.score if item.score_then is None else item.score_then
    return not item.is_exception, -score, len(item.reference), item.reference


class Counted(Protocol):
    """What a month counts of a risk."""

    @property
    def on_hlrr(self) -> bool:
        """Tell whether it is on the HLRR."""

    @property
    def band(self) -> str:
        """The name of its band."""

    @property
    def score(self) -> int:
        """Its score, 0 where it has none."""

    @property
    def listed(self) -> tuple[Listed, ...]:
        """Why it is on the list."""

    @property
    def movement(self) -> Movement | None:
        """How it has moved."""

    @property
    def is_exception(self) -> bool:
        """Tell whether there is more to say of it than that it is on the HLRR."""

    @property
    def is_decided(self) -> bool:
        """Tell whether anything came of it."""


def figures_of(risks: Iterable[Counted], gone: int | None) -> MonthFigures:
    """Return a month in figures; `gone` is None where no month was closed before."""
    listed = tuple(risks)
    on_it = [risk for risk in listed if risk.on_hlrr]
    moved = Counter(risk.movement for risk in listed)
    compared = gone is not None
    return MonthFigures(
        on_hlrr=len(on_it),
        bands=_bands(on_it),
        others=len(listed) - len(on_it),
        exceptions=sum(risk.is_exception for risk in listed),
        undecided=sum(not risk.is_decided for risk in listed),
        overdue=sum(Listed.REVIEW_OVERDUE in risk.listed for risk in listed),
        new=moved[Movement.NEW] if compared else None,
        gone=gone,
        up=moved[Movement.UP] if compared else None,
        down=moved[Movement.DOWN] if compared else None,
    )


def _bands(risks: Sequence[Counted]) -> tuple[BandCount, ...]:
    """Count risks by the name of their band, the band of the highest score first."""
    highest: dict[str, int] = {}
    for risk in risks:
        highest[risk.band] = max(risk.score, highest.get(risk.band, 0))
    counts = Counter(risk.band for risk in risks)
    names = sorted(counts, key=lambda name: -highest[name])
    return tuple(BandCount(name, counts[name]) for name in names)
