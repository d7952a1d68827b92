"""Meetings of committees: what becomes of one, who was there, and sitting in one."""

from datetime import date
from enum import StrEnum

from riskapp.domain.wording import date_words


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


def meeting_words(committee: str, held_on: date, title: str = "") -> str:
    """Return a meeting as people name it: "Executive Team, 27 June 2018"."""
    return ", ".join(filter(None, (committee, title, date_words(held_on))))


def committee_words(name: str) -> str:
    """Return a committee as a sentence names it: "the Executive Team"."""
    return name if name.lower().startswith("the ") else f"the {name}"


def sat_words(committee: str, held_on: date) -> str:
    """Return who decided at a meeting, and when: "the Executive Team on 27 June 2018"."""
    return f"{committee_words(committee)} on {date_words(held_on)}"


def told_words(committee: str, held_on: date) -> str:
    """Return a meeting as a sentence names it: "the meeting of the Board on 27 June 2018"."""
    return f"the meeting of {sat_words(committee, held_on)}"
