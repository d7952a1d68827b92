"""Asking for long work, and what a worker does to the row that tells of it."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.clock import utc_now, uuid7
from riskapp.domain.errors import NotFoundError, StaleError
from riskapp.domain.jobs import (
    BROKEN_OFF,
    FETCHED_BY,
    FILES_KEPT_FOR,
    GAVE_UP,
    SIGHT,
    TRIED_AGAIN,
    AskJob,
    JobState,
    Outcome,
    Progress,
    next_attempt,
    sight_of,
)
from riskapp.domain.permissions import Actor, Role
from riskapp.models import Job
from riskapp.queries.jobs import NOT_THERE, is_silent_at
from riskapp.services.transactions import hold_settings


@dataclass(frozen=True, slots=True)
class Run:
    """One attempt at a job by one worker, which alone may say how it goes."""

    run_id: UUID
    organisation_id: UUID
    job_id: UUID
    kind: str
    by_id: UUID
    asked_as: Role
    arguments: dict[str, Any]
    attempt: int


class TakenAwayError(Exception):
    """The job is no longer this run's: another has it, or it has been given up."""


def ask_job(session: Session, actor: Actor, draft: AskJob) -> UUID:
    """Put work into the queue, once for each key; return the id of the job."""
    hold_settings(session, actor.organisation_id)
    query = select(Job.id).where(
        col(Job.organisation_id) == actor.organisation_id, col(Job.key) == draft.key
    )
    there = session.exec(query).first()
    if there is not None:
        return there
    job = Job(
        organisation_id=actor.organisation_id,
        kind=draft.kind.value,
        key=draft.key,
        by_id=actor.person_id,
        asked_as=actor.role,
        arguments=_arguments(draft.arguments, actor),
    )
    session.add(job)
    session.flush()
    return job.id


def ask_job_anew(session: Session, actor: Actor, draft: AskJob) -> UUID:
    """Put work into the queue, once for each key, and once more where it broke off before.

    It is then of whoever asks now, who has been found to have the right to it.
    """
    job_id = ask_job(session, actor, draft)
    job = session.exec(_locked(actor.organisation_id, job_id)).one()
    if job.state in BROKEN_OFF:
        job.by_id = actor.person_id
        _wait_anew(session, actor, job)
    return job_id


def ask_again(session: Session, actor: Actor, job_id: UUID) -> None:
    """Put a job that broke off into the queue once more; only who asked for it may."""
    job = session.exec(_locked(actor.organisation_id, job_id)).one_or_none()
    if job is None or job.by_id != actor.person_id:
        raise NotFoundError(NOT_THERE)
    if job.state not in BROKEN_OFF:
        raise StaleError("This job is under way or done already.")
    _wait_anew(session, actor, job)


def _wait_anew(session: Session, actor: Actor, job: Job) -> None:
    """Let a job that broke off wait as if nobody had begun it."""
    job.state, job.attempts, job.run_id = JobState.WAITING, 0, None
    job.done, job.total, job.words, job.error = 0, 0, "", ""
    job.asked_as, job.due_at, job.ended_at = actor.role, utc_now(), None
    job.arguments = _arguments(json.loads(job.arguments), actor)
    session.add(job)
    session.flush()


def claim_job(session: Session, now: datetime, kinds: Collection[str]) -> Run | None:
    """Take the job that has waited longest, of the kinds that this worker knows; None for none."""
    query = (
        select(Job)
        .where(
            col(Job.state) == JobState.WAITING,
            col(Job.due_at) <= now,
            col(Job.kind).in_(sorted(kinds)),
        )
        .order_by(col(Job.due_at), col(Job.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    job = session.exec(query).one_or_none()
    return _begin(session, job, now) if job is not None else None


def _begin(session: Session, job: Job, now: datetime) -> Run:
    run_id = uuid7()
    job.state, job.attempts, job.run_id = JobState.RUNNING, job.attempts + 1, run_id
    job.started_at, job.heartbeat_at = now, now
    job.done, job.total, job.words, job.error = 0, 0, "", ""
    session.add(job)
    session.flush()
    asked = (job.organisation_id, job.id, job.kind, job.by_id, job.asked_as)
    return Run(run_id, *asked, json.loads(job.arguments), job.attempts)


def beat(session: Session, run: Run, progress: Progress, now: datetime) -> None:
    """Say that the run goes on, and how far it is; TakenAwayError where it is not its job."""
    words = progress.words[:200]
    _say(session, run, heartbeat_at=now, done=progress.done, total=progress.total, words=words)


def finish_job(session: Session, run: Run, outcome: Outcome, now: datetime) -> None:
    """End a job as done; TakenAwayError, and nothing of this transaction, where it is not its."""
    file = outcome.file
    _say(
        session,
        run,
        state=JobState.DONE,
        run_id=None,
        result=outcome.words[:500],
        link=outcome.link,
        made_file=file is not None,
        file_name=file.name if file else None,
        file_type=file.media_type if file else None,
        file_until=now + FILES_KEPT_FOR if file else None,
        ended_at=now,
        words="",
    )


def refuse_job(session: Session, run: Run, sentence: str, now: datetime) -> None:
    """End a job that the register will not do; trying again would not change that."""
    _say(session, run, state=JobState.FAILED, run_id=None, error=sentence[:500], ended_at=now)


def break_off(session: Session, run: Run, now: datetime) -> None:
    """Put a job that went wrong back for another attempt, or give it up after the last."""
    _say(session, run, run_id=None, **_after(run.attempt, now))


def hand_back(session: Session, run: Run, now: datetime) -> None:
    """Put a job back unfinished because its worker stops: that is no attempt of the job's."""
    attempts = run.attempt - 1
    _say(session, run, state=JobState.WAITING, run_id=None, attempts=attempts, due_at=now, words="")


def take_back_silent(session: Session, now: datetime) -> int:
    """Put back the jobs whose worker is heard of no more; return how many there were."""
    silent = select(Job).where(is_silent_at(now)).order_by(col(Job.id))
    found = session.exec(silent.with_for_update(skip_locked=True)).all()
    for job in found:
        job.run_id = None
        for name, value in _after(job.attempts, now, at_once=True).items():
            setattr(job, name, value)
        session.add(job)
    session.flush()
    return len(found)


def forget_files(session: Session, organisation_id: UUID, now: datetime) -> None:
    """Let no file made so far be fetched any more: what it says may have been taken out since.

    One that is being made is begun anew, for it may have been read before.
    """
    kept = sa.and_(
        col(Job.organisation_id) == organisation_id,
        col(Job.file_name).is_not(None),
        col(Job.file_until) > now,
    )
    session.exec(sa.update(Job).where(kept).values(file_until=now))
    being_made = sa.and_(
        col(Job.organisation_id) == organisation_id,
        col(Job.state) == JobState.RUNNING,
        col(Job.kind).in_(sorted(FETCHED_BY)),
    )
    anew = {"state": JobState.WAITING, "run_id": None, "attempts": Job.attempts - 1, "due_at": now}
    session.exec(sa.update(Job).where(being_made).values(**anew))


def note_removed(session: Session, organisation_id: UUID, job_id: UUID) -> None:
    """Say that the file of a job is gone."""
    gone = sa.update(Job).where(col(Job.organisation_id) == organisation_id, col(Job.id) == job_id)
    session.exec(gone.values(file_name=None, file_type=None, file_until=None))


def _after(attempts: int, now: datetime, *, at_once: bool = False) -> dict[str, Any]:
    """Return what becomes of a job that broke off after so many attempts."""
    due = next_attempt(attempts, now)
    if due is None:
        return {"state": JobState.GIVEN_UP, "error": GAVE_UP, "ended_at": now}
    return {"state": JobState.WAITING, "due_at": now if at_once else due, "error": TRIED_AGAIN}


def _say(session: Session, run: Run, **values: Any) -> None:
    """Write to the job's row as long as it is this run's."""
    mine = sa.update(Job).where(
        col(Job.organisation_id) == run.organisation_id,
        col(Job.id) == run.job_id,
        col(Job.state) == JobState.RUNNING,
        col(Job.run_id) == run.run_id,
    )
    said = session.exec(mine.values(**values).execution_options(synchronize_session=False))
    if said.rowcount != 1:
        raise TakenAwayError


def _arguments(given: Mapping[str, object], actor: Actor) -> str:
    """Return the arguments of a job as they are kept, with what shows to who asks for it."""
    return json.dumps({**given, SIGHT: sight_of(actor)}, sort_keys=True, default=str)


def _locked(organisation_id: UUID, job_id: UUID) -> Any:
    return (
        select(Job)
        .where(col(Job.organisation_id) == organisation_id, col(Job.id) == job_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
