"""Why a figure is what it is: the question, and the sentence that answers it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from riskapp.domain.escalation import Register
from riskapp.domain.happenings import Happening
from riskapp.domain.milestones import MilestoneStatus, label
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.wording import OLD_SCORE, date_words, register_name, register_short


class About(StrEnum):
    """What of a risk is asked about."""

    CURRENT = "current-score"
    INHERENT = "inherent-score"
    TARGET = "target-score"
    TARGET_DATE = "target-date"
    HLRR = "hlrr"
    BAF = "baf"
    OWNER = "owner"
    EXECUTIVE = "executive"
    HANDLER = "handler"
    COMMITTEE = "lead-committee"


class AboutMilestone(StrEnum):
    """What of a milestone is asked about."""

    DUE = "due"
    OWNER = "owner"
    STATUS = "status"


SCORES: Final[Mapping[About, ScoreKind]] = {
    About.CURRENT: ScoreKind.CURRENT,
    About.INHERENT: ScoreKind.INHERENT,
    About.TARGET: ScoreKind.TARGET,
    About.TARGET_DATE: ScoreKind.TARGET,
}
REGISTERS: Final[Mapping[About, Register]] = {About.HLRR: Register.HLRR, About.BAF: Register.BAF}
COLUMNS: Final[Mapping[About, str]] = {
    About.OWNER: "owner_post_id",
    About.EXECUTIVE: "executive_post_id",
    About.HANDLER: "handler_post_id",
    About.COMMITTEE: "lead_committee_id",
}
NAMED: Final[Mapping[About, str]] = {
    About.OWNER: "owner",
    About.EXECUTIVE: "executive",
    About.HANDLER: "handler",
    About.COMMITTEE: "lead committee",
}
NO_REASON: Final = "The reason was redacted."


@dataclass(frozen=True, slots=True)
class Made:
    """What made a figure so: an entry, by whom, from which day it holds, and the reason given.

    The reason is None where it was redacted, and "" where none was asked for.
    """

    kind: Happening
    who: str
    on: date
    entered_on: date
    facts: Mapping[str, str] = field(default_factory=dict)
    reason: str | None = ""

    @property
    def days(self) -> str:
        """The day it holds from and, where that is another, the day it was entered."""
        if self.on == self.entered_on:
            return f"on {date_words(self.on)}"
        return f"from {date_words(self.on)}, entered on {date_words(self.entered_on)}"

    @property
    def entered(self) -> str:
        """The day it was entered and, where that is another, the day it holds from."""
        held = "" if self.on == self.entered_on else f", to hold from {date_words(self.on)}"
        return f"on {date_words(self.entered_on)}{held}"


def scored_because(kind: ScoreKind, value: int, made: Made) -> str:
    """Return why a score is what it is."""
    if made.kind is Happening.SCORE_PRINTED:
        return _with_reason(
            f"The {kind} score is {value}, the {OLD_SCORE}: {made.who} entered it {made.entered}",
            made.reason,
        )
    levels = f"{made.facts['consequence']} × {made.facts['likelihood']}"
    return _with_reason(
        f"The {kind} score is {value} because {made.who} scored it {levels} {made.days}",
        made.reason,
    )


def dated_because(target_on: date, made: Made) -> str:
    """Return why a target is to be reached by its day."""
    score = made.facts["score"]
    return _with_reason(
        f"The target is to be reached by {date_words(target_on)} because {made.who} gave that day"
        f" with the target score of {score} {made.days}",
        made.reason,
    )


def placed_because(register: Register, made: Made, scored: Made | None) -> str:
    """Return why a risk is on a register; `scored` is the score that brought it there."""
    since = date_words(date.fromisoformat(made.facts["from"]))
    said = (
        f"It has been on the {register_name(register)} since {since}, {made.facts['how']}: its"
        f" score then was {made.facts['score']}."
    )
    return f"{said} {scored_then(scored)}" if scored else said


def scored_then(made: Made) -> str:
    """Return who gave the score that stood, in a sentence of its own."""
    if made.kind is Happening.SCORE_PRINTED:
        return _with_reason(f"{made.who} entered the {OLD_SCORE} {made.entered}", made.reason)
    levels = f"{made.facts['consequence']} × {made.facts['likelihood']}"
    return _with_reason(f"{made.who} scored it {levels} {made.days}", made.reason)


def not_placed_because(register: Register, left: Made | None) -> str:
    """Return why a risk is not on a register."""
    said = f"It is not on the {register_name(register)}."
    if left is None:
        return f"{said} Nothing has put it there."
    deed = LEFT.get(left.kind, "took it off")
    return f"{said} " + _with_reason(f"{left.who} {deed} {left.days}", left.reason)


LEFT: Final[Mapping[Happening, str]] = {
    Happening.TAKEN_OFF: "took it off",
    Happening.RISK_CLOSED: "closed the risk",
    Happening.MERGED: "merged the risk into another",
}
"""What takes a risk off a register, as a deed of whoever did it."""


def named_because(about: About, value: str, made: Made | None) -> str:
    """Return why a risk has the owner, executive, handler or lead committee that it has."""
    noun = NAMED[about]
    if made is None or (made.kind is Happening.RISK_RAISED and not value):
        return f"No {noun} is stated, and none ever was."
    if made.kind is Happening.RISK_RAISED:
        return f"The {noun} is {value} because {made.who} named it on raising the risk {made.days}."
    if not value:
        return _with_reason(
            f"No {noun} is stated: {made.who} took it away {made.days}", made.reason
        )
    return _with_reason(
        f"The {noun} is {value} because {made.who} changed it {made.days}", made.reason
    )


def milestone_because(about: AboutMilestone, value: str, made: Made | None) -> str:
    """Return why a milestone is due when it is, has the owner it has, or stands as it does."""
    said = {
        AboutMilestone.DUE: f"It is due {value}",
        AboutMilestone.OWNER: f"The owner is {value or 'not stated'}",
        AboutMilestone.STATUS: f"It is {value}",
    }[about]
    if made is None:
        return f"{said}, as when it was added."
    if made.kind is Happening.MILESTONE_ADDED:
        return f"{said}, as {made.who} added it {made.days}."
    before = made.facts["before"]
    if about is AboutMilestone.STATUS:
        before = label(MilestoneStatus(before)).lower()
    deed = f"{made.who} {_CHANGED[about]} {made.days} (before: {before})"
    return _with_reason(f"{said} because {deed}", made.reason)


_CHANGED: Final[Mapping[AboutMilestone, str]] = {
    AboutMilestone.DUE: "moved it",
    AboutMilestone.OWNER: "handed it over",
    AboutMilestone.STATUS: "marked it so",
}


def question(about: About, value: str) -> str:
    """Return the question about a risk; `value` is the figure that is asked about, "" for none."""
    if about in REGISTERS:
        short = register_short(REGISTERS[about])
        return f"Why is it {'' if value else 'not '}on the {short}?"
    if about is About.TARGET_DATE:
        return (
            f"Why is the target to be reached by {value}?"
            if value
            else "Why is there no target date?"
        )
    noun = NAMED[about] if about in NAMED else f"{SCORES[about]} score"
    return f"Why is the {noun} {value}?" if value else f"Why is there no {noun}?"


def milestone_question(about: AboutMilestone, value: str) -> str:
    """Return the question about a milestone."""
    return {
        AboutMilestone.DUE: f"Why is it due {value}?",
        AboutMilestone.OWNER: f"Why is the owner {value}?" if value else "Why has it no owner?",
        AboutMilestone.STATUS: f"Why is it {value}?",
    }[about]


def _with_reason(said: str, reason: str | None) -> str:
    """Return a sentence with the reason that was typed, quoted as it was."""
    if reason is None:
        return f"{said}. {NO_REASON}"
    return f"{said}: “{reason.strip()}”" if reason.strip() else f"{said}."
