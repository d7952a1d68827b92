"""How often a job is tried, and who may look at it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from riskapp.domain.jobs import KIND_NAMES, STATE_NAMES, JobKind, JobState, next_attempt, sees_job
from riskapp.domain.permissions import Actor, Role

NOW = datetime(2018, 6, 30, 12, tzinfo=UTC)
ACTOR = Actor(uuid4(), "Somebody", uuid4(), "trust", Role.VIEWER, date(2018, 6, 30))


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 20), (2, 80)])
def test_each_attempt_waits_longer_than_the_one_before(attempts: int, seconds: int) -> None:
    assert next_attempt(attempts, NOW) == NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize("attempts", [3, 4])
def test_after_the_third_attempt_it_is_given_up(attempts: int) -> None:
    assert next_attempt(attempts, NOW) is None


@pytest.mark.parametrize("role", list(Role))
def test_a_job_shows_to_who_asked_and_to_who_looks_after_jobs(role: Role) -> None:
    actor = replace(ACTOR, role=role)
    assert sees_job(actor, actor.person_id)
    assert sees_job(actor, uuid4()) is (role in {Role.RISK_MANAGER, Role.ADMINISTRATOR})


def test_every_kind_and_state_has_words() -> None:
    assert set(KIND_NAMES) == set(JobKind)
    assert set(STATE_NAMES) == set(JobState)
