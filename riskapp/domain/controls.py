"""Controls: what is in place against a risk, and what is still missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID


class ControlType(StrEnum):
    """How a control works: before the event, on noticing it, by instruction, or after it."""

    PREVENTIVE = "preventive"
    DETECTIVE = "detective"
    DIRECTIVE = "directive"
    CORRECTIVE = "corrective"


class Effectiveness(StrEnum):
    """What the owner of a control says of it; the assurances say whether that is borne out."""

    EFFECTIVE = "effective"
    PARTLY = "partly-effective"
    INEFFECTIVE = "ineffective"
    NOT_KNOWN = "not-known"


class Frequency(StrEnum):
    """How often a control operates."""

    CONTINUOUS = "continuous"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    WHEN_NEEDED = "when-needed"


class GapKind(StrEnum):
    """What is missing: a control that should be there, or evidence that one works."""

    CONTROL = "control"
    ASSURANCE = "assurance"


CONTROL_TYPES: Final[Mapping[ControlType, str]] = MappingProxyType(
    {
        ControlType.PREVENTIVE: "Preventive: keeps the event from happening",
        ControlType.DETECTIVE: "Detective: notices that it is happening",
        ControlType.DIRECTIVE: "Directive: tells people what to do",
        ControlType.CORRECTIVE: "Corrective: limits the harm afterwards",
    }
)
"""Each type with what it means."""

GAP_NAMES: Final[Mapping[GapKind, str]] = MappingProxyType(
    {GapKind.CONTROL: "gap in control", GapKind.ASSURANCE: "gap in assurance"}
)

GAP_MEANINGS: Final[Mapping[GapKind, str]] = MappingProxyType(
    {
        GapKind.CONTROL: "Gap in control: something that should be in place is not",
        GapKind.ASSURANCE: "Gap in assurance: nobody can tell yet whether a control works",
    }
)
"""Each kind of gap with what it means."""


@dataclass(frozen=True, slots=True)
class ControlDetails:
    """All that a control says of itself."""

    words: str
    control_type: ControlType | None = None
    owner_post_id: UUID | None = None
    effectiveness: Effectiveness = Effectiveness.NOT_KNOWN
    last_tested_on: date | None = None
    frequency: Frequency | None = None


@dataclass(frozen=True, slots=True)
class ChangeControl:
    """New details of a control; `seen_version` is the version they were based on."""

    details: ControlDetails
    reason: str
    seen_version: int


@dataclass(frozen=True, slots=True)
class RetireControl:
    """Retiring a control that is no longer in place, with the reason."""

    reason: str
    seen_version: int


@dataclass(frozen=True, slots=True)
class RaiseGap:
    """Something missing: of a control, or of the whole risk where none is named.

    `milestone_ids` are those of the risk's milestones that are to close it.
    """

    kind: GapKind
    words: str
    control_id: UUID | None = None
    milestone_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class NameMilestones:
    """The milestones that are to close a gap; those in `seen_ids` alone are dropped if left out."""

    milestone_ids: tuple[UUID, ...]
    seen_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class CloseGap:
    """Closing a gap: by a milestone that is done, or with a reason."""

    reason: str = ""
    milestone_id: UUID | None = None
