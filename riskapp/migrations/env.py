"""How alembic meets our database: plain types, and the triggers made anew after each run."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from sqlmodel.sql.sqltypes import AutoString

from riskapp.migrations.queue import TABLES as QUEUE
from riskapp.models import Table
from riskapp.models.statistics import tell_planner
from riskapp.models.triggers import ensure_triggers

NOT_OURS = frozenset({"alembic_version", *QUEUE})
SEARCH = "risk_search"


def _render(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Write a column's type so that a migration imports nothing of ours."""
    if kind != "type":
        return False
    if isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    if type(item).__name__ == "UTCDateTime":
        return "sa.DateTime(timezone=True)"
    return False


def _include(name: str | None, kind: str, _parents: object) -> bool:
    """Leave the search table, which each engine makes in its own way, out of comparisons."""
    return not (kind == "table" and (name in NOT_OURS or str(name).startswith(SEARCH)))


def _run(connection: sa.Connection) -> None:
    sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=Table.metadata,
        render_as_batch=sqlite,
        render_item=_render,
        include_name=_include,
        compare_type=False,
    )
    with context.begin_transaction():
        context.run_migrations()
        ensure_triggers(connection)
        tell_planner(connection)


_run(context.config.attributes["connection"])
