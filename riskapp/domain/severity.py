"""How serious it is that a quality check fails."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Severity(StrEnum):
    """What a failed check means to those who read the register; off means it is not looked at."""

    SERIOUS = "serious"
    WARNING = "warning"
    ADVICE = "advice"
    OFF = "off"


SEVERITIES: Final = tuple(Severity)
"""The most serious first."""

SEVERITY_NAMES: Final[Mapping[Severity, str]] = MappingProxyType(
    {
        Severity.SERIOUS: "Serious: the Board cannot rely on what is said of it",
        Severity.WARNING: "Warning: somebody should see to it",
        Severity.ADVICE: "Advice: worth a look",
        Severity.OFF: "Off: not looked at",
    }
)
"""Each with what it means."""

_BECOMES: Final[Mapping[Severity, str]] = MappingProxyType(
    {
        Severity.SERIOUS: "made serious",
        Severity.WARNING: "made a warning",
        Severity.ADVICE: "made advice",
        Severity.OFF: "switched off",
    }
)


def becomes_words(severity: Severity) -> str:
    """Return what was done to a check by setting it so: "switched off"."""
    return _BECOMES[severity]


@dataclass(frozen=True, slots=True)
class SetQuality:
    """How serious a check is to be from today; `seen_version` is 0 where it had not been set."""

    check: str
    severity: Severity
    reason: str
    seen_version: int
