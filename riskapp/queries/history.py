"""What happened to risks, in sentences."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.happenings import Happening, sentence
from riskapp.domain.intervals import FOREVER
from riskapp.domain.permissions import Actor
from riskapp.models import History, HistoryText, Person
from riskapp.queries.scope import number_if_known
from riskapp.readmodels.history import HistoryLine

PAGE_SIZE = 50
HIDDEN = "another risk"


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """One page of a history, newest first; `total` counts all its entries."""

    lines: tuple[HistoryLine, ...]
    total: int
    page: int
    pages: int


def get_history_page(session: Session, actor: Actor, risk_id: UUID, page: int = 1) -> HistoryPage:
    """Return a page of one risk's history; past the last page there are no lines.

    The caller has made sure that the actor may know of the risk.
    """
    wanted = _of_risks(actor, [risk_id], FOREVER)
    count = sa.select(sa.func.count()).select_from(History).where(*wanted)
    total = session.connection().execute(count).scalar_one()
    newest = _numbered(wanted)
    first = (page - 1) * PAGE_SIZE
    some = sa.and_(newest.c.place > first, newest.c.place <= first + PAGE_SIZE)
    lines = _lines(session, actor, newest, some).get(risk_id, ())
    return HistoryPage(lines, total, page, max(1, -(-total // PAGE_SIZE)))


def list_last_entries(
    session: Session,
    actor: Actor,
    risk_ids: Sequence[UUID],
    on: date | None = None,
    *,
    most: int = 5,
) -> Mapping[UUID, tuple[HistoryLine, ...]]:
    """Return the last few entries about each of these risks by that day, newest first.

    The caller has made sure that the actor may know of the risks.
    """
    newest = _numbered(_of_risks(actor, risk_ids, on or FOREVER))
    return _lines(session, actor, newest, newest.c.place <= most)


def _of_risks(
    actor: Actor, risk_ids: Sequence[UUID], on: date
) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        col(History.organisation_id) == actor.organisation_id,
        col(History.risk_id).in_(risk_ids),
        col(History.entered_on) <= on,
    )


def _numbered(wanted: Iterable[sa.ColumnElement[bool]]) -> sa.Subquery:
    """Number the entries of each risk from its newest."""
    place = sa.func.row_number().over(
        partition_by=col(History.risk_id), order_by=col(History.number).desc()
    )
    return sa.select(col(History.number), place.label("place")).where(*wanted).subquery()


def _lines(
    session: Session, actor: Actor, newest: sa.Subquery, some: sa.ColumnElement[bool]
) -> Mapping[UUID, tuple[HistoryLine, ...]]:
    """Return the lines of the entries picked, by risk, newest first."""
    entries: dict[int, Any] = {}
    words: dict[int, dict[str, str | None]] = defaultdict(dict)
    for row in session.connection().execute(_query(actor, newest, some)):
        entries[row.number] = row
        if row.name is not None:
            words[row.number][row.name] = row.words
    lines: dict[UUID, list[HistoryLine]] = defaultdict(list)
    for number, row in entries.items():
        lines[row.risk_id].append(_line(row, words[number]))
    return {risk_id: tuple(found) for risk_id, found in lines.items()}


def _query(
    actor: Actor, newest: sa.Subquery, some: sa.ColumnElement[bool]
) -> sa.Select[*tuple[Any, ...]]:
    same_entry = sa.and_(
        col(HistoryText.organisation_id) == col(History.organisation_id),
        col(HistoryText.number) == col(History.number),
    )
    return (
        sa.select(
            *(col(column).label(name) for name, column in _COLUMNS.items()),
            number_if_known(actor, col(History.subject_id)).label("linked"),
        )
        .select_from(newest)
        .join(History, col(History.number) == newest.c.number)
        .join(Person, col(Person.id) == col(History.by_id))
        .outerjoin(HistoryText, same_entry)
        .where(col(History.organisation_id) == actor.organisation_id, some)
        .order_by(col(History.number).desc(), col(HistoryText.name))
    )


_COLUMNS: Mapping[str, Any] = {
    "number": History.number,
    "risk_id": History.risk_id,
    "at": History.at,
    "entered_on": History.entered_on,
    "kind": History.kind,
    "entry": History.entry,
    "who": Person.name,
    "name": HistoryText.name,
    "words": HistoryText.words,
}


def _line(row: Any, words: Mapping[str, str | None]) -> HistoryLine:
    facts: dict[str, str] = json.loads(row.entry)["facts"]
    if row.kind is Happening.RISK_LINKED and row.linked is None:
        facts["strategic"] = HIDDEN
    effective = facts.get("effective")
    day = date.fromisoformat(effective) if effective else None
    return HistoryLine(
        number=row.number,
        at=row.at,
        entered_on=row.entered_on,
        who=row.who,
        sentence=sentence(row.kind, facts, row.who),
        words=words,
        backdated_to=day if day and day < row.entered_on else None,
    )
