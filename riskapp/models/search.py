"""The full-text table, which each engine makes in its own way (see the first migration)."""

from uuid import UUID

ROW_BITS = 62


def row_number(risk_id: UUID) -> int:
    """Return the row that SQLite's index keeps a risk in: the random bits of its key."""
    return risk_id.int & ((1 << ROW_BITS) - 1)
