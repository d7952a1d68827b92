"""A worker at work: each job is seen to an end, whatever its deed does."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.errors import NotAllowedError
from riskapp.domain.jobs import JobState, Outcome, ResultFile
from riskapp.domain.permissions import Role
from riskapp.models import Job, Membership, Person
from riskapp.models.database import open_session
from riskapp.services.people import command_line_actor
from riskapp.services.transactions import transaction
from riskapp.worker.bell import BELL, Bell, open_bell, ring
from riskapp.worker.kinds import KINDS
from riskapp.worker.running import hand_back_unfinished, run_all, run_next
from riskapp.worker.shop import file_key
from riskapp.worker.sweeping import sweep
from riskapp.worker.work import Work
from tests.factories import TODAY, Trust, a_trust
from tests.worker.shops import a_shop, asked, come_due, fall_silent, kept_as, settings_for, the_job


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


def add_person(session: Session) -> None:
    """An effect that can be counted."""
    session.add(Person(email=f"{sa.func.random()}@x", name="Added by a job"))


def count_added(session: Session) -> int:
    session.rollback()
    query = select(sa.func.count()).where(col(Person.name) == "Added by a job")
    return session.exec(query.select_from(Person)).one()


def test_a_job_is_done_as_who_asked_for_it(
    engine: sa.Engine, session: Session, trust: Trust, tmp_path: Path
) -> None:
    seen: list[object] = []

    def deed(work: Work) -> Outcome:
        seen.extend([work.actor.role, work.actor.today, work.arguments["as_at"]])
        return Outcome("All of it.", file=ResultFile("a.txt", "text/plain", [b"content"]))

    shop = a_shop(engine, tmp_path, deed)
    job_id = asked(session, trust.actor(Role.SECRETARY), as_at=TODAY)
    assert run_all(shop) == 1
    assert seen == [Role.SECRETARY, TODAY, "2018-06-30"]
    job = the_job(session, job_id)
    assert (job.state, job.result, job.attempts) == (JobState.DONE, "All of it.", 1)
    key = file_key(job.organisation_id, job.id, "a.txt")
    assert kept_as(shop, key) == b"content"
    assert run_next(shop) is False
    with transaction(session):
        session.exec(sa.update(Job).values(file_until=job.asked_at))
    sweep(shop)
    assert kept_as(shop, key) is None
    assert the_job(session, job_id).file_name is None


def test_what_goes_wrong_is_tried_three_times_and_leaves_nothing(
    engine: sa.Engine, session: Session, trust: Trust, tmp_path: Path
) -> None:
    def deed(work: Work) -> Outcome:
        work.at_end(add_person_then_break)
        return Outcome("Never said.")

    def add_person_then_break(db: Session) -> None:
        add_person(db)
        db.flush()
        raise ZeroDivisionError

    job_id = asked(session, trust.actor())
    for _ in range(4):
        run_all(a_shop(engine, tmp_path, deed))
        come_due(session)
    job = the_job(session, job_id)
    assert (job.state, job.attempts) == (JobState.GIVEN_UP, 3)
    assert "Start it again" in job.error
    assert count_added(session) == 0


def test_a_refusal_is_told_in_its_own_words(
    engine: sa.Engine, session: Session, trust: Trust, tmp_path: Path
) -> None:
    def deed(_work: Work) -> Outcome:
        raise NotAllowedError("A viewer may not do this.")

    job_id = asked(session, trust.actor())
    run_all(a_shop(engine, tmp_path, deed))
    job = the_job(session, job_id)
    assert (job.state, job.error) == (JobState.FAILED, "A viewer may not do this.")


def test_whoever_has_left_has_nothing_done_for_them(
    engine: sa.Engine, session: Session, trust: Trust, tmp_path: Path
) -> None:
    job_id = asked(session, trust.actor(Role.EXECUTIVE))
    with transaction(session):
        theirs = col(Membership.person_id) == trust.people[Role.EXECUTIVE].id
        session.exec(sa.delete(Membership).where(theirs))
    run_all(a_shop(engine, tmp_path, lambda _work: Outcome("Done.")))
    assert "no part in the organisation" in the_job(session, job_id).error


def test_the_right_to_a_pack_is_asked_again(
    engine: sa.Engine, session: Session, trust: Trust, tmp_path: Path
) -> None:
    job_id = asked(session, trust.actor(Role.REPORTER), as_at=TODAY, public=False)
    shop = a_shop(engine, tmp_path, lambda _work: Outcome(""))
    shop.kinds = KINDS
    run_all(shop)
    assert "A reporter may not make a pack" in the_job(session, job_id).error


def test_a_job_taken_away_in_the_middle_has_its_effect_once(
    engine: sa.Engine, session: Session, trust: Trust, tmp_path: Path
) -> None:
    def slow(work: Work) -> Outcome:
        with open_session(engine) as other:
            fall_silent(other)
            sweep(second)
            run_all(second)
        work.at_end(add_person)
        return Outcome("The first.")

    def quick(work: Work) -> Outcome:
        work.at_end(add_person)
        return Outcome("The second.")

    second = a_shop(engine, tmp_path, quick)
    job_id = asked(session, trust.actor())
    run_all(a_shop(engine, tmp_path, slow))
    job = the_job(session, job_id)
    assert (job.state, job.result, job.attempts) == (JobState.DONE, "The second.", 2)
    assert count_added(session) == 1


def test_a_worker_told_to_stop_hands_its_job_back(
    engine: sa.Engine, session: Session, trust: Trust, tmp_path: Path
) -> None:
    def deed(work: Work) -> Outcome:
        shop.stop.set()
        work.tell(1, 2, "Half way")
        return Outcome("Never said.")

    shop = a_shop(engine, tmp_path, deed)
    job_id = asked(session, trust.actor())
    run_all(shop)
    job = the_job(session, job_id)
    assert (job.state, job.attempts, job.run_id) == (JobState.WAITING, 0, None)
    hand_back_unfinished(shop)
    assert the_job(session, job_id).state is JobState.WAITING


def test_the_installation_itself_may_ask(
    engine: sa.Engine, session: Session, trust: Trust, tmp_path: Path
) -> None:
    with transaction(session):
        actor = command_line_actor(session, trust.organisation, TODAY)
    seen: list[Role] = []

    def deed(work: Work) -> Outcome:
        seen.append(work.actor.role)
        return Outcome("Done.")

    asked(session, actor)
    run_all(a_shop(engine, tmp_path, deed))
    assert seen == [Role.COMMAND_LINE]


def test_a_ring_reaches_a_worker(engine: sa.Engine, tmp_path: Path) -> None:
    heard: list[str] = []
    settings = settings_for(engine, tmp_path)
    worker = open_bell(settings, lambda: heard.append("ring"), lambda: heard.append("minute"))
    hung: dict[str, Bell] = {}
    ring(settings, hung)
    hung[BELL].close()
    worker.queue.execute(worker.queue.dequeue())
    for periodic in worker.queue.read_periodic(None):
        worker.queue.execute(periodic)
    assert heard == ["ring", "minute"]
    assert worker.queue.dequeue() is None
    worker.close()


def test_a_broken_bell_stops_nobody(
    sqlite_engine: sa.Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "queue.sqlite3").mkdir()
    ring(settings_for(sqlite_engine, tmp_path), {})
    assert "no worker woken" in caplog.text
