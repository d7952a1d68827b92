"""What happened to a milestone, in sentences."""

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.happenings import Happening, sentence
from riskapp.domain.milestones import MilestoneStatus, label
from riskapp.domain.permissions import Action, Actor, require
from riskapp.models import History, HistoryText, Person
from riskapp.readmodels.history import HistoryLine

OWN = (Happening.MILESTONE_ADDED, Happening.MILESTONE_MOVED, Happening.MILESTONE_SET)
"""What is said of the milestone alone: a link also names a risk, which may be hidden."""

_COLUMNS = (
    col(History.number),
    col(History.at),
    col(History.entered_on),
    col(History.kind),
    col(History.entry),
    col(HistoryText.name),
    col(HistoryText.words),
)


def list_milestone_history(
    session: Session, actor: Actor, milestone_id: UUID, on: date | None = None
) -> tuple[HistoryLine, ...]:
    """Return what was done to a milestone by that day, newest first.

    The caller has made sure that the actor may know of the milestone.
    """
    require(actor, Action.VIEW_HISTORY)
    entries: dict[int, Any] = {}
    words: dict[int, dict[str, str | None]] = defaultdict(dict)
    query = _query(actor, milestone_id, on or actor.today)
    for row in session.connection().execute(query):
        entries[row.number] = row
        if row.name is not None:
            words[row.number][row.name] = row.words
    return tuple(_line(row, words[number]) for number, row in entries.items())


def _query(actor: Actor, milestone_id: UUID, on: date) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(*_COLUMNS, col(Person.name).label("who"))
        .select_from(History)
        .join(Person, col(Person.id) == col(History.by_id))
        .outerjoin(
            HistoryText,
            sa.and_(
                col(HistoryText.organisation_id) == col(History.organisation_id),
                col(HistoryText.number) == col(History.number),
            ),
        )
        .where(
            col(History.organisation_id) == actor.organisation_id,
            col(History.subject_id) == milestone_id,
            col(History.kind).in_(OWN),
            col(History.entered_on) <= on,
        )
        .order_by(col(History.number).desc(), col(HistoryText.name))
    )


def _line(row: Any, words: Mapping[str, str | None]) -> HistoryLine:
    facts: dict[str, str] = json.loads(row.entry)["facts"]
    if row.kind is Happening.MILESTONE_SET:
        facts |= {name: _status(facts[name]) for name in ("status", "before")}
    said = sentence(row.kind, facts, row.who)
    return HistoryLine(row.number, row.at, row.entered_on, row.who, said, words)


def _status(stored: str) -> str:
    return label(MilestoneStatus(stored)).lower()
