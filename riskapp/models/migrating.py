"""Bringing a database's schema to a version and telling whether it is there."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def migrate(engine: sa.Engine, revision: str = "head") -> None:
    """Bring the schema up or down to a revision, all or nothing, orphaning no row."""
    with engine.connect() as connection:
        _foreign_keys(connection, on=False)
        with connection.begin():
            _step(connection, revision)
            _refuse_orphans(connection)
        _foreign_keys(connection, on=True)
    # SQLite reads what its planner is told of the tables when a connection opens: open anew.
    engine.dispose()


def is_current(connection: sa.Connection) -> bool:
    """Tell whether the schema is this version's."""
    heads = ScriptDirectory.from_config(_config(connection)).get_heads()
    return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)


def find_revision(connection: sa.Connection) -> str | None:
    """Return the revision of a database's schema, None where it has none yet."""
    return MigrationContext.configure(connection).get_current_revision()


def is_known(revision: str) -> bool:
    """Tell whether a schema is this version's or an earlier one's."""
    scripts = ScriptDirectory(str(MIGRATIONS))
    return revision in {script.revision for script in scripts.walk_revisions()}


def _step(connection: sa.Connection, revision: str) -> None:
    config = _config(connection)
    scripts = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(connection).get_current_revision()
    ahead = {script.revision for script in scripts.iterate_revisions("heads", current or "base")}
    wanted = scripts.get_current_head() if revision == "head" else revision
    (command.upgrade if wanted in ahead or wanted == current else command.downgrade)(
        config, revision
    )


def _config(connection: sa.Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _foreign_keys(connection: sa.Connection, *, on: bool) -> None:
    """Switch SQLite's foreign keys, so that rebuilding a table does not delete its children."""
    if connection.dialect.name == "sqlite":
        raw = connection.connection.dbapi_connection
        raw.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")  # type: ignore[union-attr]


def _refuse_orphans(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if orphans:
            message = f"The migration would leave rows without a parent: {orphans[:3]}"
            raise RuntimeError(message)
