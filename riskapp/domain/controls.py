"""Controls: what is in place against a risk, and what is still missing."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


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
