"""How serious it is that a quality check fails."""

from enum import StrEnum


class Severity(StrEnum):
    """What a failed check means to those who read the register; off means it is not looked at."""

    SERIOUS = "serious"
    WARNING = "warning"
    ADVICE = "advice"
    OFF = "off"
