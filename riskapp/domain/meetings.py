"""Meetings of committees: what becomes of one, who was there, and sitting in one."""

from enum import StrEnum


class MeetingState(StrEnum):
    """What became of a meeting."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Attended(StrEnum):
    """How somebody took part in a meeting."""

    PRESENT = "present"
    IN_ATTENDANCE = "in-attendance"
    APOLOGIES = "apologies"


QUORUM = 2
"""How many have to be present before anything is decided: a committee is never one person."""
