"""The walls that no code can walk through: append-only tables, kept so by the database itself.

A redaction is the one change allowed: words become NULL and nothing else moves.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from riskapp.models.assessment import Assessment, AssessmentDomain
from riskapp.models.final import FinalContent, FinalWords
from riskapp.models.history import History, HistoryText
from riskapp.models.notes import RiskNote


@dataclass(frozen=True, slots=True)
class AppendOnly:
    """A table whose rows stay; only `erasable` columns may become NULL, and nothing else moves."""

    table: sa.Table
    erasable: tuple[str, ...] = ()

    @property
    def kept(self) -> list[str]:
        """The columns that never change."""
        return [column.name for column in self.table.columns if column.name not in self.erasable]


def _table(model: type) -> sa.Table:
    return Assessment.metadata.tables[str(model.__tablename__)]  # type: ignore[attr-defined]


APPEND_ONLY = (
    AppendOnly(_table(History)),
    AppendOnly(_table(HistoryText), ("salt", "words")),
    AppendOnly(_table(Assessment), ("reason",)),
    AppendOnly(_table(AssessmentDomain)),
    AppendOnly(_table(RiskNote), ("words",)),
    AppendOnly(_table(FinalContent)),
    AppendOnly(_table(FinalWords), ("salt", "words")),
)


def trigger_names() -> frozenset[str]:
    """Return the names of the triggers that a sound database has, on either engine."""
    return frozenset(
        f"{rule.table.name}_{deed}" for rule in APPEND_ONLY for deed in ("unchanged", "undeleted")
    )


def ensure_triggers(connection: sa.Connection) -> None:
    """Make every trigger of the tables that exist anew: rebuilding a table loses them."""
    tables = set(sa.inspect(connection).get_table_names())
    build = BUILDERS[connection.dialect.name]
    for rule in APPEND_ONLY:
        if rule.table.name in tables:
            for statement in build(rule):
                connection.execute(sa.text(statement))


def find_triggers(connection: sa.Connection) -> frozenset[str]:
    """Return the names of the triggers that the database has."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    return frozenset(connection.exec_driver_sql(query).scalars())


def _only_erases(rule: AppendOnly, same: str) -> str:
    """Return the condition under which an update is a redaction."""
    kept = [f"NEW.{name} {same} OLD.{name}" for name in rule.kept]
    return " AND ".join([*kept, *(f"NEW.{name} IS NULL" for name in rule.erasable)])


def _sqlite(rule: AppendOnly) -> list[str]:
    name = rule.table.name
    refuse = f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
    unless = f"WHEN NOT ({_only_erases(rule, 'IS')})" if rule.erasable else ""
    return [
        f"DROP TRIGGER IF EXISTS {name}_unchanged",
        f"DROP TRIGGER IF EXISTS {name}_undeleted",
        f"CREATE TRIGGER {name}_unchanged BEFORE UPDATE ON {name} {unless} {refuse}",
        f"CREATE TRIGGER {name}_undeleted BEFORE DELETE ON {name} {refuse}",
    ]


REFUSAL = (
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
)


def _postgresql(rule: AppendOnly) -> list[str]:
    name = rule.table.name
    unless = f"WHEN (NOT ({_only_erases(rule, 'IS NOT DISTINCT FROM')}))" if rule.erasable else ""
    refuse = "EXECUTE FUNCTION refuse_change()"
    return [
        REFUSAL,
        f"DROP TRIGGER IF EXISTS {name}_unchanged ON {name}",
        f"DROP TRIGGER IF EXISTS {name}_undeleted ON {name}",
        f"DROP TRIGGER IF EXISTS {name}_untruncated ON {name}",
        f"CREATE TRIGGER {name}_unchanged BEFORE UPDATE ON {name} FOR EACH ROW {unless} {refuse}",
        f"CREATE TRIGGER {name}_undeleted BEFORE DELETE ON {name} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {name}_untruncated BEFORE TRUNCATE ON {name} FOR EACH STATEMENT {refuse}",
    ]


BUILDERS: Mapping[str, Callable[[AppendOnly], list[str]]] = {
    "sqlite": _sqlite,
    "postgresql": _postgresql,
}
