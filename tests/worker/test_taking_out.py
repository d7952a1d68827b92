"""Taking out whole, in the worker: written apart, told of once, and by right of the moment."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.happenings import Happening
from riskapp.domain.jobs import JobKind, JobState
from riskapp.domain.permissions import Role
from riskapp.models import History, Job, Membership
from riskapp.services.transactions import transaction
from riskapp.settings import Limits
from riskapp.worker.kinds import KINDS
from riskapp.worker.running import run_all
from riskapp.worker.shop import Shop, file_key
from tests.factories import Trust, a_risk, a_trust, a_unit
from tests.worker.shops import a_shop, asked, kept_as, the_job


@pytest.fixture
def trust(session: Session) -> Trust:
    trust = a_trust(session)
    a_risk(session, trust)
    return trust


def told(session: Session) -> int:
    session.rollback()
    query = select(sa.func.count()).where(col(History.kind) == Happening.EXPORTED)
    return session.exec(query.select_from(History)).one()


def done(shop: Shop, session: Session, trust: Trust, form: str) -> Job:
    """Let a worker do the job of a risk manager."""
    job_id = asked(session, trust.actor(), form, form=form)
    run_all(shop)
    return the_job(session, job_id)


def file_of(shop: Shop, job: Job) -> bytes:
    assert job.file_name is not None
    return kept_as(shop, file_key(job.organisation_id, job.id, job.file_name)) or b""


def test_everything_is_written_apart_and_the_history_tells_of_it_once(
    engine: sa.Engine, session: Session, trust: Trust, tmp_path: Path
) -> None:
    shop = a_shop(engine, tmp_path, KINDS[JobKind.TAKE_EVERYTHING])
    job = done(shop, session, trust, "json")
    assert (job.state, job.file_name) == (JobState.DONE, "trust-everything-2018-06-30.json")
    assert job.result.startswith("Everything as JSON.")
    found = json.loads(file_of(shop, job))
    assert (found["format"], len(found["rows"]["risk"])) == ("riskapp-everything", 1)
    assert told(session) == 1


def test_the_whole_register_holds_what_shows_to_who_asked(
    engine: sa.Engine, session: Session, trust: Trust, tmp_path: Path
) -> None:
    mine = a_unit(session, trust, "Mine")
    a_risk(session, trust, title="Seen", unit=mine)
    here(session, trust, unit_id=mine.id)
    shop = a_shop(engine, tmp_path, KINDS[JobKind.TAKE_REGISTER])
    job = done(shop, session, trust, "json")
    titles = [row["title"] for row in json.loads(file_of(shop, job))["rows"]]
    assert (titles, told(session)) == (["Seen"], 0)


def here(session: Session, trust: Trust, **values: object) -> None:
    """Change what the risk manager is here."""
    with transaction(session):
        theirs = col(Membership.person_id) == trust.people[Role.RISK_MANAGER].id
        session.exec(sa.update(Membership).where(theirs).values(**values))


def test_the_right_to_everything_is_asked_again(
    engine: sa.Engine, session: Session, trust: Trust, tmp_path: Path
) -> None:
    shop = a_shop(engine, tmp_path, KINDS[JobKind.TAKE_EVERYTHING])
    became = {
        "to whom everything shows": {"unit_id": a_unit(session, trust, "Ward 4").id},
        "A viewer may not": {"role": Role.VIEWER},
    }
    for said, values in became.items():
        job_id = asked(session, trust.actor(), said, form="json")
        here(session, trust, **values)
        run_all(shop)
        job = the_job(session, job_id)
        assert (job.state, job.file_name) == (JobState.FAILED, None)
        assert said in job.error
    assert told(session) == 0


def test_what_takes_more_memory_than_it_may_is_refused_and_nothing_is_kept(
    engine: sa.Engine, session: Session, trust: Trust, tmp_path: Path
) -> None:
    shop = a_shop(engine, tmp_path, KINDS[JobKind.TAKE_EVERYTHING])
    shop.settings = replace(shop.settings, take_outs=Limits(megabytes=1))
    job = done(shop, session, trust, "xlsx")
    assert (job.state, job.attempts) == (JobState.FAILED, 1)
    assert "RISKAPP_TAKE_OUT_MEGABYTES" in job.error
    assert (list((tmp_path / "files").rglob("*")), told(session)) == ([], 0)
