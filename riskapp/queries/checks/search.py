"""The full-text index: every risk can be found by all that is said of it, and nothing else."""

from collections.abc import Iterator, Mapping

import sqlalchemy as sa
from sqlmodel import Session

from riskapp.models.database import is_sqlite
from riskapp.models.search import row_number
from riskapp.queries.checks.batches import Batch, list_batches
from riskapp.queries.findable import list_findable

IN_SQLITE = sa.text("SELECT rowid, words FROM risk_search WHERE rowid IN :rows").bindparams(
    sa.bindparam("rows", expanding=True)
)
IN_POSTGRESQL = sa.text(
    "SELECT risk_id, words FROM risk_search"
    " WHERE organisation_id = :organisation AND risk_id IN :rows"
).bindparams(sa.bindparam("rows", expanding=True))


def find_unsearchable(session: Session) -> Iterator[str]:
    """Name each risk that a search misses, or finds by other words than are said of it.

    Say too if the index holds more than the risks.
    """
    risks = 0
    indexed = 0
    for batch in list_batches(session):
        risks += len(batch.risks)
        found = _found(session, batch)
        indexed += len(found)
        yield from _compare(session, batch, found)
    held = session.connection().execute(sa.text("SELECT count(*) FROM risk_search")).scalar_one()
    if held != indexed:
        yield f"The search index holds {held} rows for {risks} risks."


def _compare(session: Session, batch: Batch, found: Mapping[object, str]) -> Iterator[str]:
    ids = [risk.id for risk in batch.risks]
    wanted = list_findable(session, batch.organisation_id, ids)
    for risk in batch.risks:
        row = row_number(batch.organisation_id, risk.id) if is_sqlite(session) else risk.id
        words = found.get(row)
        if words is None:
            yield f"{risk.name}: a search cannot find it."
        elif words != wanted.get(risk.id, words):
            yield f"{risk.name}: a search goes by other words than are said of it now."


def _found(session: Session, batch: Batch) -> dict[object, str]:
    """Return the words by which the index finds the risks of a batch, by what it calls each."""
    if is_sqlite(session):
        rows = [row_number(batch.organisation_id, risk.id) for risk in batch.risks]
        found = session.connection().execute(IN_SQLITE, {"rows": rows})
    else:
        ids = [risk.id for risk in batch.risks]
        values = {"organisation": batch.organisation_id, "rows": ids}
        found = session.connection().execute(IN_POSTGRESQL, values)
    return {row[0]: row[1] for row in found}
