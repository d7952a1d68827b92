"""Tokens: they hold for one person in one organisation, until they expire or are revoked."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlmodel import Session, col, select

from riskapp.clock import utc_now
from riskapp.domain.api_tokens import MakeToken
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError
from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import Role
from riskapp.models import ApiToken, History, Membership, Person
from riskapp.services.api_tokens import make_token, revoke_token
from riskapp.services.transactions import transaction
from tests.api.callers import Caller, a_token
from tests.factories import Trust, a_risk, a_trust


def change(session: Session, token_id: object, **columns: object) -> None:
    with transaction(session):
        session.exec(sa.update(ApiToken).where(col(ApiToken.id) == token_id).values(**columns))


def status_of(app: Flask, token: str) -> int:
    return Caller(app, token).get("/risks").status_code


def test_only_a_digest_of_a_token_is_kept(web_session: Session, trust: Trust) -> None:
    made = a_token(web_session, trust, Role.RISK_LEAD)
    kept = web_session.exec(select(ApiToken)).one()
    assert made.text.startswith("rr_")
    assert len(made.text) == 46
    assert made.text not in str(kept.model_dump())
    assert made.text.endswith(kept.hint)
    assert made.text not in repr(made)


def test_a_token_that_is_no_longer_one_is_refused(
    app: Flask, web_session: Session, trust: Trust
) -> None:
    expired, revoked, holds = (a_token(web_session, trust, Role.VIEWER) for _ in range(3))
    change(web_session, expired.id, expires_at=utc_now() - timedelta(seconds=1))
    with transaction(web_session):
        revoke_token(web_session, trust.actor(Role.VIEWER), revoked.id)
    found = [status_of(app, one.text) for one in (expired, revoked, holds)]
    assert found == [401, 401, 200]
    assert status_of(app, holds.text[:-1]) == 401


def test_a_token_goes_with_whoever_it_acts_as(
    app: Flask, web_session: Session, trust: Trust
) -> None:
    gone, left = a_token(web_session, trust, Role.VIEWER), a_token(web_session, trust, Role.AUDITOR)
    with transaction(web_session):
        inactive = col(Person.id) == trust.people[Role.VIEWER].id
        web_session.exec(sa.update(Person).where(inactive).values(active=False))
        person = col(Membership.person_id) == trust.people[Role.AUDITOR].id
        web_session.exec(sa.delete(Membership).where(person))
    assert [status_of(app, gone.text), status_of(app, left.text)] == [401, 401]


def test_a_token_sees_what_its_person_sees(
    web_session: Session, trust: Trust, calling: Callable[..., Caller]
) -> None:
    a_risk(web_session, trust, title="Not theirs")
    reporter = calling(Role.REPORTER)
    assert reporter.get("/risks").get_json()["items"] == []
    assert reporter.get("/risks/R-0001").status_code == 404
    assert calling(Role.VIEWER).get("/risks/R-0001").status_code == 200


def test_when_a_token_was_used_is_written_now_and_then(
    app: Flask, web_session: Session, trust: Trust
) -> None:
    made = a_token(web_session, trust, Role.VIEWER)
    status_of(app, made.text)
    web_session.expire_all()
    first = web_session.get_one(ApiToken, (trust.organisation.id, made.id)).last_used_at
    status_of(app, made.text)
    web_session.expire_all()
    assert web_session.get_one(ApiToken, (trust.organisation.id, made.id)).last_used_at == first
    earlier = utc_now() - timedelta(minutes=6)
    change(web_session, made.id, last_used_at=earlier)
    status_of(app, made.text)
    web_session.expire_all()
    later = web_session.get_one(ApiToken, (trust.organisation.id, made.id)).last_used_at
    assert later
    assert later > earlier


def test_others_tokens_are_revoked_by_right(web_session: Session, trust: Trust) -> None:
    made, other = a_token(web_session, trust, Role.VIEWER), a_trust(web_session, "other")
    with pytest.raises(NotAllowedError), transaction(web_session):
        revoke_token(web_session, trust.actor(Role.EXECUTIVE), made.id)
    with pytest.raises(NotFoundError), transaction(web_session):
        revoke_token(web_session, other.actor(Role.ADMINISTRATOR), made.id)
    with transaction(web_session):
        revoke_token(web_session, trust.actor(Role.ADMINISTRATOR), made.id)
    kinds = list(web_session.exec(select(History.kind).order_by(col(History.number))))
    assert kinds[-2:] == [Happening.TOKEN_MADE, Happening.TOKEN_REVOKED]


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (MakeToken(" "), "name"),
        (MakeToken("n" * 101), "name"),
        (MakeToken("n", days=0), "days"),
        (MakeToken("n", days=367), "days"),
    ],
)
def test_a_token_has_a_name_and_an_end(
    web_session: Session, trust: Trust, draft: MakeToken, field: str
) -> None:
    with pytest.raises(FieldError) as refused, transaction(web_session):
        make_token(web_session, trust.actor(Role.VIEWER), draft)
    assert refused.value.field == field
