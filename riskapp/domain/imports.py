"""Bringing an old register in: what a column may hold, and what becomes of a file and of a row."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class ImportState(StrEnum):
    """How far a file that was handed in is."""

    OPEN = "open"
    LOADED = "loaded"
    THROWN_AWAY = "thrown-away"
    REVERSED = "reversed"


class RowOutcome(StrEnum):
    """What became of a row of a file that was loaded."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left-out"


class Verdict(StrEnum):
    """What a dry run says of a row."""

    READY = "ready"
    NEEDS_YOU = "needs-you"
    REFUSED = "refused"


class Holds(StrEnum):
    """What a column of an old register holds."""

    REFERENCE = "reference"
    TITLE = "title"
    DESCRIPTION = "description"
    CAUSE = "cause"
    EVENT = "event"
    EFFECT = "effect"
    STATUS = "status"
    KIND = "kind"
    OPENED = "opened"
    CLOSED = "closed"
    REVIEWED = "reviewed"
    NEXT_REVIEW = "next-review"
    UNIT = "unit"
    OWNER = "owner"
    HANDLER = "handler"
    EXECUTIVE = "executive"
    COMMITTEE = "committee"
    PROGRAMME = "programme"
    OBJECTIVES = "objectives"
    ORIGIN = "origin"
    TREATMENT = "treatment"
    VISIBILITY = "visibility"
    SCORE = "score"
    """Consequence and likelihood, or the score alone, in one cell."""
    CONSEQUENCE = "consequence"
    LIKELIHOOD = "likelihood"
    TOTAL = "total"
    """The printed product beside a consequence and a likelihood of their own."""
    SCORED_ON = "scored-on"
    TARGET_ON = "target-on"
    CONTROLS = "controls"
    CONTROL_GAPS = "control-gaps"
    ASSURANCES = "assurances"
    ASSURANCE_GAPS = "assurance-gaps"
    ACTIONS = "actions"
    ACTION_OWNER = "action-owner"
    ACTION_DUE = "action-due"
    ACTION_DONE = "action-done"
    PROGRESS = "progress"
    NOTE = "note"
    AS_PRINTED = "as-printed"
    """Kept with the risk as the old register prints it."""
    NOTHING = "nothing"
    """Not brought in."""


HOLDS_WORDS: Final[Mapping[Holds, str]] = {
    Holds.REFERENCE: "Reference in the old register",
    Holds.TITLE: "Title",
    Holds.DESCRIPTION: "Description, whole",
    Holds.CAUSE: "Cause",
    Holds.EVENT: "Event (there is a risk that)",
    Holds.EFFECT: "Effect (leading to)",
    Holds.STATUS: "Status",
    Holds.KIND: "Kind of risk",
    Holds.OPENED: "Date opened",
    Holds.CLOSED: "Date closed",
    Holds.REVIEWED: "Last reviewed",
    Holds.NEXT_REVIEW: "Next review",
    Holds.UNIT: "Directorate, service or place",
    Holds.OWNER: "Owner",
    Holds.HANDLER: "Handler",
    Holds.EXECUTIVE: "Executive lead",
    Holds.COMMITTEE: "Lead committee",
    Holds.PROGRAMME: "Programme",
    Holds.OBJECTIVES: "Strategic objectives",
    Holds.ORIGIN: "Source of the risk",
    Holds.TREATMENT: "Treatment",
    Holds.VISIBILITY: "Who may see it",
    Holds.SCORE: "Score, as one cell",
    Holds.CONSEQUENCE: "Consequence",
    Holds.LIKELIHOOD: "Likelihood",
    Holds.TOTAL: "Score beside consequence and likelihood",
    Holds.SCORED_ON: "Date of the score",
    Holds.TARGET_ON: "Target date",
    Holds.CONTROLS: "Controls",
    Holds.CONTROL_GAPS: "Gaps in control",
    Holds.ASSURANCES: "Assurances",
    Holds.ASSURANCE_GAPS: "Gaps in assurance",
    Holds.ACTIONS: "Actions",
    Holds.ACTION_OWNER: "Owner of the actions",
    Holds.ACTION_DUE: "Actions due",
    Holds.ACTION_DONE: "Actions done on",
    Holds.PROGRESS: "Progress of the actions",
    Holds.NOTE: "Note",
    Holds.AS_PRINTED: "Keep as printed",
    Holds.NOTHING: "Leave out",
}
"""Each in the words in which a form offers it."""

SCORED: Final = frozenset({Holds.SCORE, Holds.CONSEQUENCE, Holds.LIKELIHOOD, Holds.TOTAL})
"""Columns that also say which score they are of: inherent, current or target."""

LISTED: Final = frozenset(
    {
        Holds.CONTROLS,
        Holds.CONTROL_GAPS,
        Holds.ASSURANCES,
        Holds.ASSURANCE_GAPS,
        Holds.ACTIONS,
    }
)
"""Columns whose cells may be split into records."""

ONCE: Final = frozenset(
    {
        Holds.REFERENCE,
        Holds.TITLE,
        Holds.STATUS,
        Holds.KIND,
        Holds.OPENED,
        Holds.CLOSED,
        Holds.REVIEWED,
        Holds.NEXT_REVIEW,
        Holds.UNIT,
        Holds.PROGRAMME,
        Holds.ORIGIN,
        Holds.TREATMENT,
        Holds.VISIBILITY,
        Holds.TARGET_ON,
    }
)
"""What only one column of a file can hold."""


class Split(StrEnum):
    """How a cell is split into records."""

    WHOLE = "whole"
    LINES = "lines"
    BULLETS = "bullets"
    """At bullets and numbers that begin a line, so that a record may have several lines."""


class Point(StrEnum):
    """The moment that a column of scores is of: of a year, or the one that its heading names."""

    NOW = "now"
    OPENING = "opening"
    Q1 = "q1"
    Q2 = "q2"
    Q3 = "q3"
    Q4 = "q4"
    HEADED = "headed"
    MONTH = "month"


class UnknownNames(StrEnum):
    """What becomes of a name that the register does not have."""

    KEEP = "keep"
    """It is kept with the risk as printed."""
    ADD = "add"
    """It is added to the register: a unit, a post, a committee."""


class QuestionKey(StrEnum):
    """What may have to be asked once of a whole file, by the key under which it is settled."""

    ORDER = "order"
    MATRIX = "matrix"
    YEAR = "year"
    SCORES = "scores"
    REFERENCE = "reference"
