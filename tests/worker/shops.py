"""Workers for tests, with kinds of work that a test makes up."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.clock import utc_now
from riskapp.domain.jobs import SILENT_FOR, AskJob, JobKind
from riskapp.domain.permissions import Actor
from riskapp.files import Folder
from riskapp.models import Job
from riskapp.services.jobs import ask_job
from riskapp.services.transactions import transaction
from riskapp.settings import Settings
from riskapp.worker.shop import Shop
from riskapp.worker.work import Deed
from tests.factories import TODAY


def settings_for(engine: sa.Engine, data: Path) -> Settings:
    return Settings(
        data=data,
        database_url=engine.url.render_as_string(hide_password=False),
        secret_key="",
        demonstration=True,
        today=TODAY,
    )


def a_shop(engine: sa.Engine, data: Path, deed: Deed) -> Shop:
    """A worker that does the same for every job, in place of what is really done."""
    kinds = dict.fromkeys(JobKind, deed)
    return Shop(engine, settings_for(engine, data), Folder(data / "files"), kinds)


def asked(session: Session, actor: Actor, key: str = "key", **arguments: object) -> UUID:
    """Ask for work as somebody."""
    with transaction(session):
        return ask_job(session, actor, AskJob(JobKind.BOARD_PACK, key, arguments))


def the_job(session: Session, job_id: UUID) -> Job:
    """The job's row as it is now."""
    session.rollback()
    query = sa.select(Job).where(col(Job.id) == job_id)
    return session.exec(query.execution_options(populate_existing=True)).scalar_one()


def kept_as(shop: Shop, key: str) -> bytes | None:
    """What a worker keeps under a key, None for nothing."""
    file = shop.files.open(key)
    if file is None:
        return None
    with file:
        return file.read()


def fall_silent(session: Session) -> None:
    """Let it be long ago that the workers of all jobs were heard of."""
    long_ago = utc_now() - SILENT_FOR - timedelta(seconds=1)
    with transaction(session):
        session.exec(sa.update(Job).values(heartbeat_at=long_ago))


def come_due(session: Session) -> None:
    """Let the time come for what waits for another attempt."""
    with transaction(session):
        session.exec(sa.update(Job).values(due_at=utc_now()))
