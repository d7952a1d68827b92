"""Errors as pages, and what is never lost or told."""

import logging
import sqlite3

import pytest
import sqlalchemy as sa
from flask import Flask, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from riskapp.domain.actions import Action
from riskapp.domain.errors import (
    FieldError,
    NotAllowedError,
    NotFoundError,
    RegisterError,
    StaleError,
    UnfitError,
)
from riskapp.domain.permissions import Role
from riskapp.settings import Settings
from riskapp.web.app import MOST_BYTES, create_app
from riskapp.web.guard import needs, open_to_all
from tests.factories import Trust
from tests.web.pages import PageClient
from tests.web.sites import raising

PATIENT = "the name of a patient"


@pytest.fixture
def app(settings: Settings, sqlite_engine: sa.Engine) -> Flask:
    """A site of the test's own, to which it may add a page."""
    return raising(settings, sqlite_engine)


def refusing(app: Flask, error: Exception) -> None:
    """Add a page that refuses with this error."""

    @open_to_all
    def view() -> str:
        raise error

    app.add_url_rule("/refusing", "refusing", view, methods=["GET", "POST"])


@pytest.mark.parametrize(
    ("error", "reading", "writing"),
    [
        (NotFoundError("No such risk."), 404, 404),
        (NotAllowedError("It takes an executive."), 403, 403),
        (StaleError("Another score was saved at 2pm."), 409, 409),
        (StaleDataError("raced"), 409, 409),
        (UnfitError("There is no band called pink."), 400, 422),
        (FieldError("page", "Pages are numbered from 1."), 400, 422),
        (RegisterError("No."), 422, 422),
    ],
)
def test_each_refusal_has_its_status(
    app: Flask, client: PageClient, error: Exception, reading: int, writing: int
) -> None:
    refusing(app, error)
    assert client.get("/refusing").status == reading
    page = client.post("/refusing")
    assert page.status == writing
    if isinstance(error, RegisterError) and not isinstance(error, NotFoundError):
        assert str(error) in page.text


def test_what_goes_wrong_is_told_by_number_only(
    settings: Settings, sqlite_engine: sa.Engine, trust: Trust, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(settings, sqlite_engine)
    refusing(app, RuntimeError(PATIENT))
    with caplog.at_level(logging.INFO, "riskapp"):
        page = PageClient(app, None, trust).get("/refusing")  # type: ignore[arg-type]
    assert page.status == 500
    assert page.response.headers["X-Request-ID"] in page.text
    assert PATIENT not in page.html
    failed = next(record for record in caplog.records if record.message == "request failed")
    assert PATIENT not in str(failed.__dict__)
    assert failed.__dict__["error"] == "RuntimeError"


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        (sqlite3.SQLITE_BUSY, (503, "database busy")),
        (sqlite3.SQLITE_ERROR, (500, "request failed")),
    ],
)
def test_only_a_database_that_others_hold_is_called_busy(
    settings: Settings,
    sqlite_engine: sa.Engine,
    caplog: pytest.LogCaptureFixture,
    code: int,
    answer: tuple[int, str],
) -> None:
    cause = sqlite3.OperationalError()
    cause.sqlite_errorcode = code
    app = create_app(settings, sqlite_engine)
    refusing(app, OperationalError("insert", {}, cause))
    with caplog.at_level(logging.INFO, "riskapp"):
        found = app.test_client().get("/refusing").status_code
    status, said = answer
    assert found == status
    assert said in caplog.messages


def test_a_page_that_is_not_there(client: PageClient) -> None:
    assert client.get("/nowhere/at/all").status == 404


def test_a_way_that_is_not_there_says_which_are(client: PageClient) -> None:
    page = client.get("/trust/risks/R-0001/milestones/link")
    assert page.status == 405
    assert "POST" in page.response.headers["Allow"]


def test_control_characters_in_an_address_are_refused(client: PageClient) -> None:
    assert client.get("/sign-in?next=%00").status == 400
    assert client.get("/sign-in?next=%C2%A0caf%C3%A9").status == 200


def test_too_much_is_refused(app: Flask, client: PageClient) -> None:
    assert client.post("/sign-in", {"email": "x" * (MOST_BYTES + 1)}).status == 413


def test_a_form_without_its_token_saves_nothing_and_gives_the_words_back(
    app: Flask, client: PageClient
) -> None:
    view = needs(Action.VIEW_REGISTER)(lambda: request.form["reason"])
    app.add_url_rule("/<org>/probe", "probe", view, methods=["POST"])
    client.sign_in_as(Role.VIEWER)
    answer = client.http.post("/trust/probe", data={"reason": "<b>why", "password": PATIENT})
    assert answer.status_code == 400
    assert "Nothing was saved" in answer.text
    assert "&lt;b&gt;why" in answer.text
    assert PATIENT not in answer.text


def test_words_are_not_given_back_to_whoever_is_not_signed_in(client: PageClient) -> None:
    answer = client.http.post("/sign-in", data={"email": "a@example.org", "reason": "because"})
    assert answer.status_code == 400
    assert "because" not in answer.text


def test_signed_in_pages_are_kept_nowhere(client: PageClient) -> None:
    assert "Cache-Control" not in client.get("/accessibility").response.headers
    client.sign_in_as(Role.VIEWER)
    assert client.get("/accessibility").response.headers["Cache-Control"] == "no-store"


def test_a_script_that_was_signed_out_is_sent_to_sign_in(client: PageClient) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/trust/risks"}
    page = client.get("/", headers=headers)
    assert page.status == 401
    assert page.response.headers["HX-Redirect"] == "/sign-in?next=/trust/risks"


def test_built_files_may_be_kept_for_ever(client: PageClient) -> None:
    html = client.get("/sign-in").html
    address = html.split('<link rel="stylesheet" href="')[1].split('"')[0]
    with client.http.get(address) as answer:
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]


def test_alive_and_ready(client: PageClient, sqlite_engine: sa.Engine) -> None:
    assert client.get("/healthz").status == 200
    assert client.get("/readyz").response.text == "ready\n"
    with sqlite_engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER history_unchanged")
    page = client.get("/readyz")
    assert page.status == 503
    assert "history_unchanged" in page.response.text


def test_not_ready_on_another_schema(client: PageClient, sqlite_engine: sa.Engine) -> None:
    with sqlite_engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'older'")
    assert "schema" in client.get("/readyz").response.text
