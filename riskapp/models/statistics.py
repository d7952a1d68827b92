"""What SQLite's planner is told of the tables: how far each column of an index narrows a search.

Without it SQLite takes every index to find ten rows, and begins with those that find a hundred
thousand. The figures are of a large register; only their order of magnitude counts, and a plan
made for a large register is quick on a small one. PostgreSQL counts for itself within a minute or
two. Where everything has come in at once it is asked to: until then it takes tables for empty ones.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import sqlalchemy as sa

from riskapp.models.base import Table

ROWS: Final = 100_000
DIFFERENT: Final[Mapping[str, int]] = {
    "organisation_id": 1,
    "until_on": 1,
    "from_on": 1_000,
    "due_on": 1_000,
    "effective_on": 1_000,
    "entered_on": 1_000,
    "kind": 1,
    "register_kind": 3,
    "state": 4,
    "status": 5,
    "visibility": 4,
    "consequence": 5,
    "likelihood": 5,
    "score": 15,
    "unit_id": 50,
    "objective_id": 10,
    "programme_id": 100,
    "raised_by_id": 1_000,
    "by_id": 1_000,
    "person_id": 1_000,
}
"""How many parts a column divides the rows into, seen from the part that is asked for most: what
still holds, the current score. A column that is not named tells every row from the others."""

KEEP: Final = "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (:table, :index, :narrows)"


def tell_planner(connection: sa.Connection) -> None:
    """Write the figures of every index that exists; PostgreSQL is left alone."""
    if connection.dialect.name != "sqlite":
        return
    connection.exec_driver_sql("ANALYZE sqlite_schema")
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    figures = list(_figures(connection))
    if figures:
        connection.execute(sa.text(KEEP), figures)


def count_anew(connection: sa.Connection) -> None:
    """Have PostgreSQL count its tables at once; SQLite's figures stand."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("ANALYZE")


def _figures(connection: sa.Connection) -> Iterator[dict[str, str]]:
    for table in Table.metadata.tables:
        for index in connection.exec_driver_sql(f"PRAGMA index_list({table})").all():
            named = connection.exec_driver_sql(f"PRAGMA index_info({index.name})").all()
            columns = [column.name for column in named]
            yield {"table": table, "index": index.name, "narrows": _narrows(columns)}


def _narrows(columns: Sequence[str | None]) -> str:
    """Return the rows of a table, then how many are left after each column of an index."""
    left = ROWS
    steps = [left]
    for column in columns:
        left = max(1, left // DIFFERENT.get(column or "", ROWS))
        steps.append(left)
    return " ".join(map(str, steps))
