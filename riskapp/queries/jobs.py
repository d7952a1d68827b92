"""Jobs as people see them, and as a worker looks for them."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.errors import NotFoundError
from riskapp.domain.jobs import (
    COUNTED_IN,
    KIND_NAMES,
    SIGHT,
    SILENT_FOR,
    JobKind,
    JobState,
    Progress,
    may_fetch,
    sees_job,
)
from riskapp.domain.permissions import Actor
from riskapp.models import Job, Organisation, Person
from riskapp.models.organisation import OrganisationKind
from riskapp.readmodels.jobs import JobFile, ShownJob

MOST = 50
NOT_THERE = "There is no such job."


def get_job(session: Session, actor: Actor, job_id: UUID, now: datetime) -> ShownJob:
    """Return a job as it is now; NotFoundError unless it is the actor's to see.

    What came of it is for who asked alone: it may count what others may not know of.
    """
    query = _shown(actor).where(col(Job.id) == job_id)
    row = session.connection().execute(query).one_or_none()
    if row is None or not sees_job(actor, row.by_id):
        raise NotFoundError(NOT_THERE)
    return _read(row, actor, now)


def find_last_job(
    session: Session, actor: Actor, keys: Collection[str], now: datetime
) -> ShownJob | None:
    """Return the newest job whose key begins with one of these; None unless the actor sees it."""
    begin = (col(Job.key).startswith(key, autoescape=True) for key in keys)
    query = _shown(actor).where(sa.or_(*begin)).order_by(col(Job.id).desc()).limit(1)
    row = session.connection().execute(query).one_or_none()
    return _read(row, actor, now) if row is not None and sees_job(actor, row.by_id) else None


def list_own_jobs(
    session: Session, actor: Actor, now: datetime, kinds: Collection[JobKind] = ()
) -> list[ShownJob]:
    """Return what the actor has asked for, of some kinds or all, the newest first, at most 50."""
    wanted = col(Job.kind).in_(sorted(kinds)) if kinds else sa.true()
    query = (
        _shown(actor)
        .where(col(Job.by_id) == actor.person_id, wanted)
        .order_by(col(Job.asked_at).desc(), col(Job.id).desc())
        .limit(MOST)
    )
    return [_read(row, actor, now) for row in session.connection().execute(query)]


def list_jobs(session: Session, organisation_id: UUID | None = None) -> list[tuple[str, Job]]:
    """Return the newest jobs of the installation, or of one organisation, with its code."""
    query = (
        select(Organisation.code, Job)
        .join(Job, col(Job.organisation_id) == col(Organisation.id))
        .order_by(col(Job.asked_at).desc(), col(Job.id).desc())
        .limit(MOST)
    )
    if organisation_id is not None:
        query = query.where(col(Organisation.id) == organisation_id)
    return list(session.exec(query))


def count_due(session: Session, now: datetime) -> int:
    """Count the jobs, of every organisation, that wait for a worker and may begin."""
    query = select(sa.func.count()).where(
        col(Job.state) == JobState.WAITING, col(Job.due_at) <= now
    )
    return session.exec(query.select_from(Job)).one()


def count_silent(session: Session, now: datetime) -> int:
    """Count the jobs whose worker is heard of no more."""
    return session.exec(select(sa.func.count()).select_from(Job).where(is_silent_at(now))).one()


def is_silent_at(now: datetime) -> sa.ColumnElement[bool]:
    """Tell a job that runs but whose worker is heard of no more."""
    return sa.and_(col(Job.state) == JobState.RUNNING, col(Job.heartbeat_at) < now - SILENT_FOR)


def list_files_to_remove(session: Session, now: datetime) -> list[tuple[UUID, UUID, str]]:
    """Return organisation, job and name of each file that is kept no longer."""
    query = (
        select(Job.organisation_id, Job.id, col(Job.file_name))
        .where(col(Job.file_name).is_not(None), col(Job.file_until) <= now)
        .order_by(col(Job.id))
    )
    return [(row[0], row[1], str(row[2])) for row in session.exec(query)]


def list_without(session: Session, key: str) -> Sequence[Organisation]:
    """Return the organisations that keep a register and have no job of that key."""
    asked = sa.exists().where(col(Job.organisation_id) == col(Organisation.id), col(Job.key) == key)
    keeps = col(Organisation.kind) != OrganisationKind.INSTALLATION
    query = select(Organisation).where(keeps, ~asked.correlate(Organisation))
    return session.exec(query.order_by(col(Organisation.code))).all()


def _shown(actor: Actor) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(*(col(getattr(Job, name)) for name in _COLUMNS), col(Person.name).label("asker"))
        .select_from(Job)
        .join(Person, col(Person.id) == col(Job.by_id))
        .where(col(Job.organisation_id) == actor.organisation_id)
    )


_COLUMNS = (
    *("id", "kind", "state", "by_id", "asked_as", "asked_at", "attempts", "done", "total"),
    *(
        "words",
        "arguments",
        "error",
        "result",
        "link",
        "file_name",
        "file_type",
        "file_until",
        "made_file",
        "ended_at",
    ),
)


def _read(row: Any, actor: Actor, now: datetime) -> ShownJob:
    own, file = row.by_id == actor.person_id, _file(row, actor, now)
    return ShownJob(
        id=row.id,
        name=name_of(row.kind),
        state=row.state,
        asked_by=row.asker,
        own=own,
        asked_at=row.asked_at,
        attempts=row.attempts,
        progress=Progress(row.done, row.total, row.words),
        error=row.error,
        result=row.result if own else "",
        link=row.link if own else "",
        file=file,
        file_gone=file is None and bool(row.made_file),
        ended_at=row.ended_at,
        kind=row.kind,
        counted_in=counted_in(row.kind),
    )


def name_of(kind: str) -> str:
    """Return the words for a kind of job; one of a later version is named as it is stored."""
    return KIND_NAMES[JobKind(kind)] if kind in set(JobKind) else kind


def counted_in(kind: str) -> str:
    """Return what a kind of job counts in, nothing where that has no name."""
    return COUNTED_IN.get(JobKind(kind), "") if kind in set(JobKind) else ""


def _file(row: Any, actor: Actor, now: datetime) -> JobFile | None:
    """Return the file for who asked for it, as long as it is kept and they see what they saw."""
    if row.file_name is None or row.file_until <= now or row.by_id != actor.person_id:
        return None
    sight = json.loads(row.arguments).get(SIGHT, "")
    if not may_fetch(actor, row.kind, row.asked_as, sight):
        return None
    return JobFile(row.file_name, row.file_type, row.file_until)
