"""The walls that no code can walk through: append-only tables, kept so by the database itself.

Two changes are allowed. A redaction: words become NULL and nothing else moves. And what is written
once, later than the row itself: that a pack was withdrawn.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from riskapp.models.assessment import Assessment, AssessmentDomain
from riskapp.models.final import FinalContent, FinalWords
from riskapp.models.history import History, HistoryText
from riskapp.models.notes import RiskNote
from riskapp.models.pack import Pack, PackFile, PackRisk


@dataclass(frozen=True, slots=True)
class AppendOnly:
    """A table whose rows stay; only `erasable` columns may become NULL, and nothing else moves.

    Columns written `once` are an exception: the first of them is NULL until all of them are.
    """

    table: sa.Table
    erasable: tuple[str, ...] = ()
    once: tuple[str, ...] = ()

    @property
    def kept(self) -> list[str]:
        """The columns that never change."""
        free = {*self.erasable, *self.once}
        return [column.name for column in self.table.columns if column.name not in free]


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
    AppendOnly(
        _table(Pack), once=("withdrawn_at", "withdrawn_on", "withdrawn_by_id", "withdrawn_why")
    ),
    AppendOnly(_table(PackFile), ("content",)),
    AppendOnly(_table(PackRisk)),
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


def _is_allowed(rule: AppendOnly, same: str) -> str:
    """Return the condition under which an update is a redaction, or writes what is written once."""
    kept = [f"NEW.{name} {same} OLD.{name}" for name in rule.kept]
    erased = [f"NEW.{name} IS NULL" for name in rule.erasable]
    first = [f"OLD.{name} IS NULL AND NEW.{name} IS NOT NULL" for name in rule.once[:1]]
    return " AND ".join([*kept, *erased, *first])


def _unless(rule: AppendOnly, same: str) -> str:
    """Return the clause that lets the allowed updates of a table pass."""
    return f"WHEN (NOT ({_is_allowed(rule, same)}))" if rule.erasable or rule.once else ""


def _sqlite(rule: AppendOnly) -> list[str]:
    name = rule.table.name
    refuse = f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
    unless = _unless(rule, "IS")
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
    unless = _unless(rule, "IS NOT DISTINCT FROM")
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
