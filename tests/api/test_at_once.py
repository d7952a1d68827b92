"""The same request twice at one moment, on both engines: done once, and answered the same."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import sqlalchemy as sa
from sqlmodel import Session, select
from werkzeug.test import TestResponse

from riskapp.domain.permissions import Role
from riskapp.models import Risk
from riskapp.settings import Settings
from tests.api.callers import Caller, a_token
from tests.factories import a_trust
from tests.web.sites import Sites

MANY = 4
PATIENCE = 120
NEW = {"title": "Too few nurses", "cause": "posts stay vacant"}


def raised_at_once(callers: list[Caller], key: str) -> list[TestResponse]:
    """Raise a risk under one key as all of them, in a thread each, all beginning together."""
    ready = Barrier(len(callers))

    def ask(caller: Caller) -> TestResponse:
        ready.wait(PATIENCE)
        return caller.post("/risks", NEW, Idempotency_Key=key)

    with ThreadPoolExecutor(len(callers)) as threads:
        return list(threads.map(ask, callers))


def test_what_is_sent_twice_at_one_moment_is_done_once_and_answered_the_same(
    engine: sa.Engine, session: Session, sites: Sites, settings: Settings
) -> None:
    trust, app = a_trust(session), sites.shared(settings, engine)
    token = a_token(session, trust, Role.RISK_MANAGER).text
    callers = [Caller(app, token) for _ in range(MANY)]
    callers[0].get("/risks")  # the API is made, and the token's use is told, before the race
    for number in range(1, 4):
        answers = raised_at_once(callers, f"key-{number}")
        assert [one.status_code for one in answers] == [201] * MANY
        assert {one.headers["Location"][-6:] for one in answers} == {f"R-000{number}"}
        assert len({one.text for one in answers}) == 1
        assert sum("Idempotent-Replayed" in one.headers for one in answers) == MANY - 1
    assert len(session.exec(select(Risk)).all()) == 3
