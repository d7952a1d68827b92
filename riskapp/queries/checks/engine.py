"""What the database itself must keep up: its schema, its file, its triggers, its foreign keys."""

from collections.abc import Iterator

from sqlmodel import Session

from riskapp.models.database import is_sqlite
from riskapp.models.migrating import is_current
from riskapp.models.triggers import find_triggers, trigger_names

MOST = 20
"""Findings of one kind that are named: more would say no more."""

UNCHECKED = "SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT convalidated"
DISABLED = "SELECT tgname FROM pg_trigger WHERE tgenabled = 'D'"


def find_other_schema(session: Session) -> Iterator[str]:
    """Say whether the schema is another version's."""
    if not is_current(session.connection()):
        yield "The schema is not this version's: run `riskapp database upgrade`."


def find_damage(session: Session) -> Iterator[str]:
    """Name what SQLite finds wrong with its file; PostgreSQL keeps watch over its own."""
    if is_sqlite(session):
        query = f"PRAGMA quick_check({MOST})"
        for found in session.connection().exec_driver_sql(query).scalars():
            if found != "ok":
                yield f"The file of the database is damaged: {found}."


def find_missing_triggers(session: Session) -> Iterator[str]:
    """Name each trigger that is missing or switched off: without it, rows could be rewritten."""
    connection = session.connection()
    missing = trigger_names() - find_triggers(connection)
    if not is_sqlite(session):
        missing |= trigger_names() & set(connection.exec_driver_sql(DISABLED).scalars())
    for name in sorted(missing):
        yield f"The trigger {name} is missing, so rows that must stay could be changed."


def find_orphans(session: Session) -> Iterator[str]:
    """Name each row that points at one that is not there."""
    connection = session.connection()
    if not is_sqlite(session):
        for name in connection.exec_driver_sql(UNCHECKED).scalars():
            yield f"The foreign key {name} was never checked."
        return
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(MOST)
    for table, _row, parent, _key in rows:
        yield f"A row of {table} points at a row of {parent} that is not there."
