"""Long work: asked for on a page, done by a worker, told of in this one row."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from riskapp.clock import utc_now
from riskapp.domain.jobs import JobState
from riskapp.domain.permissions import Role
from riskapp.models.base import OwnedTable, by_value

UNDER_WAY = sa.text("state IN ('waiting', 'running')")


class Job(OwnedTable, table=True):
    """A job: who asked for it and as what, how far it is, and what came of it.

    `run_id` names the run that may still say how it goes: one that was taken from its worker
    has another, and the worker's word counts no more. `kind` bears no CHECK, so that a new kind
    of work needs no migration.
    """

    __tablename__ = "job"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "key"),
        sa.CheckConstraint("done >= 0 AND total >= 0", name="progress"),
        sa.Index(None, "organisation_id", "by_id", "asked_at"),
        sa.Index(
            "ix_job_under_way",
            "state",
            "due_at",
            sqlite_where=UNDER_WAY,
            postgresql_where=UNDER_WAY,
        ),
    )

    kind: str = Field(max_length=40)
    key: str = Field(max_length=200)
    by_id: UUID = Field(foreign_key="person.id")
    asked_as: Role = Field(sa_type=by_value(Role))
    arguments: str = "{}"
    state: JobState = Field(default=JobState.WAITING, sa_type=by_value(JobState))
    attempts: int = 0
    run_id: UUID | None = None
    done: int = 0
    total: int = 0
    words: str = Field(default="", max_length=200)
    error: str = Field(default="", max_length=500)
    result: str = Field(default="", max_length=500)
    link: str = Field(default="", max_length=500)
    made_file: bool = False
    file_name: str | None = Field(default=None, max_length=200)
    file_type: str | None = Field(default=None, max_length=100)
    file_until: datetime | None = None
    asked_at: datetime = Field(default_factory=utc_now)
    due_at: datetime = Field(default_factory=utc_now)
    started_at: datetime | None = None
    heartbeat_at: datetime | None = None
    ended_at: datetime | None = None
