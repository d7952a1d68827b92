"""Whether a risk is open or closed, and since when, as its row says."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from riskapp.domain.imports import Holds, Verdict
from riskapp.domain.lifecycle import RiskStatus, Treatment, status_words
from riskapp.domain.wording import date_words
from riskapp.intake.row_days import DAYS, day_of, read_field, read_opened
from riskapp.intake.row_words import read_word
from riskapp.intake.said import (
    NOTHING_SAID,
    Cell,
    Said,
    filled,
    folded,
    kept,
    only,
    remarked,
    together,
    wrong,
)

_STATUS: Final[Mapping[str, RiskStatus]] = {
    **dict.fromkeys(("open", "opened", "active", "live", "current"), RiskStatus.OPEN),
    **dict.fromkeys(("closed", "close"), RiskStatus.CLOSED),
    **dict.fromkeys(("draft",), RiskStatus.DRAFT),
    **dict.fromkeys(("rejected",), RiskStatus.REJECTED),
}
"""What means exactly a status of the register."""

_MORE: Final = "Kept as printed, and brought in as {status}."
_DRAFT: Final = "Kept as printed, and brought in as a draft: it can be sent for approval here."
_NEAR: Final[Mapping[str, tuple[RiskStatus, str]]] = {
    **dict.fromkeys(
        (
            *("archived", "inactive", "merged", "removed", "resolved", "retired", "transferred"),
            *("withdrawn", "withdrawn by import"),
        ),
        (RiskStatus.CLOSED, _MORE.format(status="closed")),
    ),
    **dict.fromkeys(
        (
            *("approved", "finally approved", "final approval", "new", "ongoing", "re-opened"),
            *("reopened", "under review", "being reviewed", "in progress", "escalated"),
        ),
        (RiskStatus.OPEN, _MORE.format(status="open")),
    ),
    **dict.fromkeys(
        (
            *("awaiting approval", "awaiting final approval", "awaiting review", "pending"),
            *("in holding area, awaiting review", "in holding area", "holding area"),
            *("proposed", "unapproved"),
        ),
        (RiskStatus.DRAFT, _DRAFT),
    ),
}
"""What comes near one: the word itself is kept too."""

_BEGUN: Final = re.compile(
    r"[a-z]+(?: [a-z]+)?(?= ?[-\u2013:(,;/] ?| [0-9])"
    r"|closed(?= (?:by|at|in|on|following|after|as|with|due)\b)"
)
"""What stands before a date or a remark: "closed - 12/03/2024", "closed by the committee"."""
_BARE: Final = re.compile(
    r"^(?:\([0-9]{1,2}\)|[0-9]{1,2}[.):]?(?: ?[-\u2013])?) ?(?=[a-z])"
    r"|^all (?=[a-z])| (?:risks?|register)\b|[\s:.]*(?:\([0-9]+\))?$"
)
"""What changes nothing of a status: "closed risks (4)", "(3) Closed", "3 - Closed"."""
_SIGNS: Final = " -\u2013:(),;/."
_ACCEPTED: Final = frozenset({"accepted", "tolerated", "tolerate", "accept"})
_ACCEPTED_REMARK: Final = (
    "Kept as printed, and brought in as open, to be tolerated: here two people decide anew whether"
    " a risk is accepted."
)
_UNKNOWN: Final = (
    "No status that is known here: kept as printed. Without a day of closing the risk comes in as"
    " open."
)
_STILL_OPEN: Final = (
    "no day of closing, or “Closed” as the status: the row says when the risk was closed, and that"
    " it is not"
)
_BEFORE: Final = "a day on or after the day on which the risk was opened"
_NOT_CLOSED: Final = "The risk is not brought in as closed: kept as printed."


def read_life(cells: Sequence[Cell], as_of: date) -> Said:
    """Return the status, the treatment and the days of opening and closing."""
    of = {holds: [c for c in cells if c.column.holds is holds] for holds in _LIFE}
    status = _status(of[Holds.STATUS], as_of)
    treatment = read_word(of[Holds.TREATMENT])
    opened = read_opened(of[Holds.OPENED], as_of)
    closed = read_field(of[Holds.CLOSED], as_of)
    closing = _closing(of, status, closed, as_of)
    said = together(status, treatment, opened, closing)
    fields = said.fields
    opened_on, closed_on = fields.get("opened_on"), fields.get("closed_on")
    if opened_on and closed_on and opened_on > closed_on:
        first = next(cell for cell in of[Holds.CLOSED] or of[Holds.OPENED])
        return together(said, wrong(Verdict.NEEDS_YOU, first, _BEFORE))
    return said


_LIFE: Final = (Holds.STATUS, Holds.TREATMENT, Holds.OPENED, Holds.CLOSED)


def _status(cells: Sequence[Cell], as_of: date) -> Said:
    cell, said = only(cells)
    if cell is None:
        return said
    words = _BARE.sub("", folded(cell.words))
    if words in _STATUS:
        return together(said, Said(fields={"status": _STATUS[words]}))
    begun = _BEGUN.match(words) if words not in _NEAR else None
    if begun is None:
        return together(said, _near(cell, words))
    told = _near(cell, begun[0])
    if told.fields.get("status") is RiskStatus.CLOSED:
        told = together(told, _closed_on(cell, words[begun.end() :], as_of))
    return together(said, told)


def _closed_on(cell: Cell, rest: str, as_of: date) -> Said:
    """Return the day of closing that stands behind a status, as in "closed - 12/03/2024"."""
    day, _ = day_of(cell._replace(words=rest.strip(_SIGNS)), DAYS[Holds.CLOSED], as_of)
    return Said(fields={"closed_on": day}) if day else NOTHING_SAID


def _near(cell: Cell, words: str) -> Said:
    """Return the status that a word comes near to, and keep the cell."""
    if words in _ACCEPTED:
        fields = {"status": RiskStatus.OPEN, "treatment": Treatment.TOLERATE}
        return together(Said(fields=fields), kept(cell, remark=_ACCEPTED_REMARK))
    if words in _STATUS:
        status = _STATUS[words]
        remark = _MORE.format(status=status_words(status))
    elif words in _NEAR:
        status, remark = _NEAR[words]
    else:
        return kept(cell, remark=_UNKNOWN)
    return together(Said(fields={"status": status}), kept(cell, remark=remark))


def _closing(of: Mapping[Holds, Sequence[Cell]], said: Said, closed: Said, as_of: date) -> Said:
    """Return whether and when the risk was closed, by its status and by the day printed."""
    status = said.fields.get("status")
    if closed.fields.get("closed_on") is None:
        return together(closed, _closed_some_day(of, said, closed, as_of))
    if status in {None, RiskStatus.CLOSED}:
        return together(closed, Said(fields={"status": RiskStatus.CLOSED}))
    cell = filled(of[Holds.CLOSED])[0][0]
    if status is RiskStatus.REJECTED:
        return together(closed._replace(fields={}), kept(cell, remark=_NOT_CLOSED))
    return together(closed._replace(fields={}), wrong(Verdict.NEEDS_YOU, cell, _STILL_OPEN))


def _closed_some_day(
    of: Mapping[Holds, Sequence[Cell]], said: Said, closed: Said, as_of: date
) -> Said:
    """Return the day the file is of for a closed risk without a day: by then it was closed."""
    status = said.fields.get("status")
    if status is not RiskStatus.CLOSED or closed.problems or said.fields.get("closed_on"):
        return NOTHING_SAID
    cell = filled(of[Holds.STATUS])[0][0]
    remark = f"No day of closing is printed: closed by {date_words(as_of)}, the day the file is of."
    return together(Said(fields={"closed_on": as_of}), remarked(cell, remark))
