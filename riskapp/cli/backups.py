"""Copies of an embedded database: written while people work, and put back."""

import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from riskapp.cli.opening import CommandError
from riskapp.clock import utc_now
from riskapp.models.database import open_database
from riskapp.models.migrating import is_known
from riskapp.models.search import rebuild_index
from riskapp.services.upgrading import bring_up_to_date

USE_THE_SERVER = (
    "This database is PostgreSQL's: use its own pg_dump to back it up and pg_restore to bring it"
    " back."
)


def back_up(url: str, file: Path) -> int:
    """Copy the database to a new file; return its size in bytes."""
    path = _path(url)
    if not path.is_file():
        raise CommandError(f"There is no database at {path}.")
    if file.exists():
        raise CommandError(f"{file} exists already: choose another name.")
    if not file.parent.is_dir():
        raise CommandError(f"There is no folder {file.parent}.")
    _copy(path, file)
    return file.stat().st_size


def restore(url: str, file: Path) -> Path | None:
    """Put a copy in the place of the database; return where what was there is kept, if it was.

    CommandError where the file is damaged, is no register, or is a later version's.
    """
    path = _path(url)
    refuse_unsound(file)
    kept = None
    if path.is_file():
        kept = path.with_name(f"{path.stem}-before-{utc_now():%Y%m%dT%H%M%S}{path.suffix}")
        _copy(path, kept)
    path.parent.mkdir(parents=True, exist_ok=True)
    _copy(file, path)
    _bring_up_to_date(url)
    return kept


def _path(url: str) -> Path:
    address = sa.make_url(url)
    if address.get_backend_name() != "sqlite":
        raise CommandError(USE_THE_SERVER)
    return Path(address.database or "")


def _copy(source: Path, target: Path) -> None:
    """Copy one database over another, whoever is reading or writing meanwhile."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def refuse_unsound(file: Path) -> None:
    """Refuse a file that is damaged, is no register, or is a later version's."""
    if not file.is_file():
        raise CommandError(f"There is no file {file}.")
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            sound = copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            revision = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise CommandError(f"{file} is not a register's database: {error}.") from None
    if not sound:
        raise CommandError(f"{file} is damaged.")
    if revision is None or not is_known(revision[0]):
        raise CommandError(f"{file} is of a later version of the register: install that first.")


def _bring_up_to_date(url: str) -> None:
    """Bring a restored database to this version's schema, and index its words anew."""
    engine = open_database(url)
    try:
        with engine.begin() as connection:
            rebuild_index(connection)
        bring_up_to_date(engine)
    finally:
        engine.dispose()
