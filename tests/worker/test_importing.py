"""A long file is looked through and loaded by the worker: once, or not at all."""

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select
from typing_extensions import override

from riskapp.domain.import_drafts import PutRight
from riskapp.domain.imports import ImportState
from riskapp.domain.jobs import JobKind, JobState, Progress
from riskapp.files import Folder
from riskapp.models import ImportFile, Job, Risk
from riskapp.models.database import open_session
from riskapp.services.importing.files import put_right
from riskapp.services.transactions import transaction
from riskapp.worker.aside import read_aside
from riskapp.worker.kinds import KINDS
from riskapp.worker.running import run_all
from tests.factories import Trust, a_trust
from tests.imports import handed_in
from tests.worker.shops import a_shop, asked, the_job


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


@pytest.fixture
def file(session: Session, trust: Trust) -> ImportFile:
    return handed_in(session, trust.actor())


def done(
    session: Session, data: Path, trust: Trust, kind: JobKind, *, file: ImportFile, seen: int
) -> Job:
    """Ask for a job about a file, let a worker do it, and return its row."""
    engine = session.get_bind()
    assert isinstance(engine, sa.Engine)
    arguments = {"file_id": str(file.id), "seen_version": seen}
    job_id = asked(session, trust.actor(), f"{kind}", **arguments)
    run_all(a_shop(engine, data, KINDS[kind]))
    job = the_job(session, job_id)
    session.refresh(file)
    return job


def test_a_file_is_looked_through_and_then_loaded(
    session: Session, tmp_path: Path, trust: Trust, file: ImportFile
) -> None:
    job = done(session, tmp_path, trust, JobKind.CHECK_IMPORT, file=file, seen=file.version)
    assert (job.state, job.result) == (JobState.DONE, "2 rows: 2 ready.")
    assert job.link == f"/trust/imports/{file.id}"
    job = done(session, tmp_path, trust, JobKind.LOAD_IMPORT, file=file, seen=file.version)
    assert (job.state, file.state) == (JobState.DONE, ImportState.LOADED)
    assert len(session.exec(select(Risk)).all()) == 2


def test_a_file_that_was_changed_meanwhile_is_not_loaded(
    session: Session, tmp_path: Path, trust: Trust, file: ImportFile
) -> None:
    seen = file.version
    with transaction(session):
        put_right(session, trust.actor(), file.id, PutRight(seen, frozenset({2})))
    job = done(session, tmp_path, trust, JobKind.LOAD_IMPORT, file=file, seen=seen)
    assert job.state is JobState.FAILED
    assert job.error.startswith("Somebody else has changed how this file is read")
    assert session.exec(select(Risk)).all() == []


class Watched(Folder):
    """A folder that keeps what others can read of a job each time something is put aside."""

    def __init__(self, root: Path, job_id: UUID, engine: sa.Engine) -> None:
        super().__init__(root)
        self.job_id, self.engine = job_id, engine
        self.seen: list[tuple[Progress | None, int]] = []

    @override
    def put(self, key: str, pieces: Iterable[bytes]) -> None:
        """Put a file, and look at it as a page would, with the register as others see it."""
        super().put(key, pieces)
        with open_session(self.engine) as session:
            risks = len(session.exec(select(Risk)).all())
        self.seen.append((read_aside(self, self.job_id), risks))


def test_how_far_a_load_is_can_be_read_while_its_own_transaction_writes(
    session: Session, tmp_path: Path, trust: Trust, file: ImportFile
) -> None:
    engine = session.get_bind()
    assert isinstance(engine, sa.Engine)
    arguments = {"file_id": str(file.id), "seen_version": file.version}
    job_id = asked(session, trust.actor(), "load", **arguments)
    shop = a_shop(engine, tmp_path, KINDS[JobKind.LOAD_IMPORT])
    shop.files = files = Watched(tmp_path / "files", job_id, engine)
    run_all(shop)
    assert files.seen == [
        (Progress(0, 0, "Reading the file"), 0),
        (Progress(0, 2, "Reading the rows"), 0),
        (Progress(0, 0, "Laying the rows beside the register"), 0),
        (Progress(0, 2, "Bringing the risks in"), 0),
        (Progress(0, 0, "Keeping what became of each row"), 0),
    ]
    assert len(session.exec(select(Risk)).all()) == 2
    assert read_aside(files, job_id) is None
    assert list((tmp_path / "files").iterdir()) == []
