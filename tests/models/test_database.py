"""What the two engines say when they refuse, told apart."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, OperationalError

from riskapp.models.database import PAGE_SIZE, WRITES, is_held_by_others, open_database


def refusal(engine: sa.Engine, sql: str) -> DBAPIError:
    """Return what a statement is refused with by a database that does not wait for others."""
    impatient = "PRAGMA busy_timeout = 1" if on_sqlite(engine) else "SET lock_timeout = 1"
    with engine.connect() as connection:
        connection.exec_driver_sql(impatient)
        with pytest.raises(DBAPIError) as refused:
            connection.exec_driver_sql(sql)
    return refused.value


def on_sqlite(engine: sa.Engine) -> bool:
    return engine.dialect.name == "sqlite"


def test_a_lock_that_somebody_else_holds_is_told(engine: sa.Engine) -> None:
    with engine.connect().execution_options(**{WRITES: True}) as other:
        other.exec_driver_sql("SELECT 1" if on_sqlite(engine) else "LOCK TABLE risk")
        error = refusal(engine, "UPDATE risk SET number = number")
    assert isinstance(error, OperationalError)
    assert is_held_by_others(error)


def test_a_table_that_is_missing_is_no_lock(engine: sa.Engine) -> None:
    error = refusal(engine, "SELECT * FROM no_such_table")
    assert not (isinstance(error, OperationalError) and is_held_by_others(error))


def test_postgresql_answers_rather_than_compiles(postgresql_engine: sa.Engine) -> None:
    with postgresql_engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW jit").scalar_one() == "off"
        connection.rollback()
        assert connection.exec_driver_sql("SHOW jit").scalar_one() == "off"


def test_a_new_file_has_pages_on_which_long_rows_fit(tmp_path: Path) -> None:
    new = open_database(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    with new.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA page_size").scalar_one() == PAGE_SIZE > 4096
    new.dispose()


def test_a_file_of_smaller_pages_is_opened_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "old.sqlite3"
    with closing(sqlite3.connect(file)) as old:
        old.executescript("PRAGMA page_size = 4096; CREATE TABLE thing (name); VACUUM;")
        old.executescript("INSERT INTO thing VALUES ('kept')")
    engine = open_database(f"sqlite:///{file}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA page_size").scalar_one() == 4096
        assert connection.exec_driver_sql("SELECT name FROM thing").scalar_one() == "kept"
    engine.dispose()
