"""The full-text table, which each engine makes in its own way (see the first migration)."""

from uuid import UUID

import sqlalchemy as sa

ROW_BITS = 62


def row_number(organisation_id: UUID, risk_id: UUID) -> int:
    """Return the row that SQLite's index keeps a risk in: the random bits of its keys.

    Two organisations may have risks of one key, where one was brought in from the other.
    """
    return (organisation_id.int ^ risk_id.int) & ((1 << ROW_BITS) - 1)


def rebuild_index(connection: sa.Connection) -> None:
    """Build SQLite's index of words anew from the words that it keeps."""
    connection.exec_driver_sql("INSERT INTO risk_search(risk_search) VALUES ('rebuild')")
