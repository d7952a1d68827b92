"""Changing many risks at once: what would become of each, and why some are left as they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Final
from uuid import UUID

from riskapp.domain.errors import FieldError
from riskapp.domain.lifecycle import OVER, RiskStatus, Visibility, why_over
from riskapp.domain.permissions import Actor

MOST_AT_ONCE: Final = 1_000
SO_ALREADY: Final = "It is so already."
NOT_YOURS: Final = "It is restricted: the risk manager or an executive changes it."


class Part(StrEnum):
    """What can be changed of many risks at once, by the name of what holds it."""

    OWNER = "owner_post_id"
    UNIT = "unit_id"
    COMMITTEE = "lead_committee_id"
    REVIEW = "next_review"


PART_NAMES: Final[Mapping[Part, str]] = {
    Part.OWNER: "Owner",
    Part.UNIT: "Unit",
    Part.COMMITTEE: "Lead committee",
    Part.REVIEW: "Next review",
}

Value = UUID | date
Held = Mapping[Part, Value | None]


@dataclass(frozen=True, slots=True)
class ChangeMany:
    """What many risks are to have from now on, and why; `seen` is the digest of the preview."""

    wanted: Mapping[Part, Value]
    reason: str
    seen: str = ""

    @property
    def unit_id(self) -> UUID | None:
        """The unit they are to belong to, if that is to change."""
        unit = self.wanted.get(Part.UNIT)
        return unit if isinstance(unit, UUID) else None

    @property
    def review_on(self) -> date | None:
        """The day of their next review, if that is to change."""
        day = self.wanted.get(Part.REVIEW)
        return day if isinstance(day, date) else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A risk that the filters of the register fit, as it stands; `words` say what it holds."""

    id: UUID
    reference: str
    title: str
    status: RiskStatus
    visibility: Visibility
    version: int
    held: Held
    words: Mapping[Part, str]


@dataclass(frozen=True, slots=True)
class Line:
    """What would become of one risk: what changes, or why nothing does."""

    candidate: Candidate
    changes: Mapping[Part, Value]
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What would become of all of them, in the order of their references."""

    lines: tuple[Line, ...]

    @property
    def changed(self) -> tuple[Line, ...]:
        """The risks that would change."""
        return tuple(line for line in self.lines if not line.why_not)

    @property
    def left(self) -> tuple[Line, ...]:
        """The risks that would be left as they are, each with its reason."""
        return tuple(line for line in self.lines if line.why_not)

    @property
    def digest(self) -> str:
        """What tells this plan from any other: whatever changes meanwhile changes it."""
        told = [
            (line.candidate.id, line.candidate.version, sorted(line.changes.items()), line.why_not)
            for line in self.lines
        ]
        before = [sorted(line.candidate.held.items()) for line in self.lines]
        return sha256(repr((told, before)).encode()).hexdigest()


def plan(candidates: tuple[Candidate, ...], wanted: Mapping[Part, Value], actor: Actor) -> Plan:
    """Return what would become of each risk; FieldError where there are too many of them."""
    if len(candidates) > MOST_AT_ONCE:
        raise FieldError(
            "", f"Change {MOST_AT_ONCE:,} risks or fewer at once: choose more filters first."
        )
    return Plan(tuple(_line(candidate, wanted, actor) for candidate in candidates))


def _line(candidate: Candidate, wanted: Mapping[Part, Value], actor: Actor) -> Line:
    changes = {part: new for part, new in wanted.items() if candidate.held[part] != new}
    why_not = _why_not(candidate, actor) or ("" if changes else SO_ALREADY)
    return Line(candidate, {} if why_not else changes, why_not)


def _why_not(candidate: Candidate, actor: Actor) -> str:
    """Say why the actor may not change a risk, as if it were the only one; "" if they may."""
    if candidate.status in OVER:
        return why_over(candidate.status)
    if candidate.visibility is Visibility.RESTRICTED and not actor.sees_restricted:
        return NOT_YOURS
    return ""
