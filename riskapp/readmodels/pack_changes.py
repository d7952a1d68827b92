"""What changed since a committee's last pack, and how its risks stood then."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from riskapp.readmodels.movement import Movement


@dataclass(frozen=True, slots=True)
class Since:
    """The day with which a pack is compared: that of the pack before it, which it names.

    Where there was none, `pack` is empty, and the day is one chosen for want of it.
    """

    on: date
    pack: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since that day; `before` are the scores that the risks had then, by risk."""

    since: Since
    movement: Movement
    before: Mapping[UUID, int] = field(default_factory=dict)
