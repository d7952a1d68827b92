"""The columns that the register can be read in."""

from enum import StrEnum
from typing import Final


class Column(StrEnum):
    """One column of the register, by its word in an address."""

    SCORE = "score"
    REFERENCE = "reference"
    TITLE = "title"
    STATUS = "status"
    APPETITE = "appetite"
    TARGET = "target"
    UNIT = "unit"
    OWNER = "owner"
    EXECUTIVE = "executive"
    COMMITTEE = "committee"
    REGISTERS = "registers"
    OBJECTIVES = "objectives"
    WAITING = "waiting"
    OPENED = "opened"
    REVIEWED = "last-review"
    REVIEW = "next-review"
    HAPPENED = "happened"
    MOVED = "moved"
    QUALITY = "quality"


DATES: Final = frozenset({Column.OPENED, Column.REVIEWED, Column.REVIEW, Column.HAPPENED})
"""The columns that another question answers."""
COLUMN_WORDS: Final = {
    Column.SCORE: "Score",
    Column.REFERENCE: "Reference",
    Column.TITLE: "Risk",
    Column.STATUS: "Status",
    Column.APPETITE: "Appetite",
    Column.TARGET: "Target",
    Column.UNIT: "Unit",
    Column.OWNER: "Owner",
    Column.EXECUTIVE: "Executive",
    Column.COMMITTEE: "Lead committee",
    Column.REGISTERS: "On",
    Column.OBJECTIVES: "Objectives",
    Column.WAITING: "Waiting for a decision",
    Column.OPENED: "Opened",
    Column.REVIEWED: "Last review",
    Column.REVIEW: "Next review",
    Column.HAPPENED: "Has happened",
    Column.MOVED: "Score moved in three months",
    Column.QUALITY: "Quality checks failed",
}
