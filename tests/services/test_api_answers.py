"""What other systems were answered: claimed before the deed, done once, forgotten in time."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.clock import utc_now
from riskapp.domain.api_tokens import MakeToken, TokenScope
from riskapp.domain.errors import StaleError
from riskapp.domain.permissions import Role
from riskapp.models import ApiAnswer
from riskapp.queries.bearers import Bearer, find_answer, find_bearer
from riskapp.queries.people import Moment
from riskapp.services.api_tokens import begin_answer, keep_answer, make_token
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_trust


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


def a_bearer(session: Session, trust: Trust, role: Role = Role.RISK_MANAGER) -> Bearer:
    """Somebody who asks with a token."""
    with transaction(session):
        made = make_token(session, trust.actor(role), MakeToken("a test", TokenScope.WRITE))
    now = Moment(utc_now(), TODAY)
    found = find_bearer(session, made.text, trust.organisation.code, now, demonstration=False)
    assert found
    return found


def answer(session: Session, bearer: Bearer, key: str) -> None:
    with transaction(session):
        keep_answer(begin_answer(session, bearer, key, "d"), 201, "/there")


def test_a_key_that_another_request_has_claimed_is_refused(session: Session, trust: Trust) -> None:
    bearer, other = a_bearer(session, trust), a_bearer(session, trust, Role.VIEWER)
    answer(session, bearer, "one")
    with pytest.raises(StaleError), transaction(session):
        begin_answer(session, bearer, "one", "d")
    answer(session, other, "one")
    kept = find_answer(session, bearer, "one")
    assert kept
    assert (kept.status, kept.location, kept.request_digest) == (201, "/there", "d")


def test_answers_are_forgotten_after_two_days(session: Session, trust: Trust) -> None:
    bearer = a_bearer(session, trust)
    for key, hours in (("old", 49), ("new", 25)):
        answer(session, bearer, key)
        when = utc_now() - timedelta(hours=hours)
        with transaction(session):
            this = col(ApiAnswer.key) == key
            session.exec(sa.update(ApiAnswer).where(this).values(recorded_at=when))
    answer(session, bearer, "another")
    assert set(session.exec(select(ApiAnswer.key))) == {"new", "another"}
