"""The notes on a risk."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.models import Person, RiskNote
from riskapp.readmodels.notes import NoteLine, Notes

NEWEST = 5
"""How many notes a risk's own page shows."""
PAGE_SIZE = 50


def list_newest_notes(
    session: Session, actor: Actor, risk_id: UUID, on: date | None = None
) -> Notes:
    """Return the newest notes on a risk by that day, and how many there are.

    The caller has made sure that the actor may know of the risk.
    """
    return _notes(session, _query(actor, risk_id, on).limit(NEWEST))


def get_notes_page(
    session: Session, actor: Actor, risk_id: UUID, page: int = 1, on: date | None = None
) -> Notes:
    """Return one page of all the notes on a risk by that day; past the last there are no lines.

    The caller has made sure that the actor may know of the risk.
    """
    query = _query(actor, risk_id, on).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    return _notes(session, query, page)


def _query(actor: Actor, risk_id: UUID, on: date | None) -> sa.Select[*tuple[Any, ...]]:
    by_then = [col(RiskNote.entered_on) <= on] if on else []
    return (
        sa.select(
            col(RiskNote.words),
            col(Person.name),
            col(RiskNote.entered_on),
            col(RiskNote.recorded_at),
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


def _notes(session: Session, query: sa.Select[*tuple[Any, ...]], page: int = 1) -> Notes:
    rows = session.connection().execute(query).all()
    total = rows[0].total if rows else 0
    lines = tuple(NoteLine(*row[:4]) for row in rows)
    return Notes(lines, total, page, max(1, -(-total // PAGE_SIZE)))
