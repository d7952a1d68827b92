"""Entries of the history as pages show them: a sentence, and beneath it what was typed."""

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.happenings import Happening
from riskapp.domain.milestones import MilestoneStatus, label
from riskapp.domain.told_happenings import sentence
from riskapp.domain.told_words import fields_words
from riskapp.models import History, HistoryText, Person
from riskapp.readmodels.history import HistoryLine

HIDDEN = "another risk"
NAMES_ANOTHER: Mapping[Happening, str] = {
    Happening.RISK_LINKED: "strategic",
    Happening.RISK_UNLINKED: "strategic",
    Happening.EXPOSURE_LINKED: "operational",
    Happening.EXPOSURE_UNLINKED: "operational",
    Happening.MERGE_PROPOSED: "into",
    Happening.MERGE_DECLINED: "into",
    Happening.MERGED: "into",
    Happening.TOOK_IN: "other",
}
"""The fact by which an entry names its subject, a risk that not every reader may know of."""

COLUMNS: tuple[Any, ...] = (
    col(History.number),
    col(History.risk_id),
    col(History.at),
    col(History.entered_on),
    col(History.kind),
    col(History.entry),
    col(Person.name).label("who"),
    col(HistoryText.name),
    col(HistoryText.words),
)


def with_words(query: sa.Select[*tuple[Any, ...]]) -> sa.Select[*tuple[Any, ...]]:
    """Return a statement for entries with who made them and what was typed, newest first."""
    same_entry = sa.and_(
        col(HistoryText.organisation_id) == col(History.organisation_id),
        col(HistoryText.number) == col(History.number),
    )
    return (
        query.join(Person, col(Person.id) == col(History.by_id))
        .outerjoin(HistoryText, same_entry)
        .order_by(col(History.number).desc(), col(HistoryText.name))
    )


def read_lines(
    session: Session, query: sa.Select[*tuple[Any, ...]]
) -> list[tuple[Any, HistoryLine]]:
    """Return each entry's row with its line, in the order of the statement.

    Where an entry tells of another risk, the row's `linked` is None if it is not to be named.
    """
    entries: dict[int, Any] = {}
    words: dict[int, dict[str, str | None]] = defaultdict(dict)
    for row in session.connection().execute(query):
        entries[row.number] = row
        if row.name is not None:
            words[row.number][row.name] = row.words
    return [(row, _line(row, words[number])) for number, row in entries.items()]


def _line(row: Any, words: Mapping[str, str | None]) -> HistoryLine:
    facts = _facts(row)
    effective = facts.get("effective")
    day = date.fromisoformat(effective) if effective else None
    return HistoryLine(
        number=row.number,
        at=row.at,
        entered_on=row.entered_on,
        who=row.who,
        kind=row.kind,
        sentence=sentence(row.kind, _in_words(row.kind, facts), row.who),
        words=words,
        backdated_to=day if day and day < row.entered_on else None,
        facts=facts,
    )


def _facts(row: Any) -> dict[str, str]:
    """Return an entry's facts, without the name of a risk that the reader may not know of."""
    facts: dict[str, str] = json.loads(row.entry)["facts"]
    if row.kind in NAMES_ANOTHER and row.linked is None:
        facts[NAMES_ANOTHER[row.kind]] = HIDDEN
    return facts


def _in_words(kind: Happening, facts: Mapping[str, str]) -> Mapping[str, str]:
    """Return an entry's facts as its sentence says them."""
    said = dict(facts)
    if kind is Happening.MILESTONE_SET:
        said |= {name: _status(said[name]) for name in ("status", "before")}
    if "fields" in said:
        said["fields"] = fields_words(said["fields"])
    return said


def _status(stored: str) -> str:
    return label(MilestoneStatus(stored)).lower()
