"""The notes on a risk, and the one that somebody began."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.kept import read_back
from riskapp.domain.permissions import Actor
from riskapp.models import KeptForm, Person, RiskNote
from riskapp.readmodels.kept import KeptShown
from riskapp.readmodels.notes import NoteLine, Notes

NEWEST = 5
"""How many notes a risk's own page shows."""
PAGE_SIZE = 50


def list_newest_notes(
    session: Session, actor: Actor, risk_id: UUID, on: date | None = None, *, since: datetime
) -> tuple[Notes, tuple[KeptShown, ...]]:
    """Return the newest notes on a risk by that day, and the note that the actor began, if any.

    One statement. What was begun must have been kept since that moment; there is none on a past
    day. The caller has made sure that the actor may know of the risk.
    """
    newest = _query(actor, risk_id, on).limit(NEWEST).subquery()
    query = sa.union_all(sa.select(newest), _begun(actor, risk_id, since, on))
    rows = session.connection().execute(query).all()
    lines = sorted((row for row in rows if row.total), key=lambda row: row.id, reverse=True)
    begun = tuple(KeptShown(r.name, read_back(r.words), r.at) for r in rows if not r.total)
    return _notes(lines), begun


def _begun(
    actor: Actor, risk_id: UUID, since: datetime, on: date | None
) -> sa.Select[*tuple[Any, ...]]:
    """Return the note that the actor began, as a row of notes that none are counted with."""
    return sa.select(
        sa.null(),
        col(KeptForm.content),
        col(KeptForm.place),
        sa.null(),
        col(KeptForm.kept_at),
        sa.literal(0),
    ).where(
        col(KeptForm.organisation_id) == actor.organisation_id,
        col(KeptForm.person_id) == actor.person_id,
        col(KeptForm.risk_id) == risk_id,
        col(KeptForm.place).endswith("/notes"),
        col(KeptForm.kept_at) > since,
        sa.literal(on is None),
    )


def get_notes_page(
    session: Session, actor: Actor, risk_id: UUID, page: int = 1, on: date | None = None
) -> Notes:
    """Return one page of all the notes on a risk by that day; past the last there are no lines.

    The caller has made sure that the actor may know of the risk.
    """
    query = _query(actor, risk_id, on).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    return _notes(session.connection().execute(query).all(), page)


def list_notes(
    session: Session, actor: Actor, risk_id: UUID, on: date | None = None
) -> tuple[NoteLine, ...]:
    """Return all the notes on a risk by that day, the newest first.

    The caller has made sure that the actor may know of the risk.
    """
    return _notes(session.connection().execute(_query(actor, risk_id, on)).all()).lines


def _query(actor: Actor, risk_id: UUID, on: date | None) -> sa.Select[*tuple[Any, ...]]:
    by_then = [col(RiskNote.entered_on) <= on] if on else []
    return (
        sa.select(
            col(RiskNote.id),
            col(RiskNote.words),
            col(Person.name),
            col(RiskNote.entered_on),
            col(RiskNote.recorded_at).label("at"),
            sa.func.count().over().label("total"),
        )
        .select_from(RiskNote)
        .join(Person, col(Person.id) == col(RiskNote.by_id))
        .where(
            col(RiskNote.organisation_id) == actor.organisation_id,
            col(RiskNote.risk_id) == risk_id,
            *by_then,
        )
        .order_by(col(RiskNote.id).desc())
    )


def _notes(rows: Sequence[Any], page: int = 1) -> Notes:
    total = rows[0].total if rows else 0
    lines = tuple(NoteLine(row.words, row.name, row.entered_on, row.at) for row in rows)
    return Notes(lines, total, page, max(1, -(-total // PAGE_SIZE)))
