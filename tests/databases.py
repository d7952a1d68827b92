"""A database for each test, on either engine: a copy of one that was migrated once.

What the engine of one test has learnt, that of the next knows: putting a statement into SQL takes
longer than most tests' answers, so it is done once for each statement, not once for each test.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlmodel import Session

from riskapp.models.database import open_database, open_session
from riskapp.models.migrating import migrate
from tests.engines import new_database

_KNOWN: dict[str, tuple[sa.Dialect, dict[object, object]]] = {}


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database with today's schema."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    engine = open_database(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgresql_template(postgresql_url: str) -> Iterator[str]:
    """The name of an empty PostgreSQL database with today's schema."""
    with new_database(postgresql_url) as address:
        engine = open_database(address)
        migrate(engine)
        engine.dispose()
        yield str(sa.make_url(address).database)


@pytest.fixture
def sqlite_engine(sqlite_template: Path, tmp_path: Path) -> Iterator[sa.Engine]:
    """A SQLite database of this test's own."""
    with _sqlite_copy(sqlite_template, tmp_path) as engine:
        yield engine


@pytest.fixture
def postgresql_engine(postgresql_url: str, postgresql_template: str) -> Iterator[sa.Engine]:
    """A PostgreSQL database of this test's own."""
    with _postgresql_copy(postgresql_url, postgresql_template) as engine:
        yield engine


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lasting_engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sa.Engine]:
    """A database for the tests of one file that only look at it, on each engine in turn."""
    template = request.getfixturevalue(f"{request.param}_template")
    if request.param == "sqlite":
        copy = _sqlite_copy(template, tmp_path_factory.mktemp("lasting"))
    else:
        copy = _postgresql_copy(request.getfixturevalue("postgresql_url"), template)
    with copy as engine:
        yield engine


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> sa.Engine:
    """A database of this test's own, on each engine in turn."""
    found: sa.Engine = request.getfixturevalue(f"{request.param}_engine")
    return found


@pytest.fixture
def session(engine: sa.Engine) -> Iterator[Session]:
    """A session on the test's database."""
    with open_session(engine) as opened:
        yield opened


@pytest.fixture
def sqlite_session(sqlite_engine: sa.Engine) -> Iterator[Session]:
    """A session where one engine is enough to tell."""
    with open_session(sqlite_engine) as opened:
        yield opened


@contextmanager
def _sqlite_copy(template: Path, folder: Path) -> Iterator[sa.Engine]:
    path = folder / "register.sqlite3"
    shutil.copyfile(template, path)  # closed, so nothing of it is beside it in a log
    engine = open_knowing(f"sqlite:///{path}")
    event.listen(engine, "connect", _wait_for_no_disk)
    yield engine
    engine.dispose()


@contextmanager
def _postgresql_copy(server: str, template: str) -> Iterator[sa.Engine]:
    with new_database(server, template) as address:
        engine = open_knowing(address)
        yield engine
        engine.dispose()


def open_knowing(address: str) -> sa.Engine:
    """Open a database with an engine that knows the statements of those before it."""
    engine = open_database(address)
    if engine.name not in _KNOWN:
        engine.connect().close()  # a dialect asks once what server it speaks to
        _KNOWN[engine.name] = engine.dialect, {}
    engine.dialect, statements = _KNOWN[engine.name]
    engine.update_execution_options(compiled_cache=statements)
    return engine


def _wait_for_no_disk(connection: sqlite3.Connection, _record: object) -> None:
    """Let a test's own database be lost with the machine."""
    connection.execute("PRAGMA synchronous = OFF")
