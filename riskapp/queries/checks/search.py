"""The full-text index: every risk can be found, and nothing else."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlmodel import Session

from riskapp.models.database import is_sqlite
from riskapp.models.search import row_number
from riskapp.queries.checks.batches import Batch, list_batches

IN_SQLITE = sa.text("SELECT rowid FROM risk_search WHERE rowid IN :rows").bindparams(
    sa.bindparam("rows", expanding=True)
)
IN_POSTGRESQL = sa.text(
    "SELECT risk_id FROM risk_search WHERE organisation_id = :organisation AND risk_id IN :rows"
).bindparams(sa.bindparam("rows", expanding=True))


def find_unsearchable(session: Session) -> Iterator[str]:
    """Name each risk that a search cannot find; say if the index holds more than the risks."""
    risks = 0
    missing = 0
    for batch in list_batches(session):
        found = _found(session, batch)
        for risk in batch.risks:
            if (row_number(risk.id) if is_sqlite(session) else risk.id) not in found:
                missing += 1
                yield f"{risk.name}: a search cannot find it."
        risks += len(batch.risks)
    indexed = session.connection().execute(sa.text("SELECT count(*) FROM risk_search")).scalar_one()
    if indexed != risks - missing:
        yield f"The search index holds {indexed} rows for {risks} risks."


def _found(session: Session, batch: Batch) -> set[object]:
    """Return which risks of a batch the index holds, as it names them."""
    if is_sqlite(session):
        rows = [row_number(risk.id) for risk in batch.risks]
        found = session.connection().execute(IN_SQLITE, {"rows": rows})
    else:
        ids = [risk.id for risk in batch.risks]
        values = {"organisation": batch.organisation_id, "rows": ids}
        found = session.connection().execute(IN_POSTGRESQL, values)
    return set(found.scalars())
