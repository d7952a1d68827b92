"""Joining rows of one organisation: every key has the organisation in it, so every join does."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import col


def points_at(column: Any, table: Any) -> sa.ColumnElement[bool]:
    """Join the row of a table, or of an alias of it, whose id a column holds."""
    return sa.and_(
        col(table.organisation_id) == col(column.class_.organisation_id), col(table.id) == column
    )


def of_same_risk(table: Any, other: Any) -> sa.ColumnElement[bool]:
    """Join rows of two tables that belong to the same risk."""
    return sa.and_(
        col(table.organisation_id) == col(other.organisation_id),
        col(table.risk_id) == col(other.risk_id),
    )
