"""Refusals: problem documents everywhere, which never say again what was sent."""

import sqlite3
from dataclasses import replace
from io import BytesIO

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from riskapp.api.pace import _counter
from riskapp.domain.permissions import Role
from riskapp.settings import ApiLimits, Settings
from riskapp.web.session import SETTINGS
from tests.api.callers import API, Caller, a_token
from tests.factories import Trust
from tests.web.sites import raising

TYPED = "Mrs Smith"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/risks/R-0001", 404),
        ("GET", "/risks/nonsense", 404),
        ("GET", "/nowhere", 404),
        ("GET", "/risks/", 404),
        ("GET", "//risks", 404),
        ("GET", "/history/99999999999999999999", 404),
        ("DELETE", "/risks/R-0001", 405),
        ("OPTIONS", "/risks", 405),
        ("GET", "/risks?limit=0", 400),
        ("GET", "/risks?limit=1_0", 400),
        ("GET", "/risks?limit=1&limit=2", 400),
        ("GET", "/risks?search=%00", 400),
        ("GET", "/risks?page=2", 400),
        ("GET", "/risks?as-at=2018-06-30", 400),
        ("GET", "/risks?band=nonsense", 400),
        ("GET", "/risks?unit=018f0000-0000-7000-8000-000000000000", 400),
    ],
)
def test_what_is_asked_wrongly_is_refused(
    caller: Caller, method: str, path: str, status: int
) -> None:
    answer = caller.send(method, path, None)
    assert answer.status_code == status
    assert ("Allow" in answer.headers) == (status == 405)
    assert ("errors" in answer.get_json()) == (status == 400)


NOWHERE = "018f0000-0000-7000-8000-000000000000"


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (f"/risks?unit={NOWHERE}", "unit"),
        ("/risks?band=nonsense", "band"),
        ("/risks?check=nonsense", "check"),
        (f"/movement?committee={NOWHERE}", "committee"),
        (f"/movement?objective={NOWHERE}", "objective"),
        (f"/milestones?programme={NOWHERE}", "programme"),
        ("/milestones?risk=R-0009", "risk"),
        (f"/history?person={NOWHERE}", "person"),
        ("/history?kind=nonsense", "kind"),
    ],
)
def test_a_filter_by_what_there_is_not_is_refused_by_its_name(
    caller: Caller, path: str, field: str
) -> None:
    answer = caller.get(path)
    assert answer.status_code == 400
    assert [one["field"] for one in answer.get_json()["errors"]] == [field]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"title=x", "application/x-www-form-urlencoded", 415),
        (b'{"title": "x", "title": "y"}', "application/json", 400),
        (b"null", "application/json", 422),
        (b'"{}"', "application/json", 422),
        (b'"{\\"title\\": \\"x\\"}"', "application/json", 422),
        (b'{"title": 7}', "application/json", 422),
        (b'{"title": "\\ud800"}', "application/json", 422),
        (b'{"title": "x", "draft": "yes"}', "application/json", 422),
        (b" " * 1_048_577, "application/json", 413),
    ],
)
def test_a_body_that_is_none_is_refused(
    caller: Caller, body: bytes, kind: str, status: int
) -> None:
    told = {"Authorization": f"Bearer {caller.token}"}
    answer = caller.http.post(f"{API}/trust/risks", data=body, content_type=kind, headers=told)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize(("more", "status"), [(0, 422), (1, 413)])
def test_a_body_whose_length_is_not_said_is_refused_for_its_length_too(
    caller: Caller, more: int, status: int
) -> None:
    said = {"Authorization": f"Bearer {caller.token}", "Transfer-Encoding": "chunked"}
    body = b"null".ljust(1_048_576 + more)
    answer = caller.http.post(
        f"{API}/trust/risks",
        input_stream=BytesIO(body),
        content_type="application/json",
        headers=said,
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert answer.status_code == status


def test_what_was_sent_is_not_said_again(caller: Caller) -> None:
    sent = {TYPED: TYPED, "title": {TYPED: 1}, "score": TYPED, "unit_id": TYPED}
    for answer in (
        caller.post("/risks", sent),
        caller.get(f"/risks?sort={TYPED}&limit={TYPED}&{TYPED}=1"),
        caller.get(f"/risks?objective={TYPED}"),
    ):
        assert answer.get_json()["errors"]
        assert TYPED not in answer.text
        assert "pydantic" not in answer.text


def test_a_token_that_asks_too_often_is_told_when_to_go_on(
    app: Flask, settings: Settings, web_session: Session, trust: Trust
) -> None:
    app.extensions[SETTINGS] = replace(settings, api=ApiLimits(reads_a_minute=2, writes_a_minute=1))
    caller = Caller(app, a_token(web_session, trust, Role.VIEWER).text)
    left = [caller.get("/risks").headers["RateLimit-Remaining"] for _ in range(2)]
    assert left == ["1", "0"]
    refused = caller.get("/risks")
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["RateLimit-Limit"] == "2"
    assert caller.post("/risks", {}).headers["RateLimit-Remaining"] == "0"
    assert Caller(app, a_token(web_session, trust, Role.VIEWER).text).get("/risks").json
    assert _counter() is _counter()


def test_a_busy_database_and_a_mistake_of_ours_are_problems_too(
    settings: Settings, sqlite_engine: sa.Engine, web_session: Session, trust: Trust
) -> None:
    site = raising(settings, sqlite_engine)
    site.testing = False
    caller = Caller(site, a_token(web_session, trust, Role.VIEWER).text)
    api = site.extensions["riskapp_api"].api
    locked = sqlite3.OperationalError("database is locked")
    locked.sqlite_errorcode = sqlite3.SQLITE_BUSY
    busy = OperationalError("x", {}, locked)
    found = []
    for error in (busy, ValueError(TYPED)):

        def fail(wrong: Exception = error, **_given: object) -> None:
            raise wrong

        fail.needs = api.view_functions["risks.risks"].needs  # type: ignore[attr-defined]
        api.view_functions["risks.risks"] = fail
        found.append(caller.get("/risks"))
    assert [one.status_code for one in found] == [503, 500]
    assert found[0].headers["Retry-After"] == "60"
    assert TYPED not in found[1].text
