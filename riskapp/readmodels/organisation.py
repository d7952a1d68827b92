"""An organisation as its plan describes it: what it is for, and who looks after what."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Plan:
    """Vision, values and the plan they come from; `dated_basis` says why the plan has that date."""

    name: str
    vision: str
    values: tuple[tuple[str, str], ...]
    title: str
    dated: date | None
    dated_basis: str


@dataclass(frozen=True, slots=True)
class CommitteeRow:
    """A committee or group, with what it does where that is known."""

    name: str
    kind: str
    parent: str
    does: str
    source: str
