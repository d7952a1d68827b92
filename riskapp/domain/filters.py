"""Which risks of the register a reader asks for, in which order, and which page of them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from riskapp.domain.escalation import Register
from riskapp.domain.lifecycle import LIVE, RiskKind, RiskStatus

PAGE_SIZE: Final = 25
"""Risks on one page of the register."""


class Awaiting(StrEnum):
    """What a risk may be waiting for."""

    VALIDATION = "validation"
    REMOVAL = "removal"
    QUESTION = "question"


class Sort(StrEnum):
    """In which order the register is read; highest score first unless asked otherwise."""

    SCORE = "score"
    REFERENCE = "reference"
    TITLE = "title"
    OPENED = "opened"
    UNIT = "unit"
    OWNER = "owner"
    TARGET = "target"
    REGISTERS = "registers"
    OBJECTIVES = "objectives"
    STATUS = "status"
    APPETITE = "appetite"
    EXECUTIVE = "executive"
    COMMITTEE = "committee"
    WAITING = "waiting"
    REVIEWED = "last-review"
    REVIEW = "next-review"
    HAPPENED = "happened"
    MOVED = "moved"
    QUALITY = "quality"


class Flag(StrEnum):
    """What may be so of a risk; each is a filter of its own."""

    GAP = "gap"
    NO_UPPER = "no-upper-assurance"
    HAPPENED = "happened"
    REVIEW = "review-overdue"
    TARGET = "target-passed"
    EXPIRED = "acceptance-expired"
    EXPIRES = "acceptance-expiring"


EXPIRES_SOON: Final = 30
"""An acceptance is expiring when it has so many days to go, or fewer."""


class NoObjective(StrEnum):
    """Stands in an objective's place for the risks without one."""

    NONE = "none"


class AppetiteAsked(StrEnum):
    """How a risk stands to appetite: its score is above one that applies, or none applies."""

    OUTSIDE = "outside"
    NOT_STATED = "not-stated"


@dataclass(frozen=True, slots=True)
class RegisterFilters:
    """What narrows the register: a risk is listed when it satisfies every one that is given.

    `band` is a band's key, `unit` a unit with everything below it, `post` one that a risk names in
    any part; `unplottable` asks for the risks without consequence and likelihood, `vacant` for
    those whose owner's post nobody holds, `check` for those that fail a quality check, by its key.
    `flags` are what must be so of it. `backwards` reads the order from its end; `page` counts
    from 1.
    """

    search: str = ""
    register: Register | None = None
    band: str = ""
    unit: UUID | None = None
    objective: UUID | NoObjective | None = None
    statuses: frozenset[RiskStatus] = LIVE
    consequence: int | None = None
    likelihood: int | None = None
    unplottable: bool = False
    awaiting: Awaiting | None = None
    appetite: AppetiteAsked | None = None
    post: UUID | None = None
    vacant: bool = False
    owner: UUID | None = None
    executive: UUID | None = None
    committee: UUID | None = None
    programme: UUID | None = None
    kind: RiskKind | None = None
    flags: frozenset[Flag] = frozenset()
    check: str = ""
    sort: Sort = Sort.SCORE
    backwards: bool = False
    page: int = 1

    @property
    def hangs_on_day(self) -> bool:
        """Tell whether a risk may come to fit with the day alone, though nothing is changed."""
        return self.vacant or bool(self.flags) or bool(self.check)

    @property
    def asks_of_scores(self) -> bool:
        """Tell whether any filter looks at the score."""
        plotted = self.consequence is not None or self.likelihood is not None
        asked = plotted or self.unplottable or self.appetite is not None
        return bool(self.band) or asked


@dataclass(frozen=True, slots=True)
class MovementScope:
    """Which risks a look at what changed is of: all, or those of a register, committee, objective.

    A risk belongs to it that did so at any time between the two looks.
    """

    register: Register | None = None
    committee: UUID | None = None
    objective: UUID | None = None
