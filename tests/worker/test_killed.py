"""A worker killed in the middle: the job ends all the same, and what it does is done once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.jobs import JobState
from riskapp.domain.permissions import Role
from riskapp.models import Job, Person
from riskapp.worker.bell import BELL, Bell, ring
from tests.factories import a_trust
from tests.worker.shops import asked, fall_silent, settings_for, the_job

PATIENCE = 180
SLOW = Path(__file__).with_name("slow.py")


@contextmanager
def a_worker(engine: sa.Engine, data: Path, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RISKAPP_")}
    settings = settings_for(engine, data)
    url = {"RISKAPP_DATABASE_URL": settings.database_url, "RISKAPP_DATA": str(data)}
    root = {"PYTHONPATH": str(Path(__file__).parent.parent.parent)}
    process = subprocess.Popen(
        [sys.executable, str(SLOW), str(data / "go"), *command], env=kept | url | root
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(true: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert process.poll() is None, "the worker ended"
        assert time.monotonic() < deadline, "it takes too long"
        time.sleep(0.1)


def is_half_way(session: Session, job_id: UUID) -> Callable[[], bool]:
    return lambda: (
        (the_job(session, job_id).state, the_job(session, job_id).done)
        == (
            JobState.RUNNING,
            1,
        )
    )


def count_added(session: Session) -> int:
    session.rollback()
    query = select(sa.func.count()).where(col(Person.name) == "Added by a job")
    return session.exec(query.select_from(Person)).one()


@pytest.fixture
def job_id(session: Session) -> UUID:
    return asked(session, a_trust(session).actor(Role.SECRETARY))


def test_a_job_whose_worker_is_killed_is_done_once_by_the_next(
    engine: sa.Engine, session: Session, job_id: UUID, tmp_path: Path
) -> None:
    with a_worker(engine, tmp_path, "worker") as first:
        wait_until(is_half_way(session, job_id), first)
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert the_job(session, job_id).state is JobState.RUNNING
    fall_silent(session)
    (tmp_path / "go").touch()
    with a_worker(engine, tmp_path, "worker") as second:
        wait_until(lambda: the_job(session, job_id).state is JobState.DONE, second)
    job = the_job(session, job_id)
    assert (job.attempts, job.result) == (2, "All of it.")
    assert count_added(session) == 1


def test_a_worker_told_to_stop_leaves_its_job_to_the_next(
    sqlite_engine: sa.Engine, sqlite_session: Session, tmp_path: Path
) -> None:
    session = sqlite_session
    job_id = asked(session, a_trust(session).actor(Role.SECRETARY))
    with a_worker(sqlite_engine, tmp_path, "worker") as first:
        wait_until(is_half_way(session, job_id), first)
        with a_worker(sqlite_engine, tmp_path, "worker") as beside:
            assert beside.wait(PATIENCE) == 1
        first.terminate()
        assert first.wait(PATIENCE) == 0
    job = the_job(session, job_id)
    assert (job.state, job.attempts) == (JobState.WAITING, 0)
    (tmp_path / "go").touch()
    with a_worker(sqlite_engine, tmp_path, "job", "run-due") as timetable:
        assert timetable.wait(PATIENCE) == 0
    assert the_job(session, job_id).state is JobState.DONE
    assert count_added(session) == 1


def test_a_waiting_worker_wakes_at_a_ring(
    engine: sa.Engine, session: Session, tmp_path: Path
) -> None:
    trust = a_trust(session)
    (tmp_path / "go").touch()
    with a_worker(engine, tmp_path, "worker") as worker:
        first = asked(session, trust.actor(Role.SECRETARY), "before")
        wait_until(lambda: the_job(session, first).state is JobState.DONE, worker)
        second = asked(session, trust.actor(Role.SECRETARY), "after")
        hung: dict[str, Bell] = {}
        ring(settings_for(engine, tmp_path), hung)
        hung[BELL].close()
        began = time.monotonic()
        wait_until(lambda: the_job(session, second).state is JobState.DONE, worker)
        assert time.monotonic() - began < 40, "the sweep found it, not the bell"
    query = select(sa.func.count()).select_from(Job)
    assert session.exec(query).one() == 2
