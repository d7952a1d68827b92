"""The row that tells of a job: asked for once, one run at a time, three attempts."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from riskapp.clock import utc_now
from riskapp.domain.errors import NotFoundError, StaleError
from riskapp.domain.jobs import JobKind, JobState, Outcome, Progress, ResultFile
from riskapp.domain.permissions import Role
from riskapp.queries.jobs import count_due, count_silent, get_job, list_own_jobs
from riskapp.services.jobs import (
    Run,
    TakenAwayError,
    ask_again,
    beat,
    break_off,
    claim_job,
    finish_job,
    forget_files,
    hand_back,
    refuse_job,
    take_back_silent,
)
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_trust
from tests.services.test_at_once import at_once
from tests.worker.shops import asked, come_due, fall_silent, the_job

KINDS = [kind.value for kind in JobKind]


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


def claim(session: Session) -> Run | None:
    with transaction(session):
        return claim_job(session, utc_now(), KINDS)


def claimed(session: Session) -> Run:
    run = claim(session)
    assert run is not None
    return run


def test_asked_twice_under_one_key_it_is_one_job(session: Session, trust: Trust) -> None:
    first, second = (asked(session, trust.actor(), "a form") for _ in range(2))
    other = asked(session, trust.actor(), "another form")
    elsewhere = asked(session, a_trust(session, "other").actor(), "a form")
    assert first == second
    assert len({first, other, elsewhere}) == 3


def test_the_longest_waiting_is_taken_and_only_once(session: Session, trust: Trust) -> None:
    ids = [asked(session, trust.actor(), key) for key in ("one", "two")]
    assert count_due(session, utc_now()) == 2
    assert [claimed(session).job_id for _ in ids] == ids
    assert claim(session) is None
    assert count_due(session, utc_now()) == 0


def test_two_workers_at_once_never_take_the_same(engine: sa.Engine, session: Session) -> None:
    trust = a_trust(session)
    for number in range(4):
        asked(session, trust.actor(), str(number))
    taken: list[Run | None] = []
    at_once(engine, [lambda db: taken.append(claim_job(db, utc_now(), KINDS))] * 4)
    assert len({run.job_id for run in taken if run}) == len([run for run in taken if run])
    session.rollback()
    while run := claim(session):
        taken.append(run)
    assert len({run.job_id for run in taken if run}) == 4


def test_a_worker_leaves_kinds_it_does_not_know(session: Session, trust: Trust) -> None:
    asked(session, trust.actor())
    with transaction(session):
        assert claim_job(session, utc_now(), ["import"]) is None


def test_how_far_it_is_shows(session: Session, trust: Trust) -> None:
    job_id, run = asked(session, trust.actor()), claimed(session)
    with transaction(session):
        beat(session, run, Progress(2, 5, "Reading"), utc_now())
    shown = get_job(session, trust.actor(), job_id, utc_now())
    assert (shown.state, shown.progress) == (JobState.RUNNING, Progress(2, 5, "Reading"))


def test_a_job_whose_worker_falls_silent_is_tried_again_and_at_last_given_up(
    session: Session, trust: Trust
) -> None:
    job_id = asked(session, trust.actor())
    for attempt in (1, 2, 3):
        run = claimed(session)
        assert run.attempt == attempt
        fall_silent(session)
        assert count_silent(session, utc_now()) == 1
        with transaction(session):
            assert take_back_silent(session, utc_now()) == 1
        with pytest.raises(TakenAwayError), transaction(session):
            finish_job(session, run, Outcome("Done."), utc_now())
    job = the_job(session, job_id)
    assert job.state is JobState.GIVEN_UP
    assert "tried 3 times" in job.error
    assert claim(session) is None


def test_one_that_is_heard_of_is_left_alone(session: Session, trust: Trust) -> None:
    asked(session, trust.actor())
    run = claimed(session)
    fall_silent(session)
    with transaction(session):
        beat(session, run, Progress(), utc_now())
        assert take_back_silent(session, utc_now()) == 0


def test_what_went_wrong_waits_before_it_is_tried_again(session: Session, trust: Trust) -> None:
    job_id, run = asked(session, trust.actor()), claimed(session)
    with transaction(session):
        break_off(session, run, utc_now())
    assert the_job(session, job_id).state is JobState.WAITING
    assert claim(session) is None
    come_due(session)
    assert claimed(session).attempt == 2


def test_handing_back_is_no_attempt(session: Session, trust: Trust) -> None:
    asked(session, trust.actor())
    for _ in range(5):
        run = claimed(session)
        assert run.attempt == 1
        with transaction(session):
            hand_back(session, run, utc_now())


def test_what_is_refused_is_not_tried_again_by_itself(session: Session, trust: Trust) -> None:
    job_id, run = asked(session, trust.actor()), claimed(session)
    with transaction(session):
        refuse_job(session, run, "You may not.", utc_now())
    assert claim(session) is None
    with pytest.raises(NotFoundError), transaction(session):
        ask_again(session, trust.actor(Role.EXECUTIVE), job_id)
    with transaction(session):
        ask_again(session, trust.actor(), job_id)
    assert claimed(session).attempt == 1
    with pytest.raises(StaleError), transaction(session):
        ask_again(session, trust.actor(), job_id)


def test_a_job_is_another_persons_secret(session: Session, trust: Trust) -> None:
    lead = trust.actor(Role.RISK_LEAD)
    job_id, run = asked(session, lead), claimed(session)
    file = ResultFile("a.pdf", "application/pdf", [b""])
    with transaction(session):
        finish_job(session, run, Outcome("It holds 7 risks.", file=file), utc_now())
    assert get_job(session, lead, job_id, utc_now()).file is not None
    others = get_job(session, trust.actor(Role.ADMINISTRATOR), job_id, utc_now())
    assert (others.result, others.file, others.state) == ("", None, JobState.DONE)
    for stranger in (trust.actor(Role.VIEWER), a_trust(session, "other").actor()):
        with pytest.raises(NotFoundError):
            get_job(session, stranger, job_id, utc_now())
        assert list_own_jobs(session, stranger, utc_now()) == []
    with pytest.raises(NotFoundError):
        get_job(session, lead, uuid4(), utc_now())


def test_a_file_is_for_what_its_asker_was_and_for_a_week(session: Session, trust: Trust) -> None:
    lead, now = trust.actor(Role.RISK_LEAD), utc_now()
    job_id, run = asked(session, lead), claimed(session)
    with transaction(session):
        finish_job(session, run, Outcome("Done.", file=ResultFile("a", "b", [b""])), now)
    demoted = trust.actor(Role.VIEWER).__class__(
        lead.person_id, lead.name, *(lead.organisation_id, "trust", Role.VIEWER, lead.today)
    )
    assert get_job(session, demoted, job_id, now).file is None
    assert get_job(session, lead, job_id, now + timedelta(days=6)).file is not None
    late = get_job(session, lead, job_id, now + timedelta(days=7))
    assert (late.file, late.file_gone) == (None, True)
    with transaction(session):
        forget_files(session, lead.organisation_id, now)
    assert get_job(session, lead, job_id, now).file is None


def test_a_file_that_is_being_made_while_words_are_taken_out_is_made_anew(
    session: Session, trust: Trust
) -> None:
    job_id, run = asked(session, trust.actor()), claimed(session)
    with transaction(session):
        forget_files(session, trust.organisation.id, utc_now())
    with pytest.raises(TakenAwayError), transaction(session):
        finish_job(session, run, Outcome("Done.", file=ResultFile("a", "b", [b""])), utc_now())
    assert (the_job(session, job_id).state, claimed(session).attempt) == (JobState.WAITING, 1)


def test_a_file_is_for_whoever_sees_what_they_saw(session: Session, trust: Trust) -> None:
    secretary, now = trust.actor(Role.SECRETARY), utc_now()
    job_id, run = asked(session, secretary), claimed(session)
    with transaction(session):
        finish_job(session, run, Outcome("Done.", file=ResultFile("a", "b", [b""])), now)
    narrowed = (
        replace(secretary, units=frozenset()),
        replace(secretary, posts=frozenset([uuid4()])),
    )
    for actor in narrowed:
        assert get_job(session, actor, job_id, now).file is None
    assert get_job(session, replace(secretary, name="Renamed"), job_id, now).file is not None
