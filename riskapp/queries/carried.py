"""What was worked out in Python, carried into a statement as one value, however much it is."""

import json
from collections.abc import Mapping
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session

from riskapp.models.database import is_sqlite


def carried(session: Session, name: str, numbers: Mapping[UUID, int]) -> sa.CTE:
    """Return rows of an `id` and its `number`, under a name of their own in the statement.

    A statement takes only so many values apart.
    """
    rows = _from_json(numbers) if is_sqlite(session) else _from_arrays(numbers)
    return rows.cte(name).prefix_with("MATERIALIZED")


def _from_json(numbers: Mapping[UUID, int]) -> sa.Select[tuple[UUID, int]]:
    written = json.dumps({key.hex: number for key, number in numbers.items()})
    rows = sa.func.json_each(written).table_valued(
        sa.column("key", sa.Uuid()), sa.column("value", sa.Integer())
    )
    return sa.select(rows.c.key.label("id"), rows.c.value.label("number"))


def _from_arrays(numbers: Mapping[UUID, int]) -> sa.Select[tuple[UUID, int]]:
    ids = sa.bindparam(None, list(numbers), ARRAY(sa.Uuid()))
    values = sa.bindparam(None, list(numbers.values()), ARRAY(sa.Integer()))
    rows = (
        sa.func.unnest(ids, values)
        .table_valued(sa.column("id", sa.Uuid()), sa.column("number", sa.Integer()))
        .render_derived()
    )
    return sa.select(rows.c.id, rows.c.number)
