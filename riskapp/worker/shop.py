"""What a worker works with: the database, the files, what it can do, and when it is to stop."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from threading import Event, Lock
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from riskapp.clock import today
from riskapp.domain.jobs import JobKind
from riskapp.files import Files, Folder
from riskapp.models.database import open_session
from riskapp.services.jobs import Run
from riskapp.services.transactions import transaction
from riskapp.settings import Settings
from riskapp.worker.kinds import KINDS
from riskapp.worker.work import Deed

FILES = "files"


@dataclass
class Shop:
    """A worker's bench, and the job it is at."""

    engine: sa.Engine
    settings: Settings
    files: Files
    kinds: Mapping[JobKind, Deed] = field(default_factory=lambda: KINDS)
    stop: Event = field(default_factory=Event)
    at: Run | None = None
    one_at_a_time: Lock = field(default_factory=Lock)

    @property
    def today(self) -> date:
        """The register's own day."""
        return self.settings.today or today()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session to read with."""
        with open_session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a session and one transaction in it."""
        with open_session(self.engine) as session, transaction(session):
            yield session


def files_of(settings: Settings) -> Files:
    """Return where an installation keeps its files."""
    return Folder(settings.data / FILES)


def file_key(organisation_id: UUID, job_id: UUID, name: str) -> str:
    """Return the key under which the file of a job is kept."""
    return f"{organisation_id}/{job_id}/{name}"
