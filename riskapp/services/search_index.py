"""Keeping the full-text index: one row of words for each risk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from riskapp.domain.findable import findable_words, printed_words
from riskapp.models import Risk, RiskVersion
from riskapp.models.database import is_sqlite
from riskapp.models.search import row_number
from riskapp.queries.checks.batches import list_batches
from riskapp.queries.findable import list_findable

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
MERGE = "INSERT INTO risk_search (risk_search) VALUES ('optimize')"


@dataclass(frozen=True, slots=True)
class Findable:
    """A risk and all the words by which it is found."""

    organisation_id: UUID
    risk_id: UUID
    words: str


def index_risk(session: Session, risk: Risk, says: RiskVersion) -> None:
    """Put what a risk now says in the place of what it said; it has nothing beside it yet."""
    texts = (says.title, says.cause, says.event, says.effect, *printed_words(risk.printed_cells))
    words = findable_words(risk.number, texts, risk.printed_reference, risk.printed_key)
    _put(session, [Findable(risk.organisation_id, risk.id, words)])


def reindex(session: Session, organisation_id: UUID, *risk_ids: UUID) -> None:
    """Let risks be found by all that is said of them now, and by nothing that was."""
    session.flush()
    found = list_findable(session, organisation_id, risk_ids)
    _put(session, [Findable(organisation_id, risk_id, words) for risk_id, words in found.items()])


def reindex_everything(session: Session) -> None:
    """Index every risk there is anew: an earlier version went by fewer words, in other rows."""
    session.connection().exec_driver_sql("DELETE FROM risk_search")
    for batch in list_batches(session):
        reindex(session, batch.organisation_id, *(risk.id for risk in batch.risks))


def index_new(session: Session, organisation_id: UUID, risk_ids: Sequence[UUID]) -> None:
    """Index many risks that are written and were not there before."""
    index_words(session, organisation_id, list_findable(session, organisation_id, risk_ids))


def index_words(session: Session, organisation_id: UUID, found: Mapping[UUID, str]) -> None:
    """Index new risks by these words, in the order in which SQLite keeps them."""
    sqlite = is_sqlite(session)
    risks = (Findable(organisation_id, risk_id, words) for risk_id, words in found.items())
    rows = sorted((_values(risk, sqlite=sqlite) for risk in risks), key=itemgetter("row"))
    session.connection().execute(sa.text(KEEP[sqlite]), rows)


def forget_old_words(session: Session) -> None:
    """Let the index be written anew, without the words that risks no longer hold.

    SQLite's keeps the words of rows that were taken out until its parts are merged. PostgreSQL's
    keeps none that lead to anything.
    """
    if is_sqlite(session):
        session.connection().exec_driver_sql(MERGE)


def _put(session: Session, risks: Sequence[Findable]) -> None:
    sqlite = is_sqlite(session)
    rows = [_values(risk, sqlite=sqlite) for risk in risks]
    if rows:
        session.connection().execute(sa.text(FORGET[sqlite]), rows)
        session.connection().execute(sa.text(KEEP[sqlite]), rows)


def _values(risk: Findable, *, sqlite: bool) -> dict[str, Any]:
    return {
        "row": row_number(risk.organisation_id, risk.risk_id),
        "organisation": _key(risk.organisation_id, sqlite=sqlite),
        "risk": _key(risk.risk_id, sqlite=sqlite),
        "words": risk.words,
    }


def _key(key: UUID, *, sqlite: bool) -> str | UUID:
    return key.hex if sqlite else key
