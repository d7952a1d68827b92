"""Opening the database, on SQLite or PostgreSQL."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

WRITES = "riskapp_writes"
BUSY_TIMEOUT_MS = 10_000
PAGE_SIZE = 16_384
SQLITE_HELD = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
SQLITE_PRIMARY = 0xFF
"""The part of SQLite's extended result codes that tells the kind of fault."""
POSTGRESQL_HELD = frozenset({"40001", "40P01", "55P03"})
"""A serialization failure, a deadlock, a lock not to be had: PostgreSQL's appendix of codes."""


def open_database(url: str) -> sa.Engine:
    """Return an engine for the database of that address, set up the way the register needs it."""
    address = sa.make_url(url)
    if address.get_backend_name() == "sqlite":
        return _open_sqlite(address)
    engine = sa.create_engine(address, isolation_level="REPEATABLE READ", pool_pre_ping=True)
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def open_copy(file: Path) -> sa.Engine:
    """Return an engine for a backup of SQLite's, to read from: not a byte of it changes."""
    # A copy that nobody writes to has no log beside it: then SQLite needs none to read it either.
    beside = file.with_name(f"{file.name}-wal").exists()
    address = f"{file.resolve().as_uri()}?{'mode=ro' if beside else 'immutable=1'}"
    engine = sa.create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(address, uri=True), poolclass=sa.NullPool
    )
    event.listen(engine, "connect", _prepare_copy)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def open_session(engine: sa.Engine) -> Session:
    """Return a session that flushes when told and keeps what it read after a commit."""
    return Session(engine, autoflush=False, expire_on_commit=False)


def begin_writing(session: Session) -> None:
    """End what was read and begin a transaction that may write.

    On SQLite it takes the write lock at once; on PostgreSQL it sees what others commit while
    it waits.
    """
    session.rollback()
    if is_sqlite(session):
        session.connection(execution_options={WRITES: True})
    else:
        session.connection(execution_options={"isolation_level": "READ COMMITTED"})


def empty_log(session: Session) -> None:
    """Write SQLite's log into its file and empty it, unless a reader keeps it.

    Between transactions only. PostgreSQL keeps its own log, and for its own time.
    """
    if is_sqlite(session):
        engine = session.get_bind().engine
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def is_sqlite(session: Session) -> bool:
    """Tell which of the two engines this session speaks to."""
    return session.get_bind().dialect.name == "sqlite"


def is_held_by_others(error: OperationalError) -> bool:
    """Tell a database that others kept busy, where trying again helps, from one that is broken."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    if isinstance(code, int):
        return code & SQLITE_PRIMARY in SQLITE_HELD
    return getattr(error.orig, "sqlstate", None) in POSTGRESQL_HELD


def _open_sqlite(address: sa.URL) -> sa.Engine:
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(address, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Leave transactions to us, check foreign keys, wait for a lock, and survive a power cut.

    What is erased is written over: a redaction must not leave its words between the rows. A new
    file has pages of 16 kB, on which long rows of history fit: a register is brought in quicker by
    a fourteenth, and saved and shown as fast. A file keeps the pages that it was made with.
    """
    connection.isolation_level = None
    for pragma in (
        f"page_size = {PAGE_SIZE}",
        "journal_mode = WAL",
        "foreign_keys = ON",
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "synchronous = FULL",
        "secure_delete = ON",
        "cache_size = -65536",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_copy(connection: Any, _record: object) -> None:
    """Leave transactions to us, and refuse every change."""
    connection.isolation_level = None
    connection.execute("PRAGMA query_only = ON")


def _prepare_postgresql(connection: Any, _record: object) -> None:
    """Let PostgreSQL answer at once: it compiles a long statement for longer than it runs.

    Measured at 10,000 risks: 4.8 seconds with compiling, 0.3 without.
    """
    connection.execute("SET jit = off")
    connection.commit()


def _begin_sqlite(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
