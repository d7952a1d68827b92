"""Keeping the full-text index: one row of words for each risk."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from riskapp.domain.references import risk_reference
from riskapp.models import Risk, RiskVersion
from riskapp.models.database import is_sqlite
from riskapp.models.search import row_number

FORGET = {
    True: "DELETE FROM risk_search WHERE rowid = :row",
    False: "DELETE FROM risk_search WHERE organisation_id = :organisation AND risk_id = :risk",
}
KEEP = {
    True: (
        "INSERT INTO risk_search (rowid, organisation_id, risk_id, words)"
        " VALUES (:row, :organisation, :risk, :words)"
    ),
    False: (
        "INSERT INTO risk_search (organisation_id, risk_id, words)"
        " VALUES (:organisation, :risk, :words)"
    ),
}


def index_risk(session: Session, risk: Risk, says: RiskVersion) -> None:
    """Put what a risk now says in the place of what it said."""
    sqlite = is_sqlite(session)
    connection = session.connection()
    values = {
        "row": row_number(risk.id),
        "organisation": _key(risk.organisation_id, sqlite=sqlite),
        "risk": _key(risk.id, sqlite=sqlite),
        "words": searchable(risk, says),
    }
    connection.execute(sa.text(FORGET[sqlite]), values)
    connection.execute(sa.text(KEEP[sqlite]), values)


def searchable(risk: Risk, says: RiskVersion) -> str:
    """Return all the words by which a risk is found."""
    references = (risk_reference(risk.number), str(risk.number), risk.printed_reference)
    parts = (*references, risk.printed_key, says.title, says.cause, says.event, says.effect)
    return "\n".join(part for part in parts if part)


def _key(key: UUID, *, sqlite: bool) -> str | UUID:
    return key.hex if sqlite else key
