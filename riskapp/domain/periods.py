"""Periods of the Board Assurance Framework: each year's own entries, and what becomes of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class PeriodState(StrEnum):
    """How far a period has come; one that is open is final."""

    PREPARING = "preparing"
    OPEN = "open"


class Fate(StrEnum):
    """What becomes of a risk in a new period."""

    CARRIED = "carried"
    REWORDED = "reworded"
    MERGED = "merged"
    RETIRED = "retired"
    NEW = "new"


FATE_WORDS: Mapping[Fate, str] = {
    Fate.CARRIED: "Carried forward as it is",
    Fate.REWORDED: "Carried forward in new words",
    Fate.MERGED: "Merged into another risk",
    Fate.RETIRED: "Retired: it leaves the BAF",
    Fate.NEW: "New on the BAF",
}
GOES_ON = frozenset({Fate.CARRIED, Fate.REWORDED, Fate.NEW})
"""What is on the BAF in the new period."""
FOR_ENTRIES = (Fate.CARRIED, Fate.REWORDED, Fate.MERGED, Fate.RETIRED)
"""What may become of a risk that is on the BAF already."""


@dataclass(frozen=True, slots=True)
class PreparePeriod:
    """A new period: its name, such as 2019-20, and its first and last day."""

    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class NewWords:
    """What a risk says from the new period on."""

    title: str = ""
    cause: str = ""
    event: str = ""
    effect: str = ""


@dataclass(frozen=True, slots=True)
class SetEntry:
    """What becomes of one risk, why, and which objectives of the new period it threatens.

    `gap` says why it threatens none of them: a gap with a name is better than a link that is made
    up. `into` is the reference of the risk that it is merged into.
    """

    fate: Fate
    reason: str
    reference: str = ""
    words: NewWords = NewWords()
    into: str = ""
    objective_ids: tuple[UUID, ...] = ()
    gap: str = ""
    seen_version: int = 0


@dataclass(frozen=True, slots=True)
class AddObjective:
    """An objective of the new period."""

    number: str
    title: str
    executive_post_id: UUID | None = None
    lead_committee_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class OpenPeriod:
    """The Board's approval of a new period: at which meeting, and in which words."""

    meeting_id: UUID
    reason: str
    seen_version: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is prepared for one risk, as the rules see it."""

    reference: str
    fate: Fate | None
    objectives: int = 0
    gap: str = ""
    retitled: bool = False
    into: str = ""


def what_is_missing(entry: Prepared) -> str:
    """Say what an entry lacks before the period can be opened; nothing when it is ready."""
    if entry.fate is None:
        return "Decide what becomes of it."
    if entry.fate is Fate.MERGED and not entry.into:
        return "Say which risk it is merged into."
    if entry.fate is Fate.REWORDED and not entry.retitled:
        return "Give it its new words."
    if entry.fate in GOES_ON and not entry.objectives and not entry.gap.strip():
        return "Link it to an objective of the period, or say why it threatens none."
    return ""
