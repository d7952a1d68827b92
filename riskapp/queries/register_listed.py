"""All risks that a list shows, with what the columns chosen need beside them, for its files."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from sqlmodel import Session

from riskapp.domain.columns import DATES, Column
from riskapp.domain.filters import RegisterFilters
from riskapp.domain.matrix import Matrix
from riskapp.domain.permissions import Actor
from riskapp.queries.quality import count_failing
from riskapp.queries.register import list_fitting
from riskapp.queries.register_dates import list_dates
from riskapp.queries.register_moves import list_scores_then
from riskapp.readmodels.register import Listed, RegisterRow


def list_all_listed(
    session: Session,
    actor: Actor,
    filters: RegisterFilters,
    columns: Collection[Column],
    *,
    on: date | None,
    matrix: Matrix,
) -> Iterator[Listed]:
    """Return every risk that fits, on whichever page, with what these columns need.

    FieldError, at once, for a band that the matrix does not have.
    """
    batches = list_fitting(session, actor, filters, on=on, matrix=matrix)
    return (one for rows in batches for one in list_listed(session, actor, rows, columns, on))


def list_listed(
    session: Session,
    actor: Actor,
    rows: Sequence[RegisterRow],
    columns: Collection[Column],
    on: date | None,
) -> list[Listed]:
    """Return these risks with what these columns need; nothing is asked for that none shows."""
    ids = [row.id for row in rows]
    dates = list_dates(session, actor, ids, on) if not DATES.isdisjoint(columns) else {}
    failing = count_failing(session, actor, ids, on) if Column.QUALITY in columns else {}
    then = list_scores_then(session, actor, ids, on) if Column.MOVED in columns else {}
    return [Listed(row, dates.get(row.id), failing.get(row.id), then.get(row.id)) for row in rows]
