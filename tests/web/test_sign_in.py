"""Signing in and out through the pages."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.clock import utc_now
from riskapp.domain.permissions import Role
from riskapp.models import Organisation, SignInSession
from riskapp.services.organisations import NewOrganisation, create_organisation
from riskapp.services.people import demonstration_people
from riskapp.services.transactions import transaction
from riskapp.settings import Settings
from riskapp.web.app import create_app
from riskapp.web.guard import TOKEN, local_address
from tests.factories import TODAY, Trust
from tests.web.pages import PageClient

WRONG = "The e-mail address or the password is not right."
LEAD = {"email": "risk-lead@demo.example", "password": "demonstration"}


@pytest.fixture
def demo(web_session: Session) -> Organisation:
    """An organisation with the demonstration's accounts."""
    with transaction(web_session) as writing:
        organisation, _ = create_organisation(writing, NewOrganisation("demo", "Demo Trust"))
        demonstration_people(writing, [organisation], today=TODAY)
    return organisation


def set_sessions(session: Session, **values: object) -> None:
    with transaction(session) as writing:
        writing.exec(sa.update(SignInSession).values(**values))


@pytest.mark.usefixtures("demo")
def test_signing_in_leads_to_where_one_was_going(client: PageClient) -> None:
    page = client.post("/sign-in", {**LEAD, "next": "/demo/risks?page=2"})
    assert (page.status, page.location) == (303, "/demo/risks?page=2")


@pytest.mark.usefixtures("demo")
def test_signing_in_leads_home(client: PageClient) -> None:
    assert client.post("/sign-in", LEAD).location == "/"
    assert client.get("/").location == "/demo/"


@pytest.mark.usefixtures("demo")
def test_the_demonstration_lists_its_accounts(client: PageClient) -> None:
    page = client.get("/sign-in")
    assert "Demo Trust" in page.text
    assert len(page.seen.forms) == 1 + 8


@pytest.mark.usefixtures("demo")
def test_elsewhere_no_account_of_the_demonstration_opens(
    settings: Settings, sqlite_engine: sa.Engine, client: PageClient, trust: Trust
) -> None:
    elsewhere = create_app(replace(settings, demonstration=False), sqlite_engine)
    there = PageClient(elsewhere, client.session, trust)
    assert "demo.example" not in there.get("/sign-in").html
    page = there.post("/sign-in", LEAD)
    assert page.status == 422
    assert WRONG in page.text


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    "sent",
    [
        {"email": "nobody@demo.example", "password": "anything"},
        {**LEAD, "password": "Demonstration1"},
        {"email": "risk-lead@trust.example", "password": "anything"},
    ],
)
def test_every_refusal_reads_the_same(client: PageClient, sent: dict[str, str]) -> None:
    page = client.post("/sign-in", sent)
    assert page.status == 422
    assert page.seen.title.startswith("Error: ")
    assert page.text.count(WRONG) == 2
    assert sent["password"] not in page.html
    assert f'value="{sent["email"]}"' in page.html


def test_empty_fields_are_named(client: PageClient) -> None:
    page = client.post("/sign-in", {"email": " ", "password": ""})
    assert page.status == 422
    assert 'href="#email"' in page.html
    assert "Enter your password." in page.text


@pytest.mark.usefixtures("demo")
def test_the_cookie_is_renewed_and_out_of_reach(client: PageClient) -> None:
    client.get("/sign-in")
    before = client.http.get_cookie("riskapp")
    page = client.post("/sign-in", LEAD)
    cookie = page.response.headers["Set-Cookie"]
    after = client.http.get_cookie("riskapp")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_outside_the_demonstration_the_cookie_is_secure(
    settings: Settings, sqlite_engine: sa.Engine
) -> None:
    there = replace(settings, demonstration=False, secure_cookies=True)
    answer = create_app(there, sqlite_engine).test_client().get("/sign-in")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-riskapp=")
    assert "Secure" in cookie
    assert "Strict-Transport-Security" in answer.headers


def test_signing_out_ends_it_on_the_server_too(client: PageClient) -> None:
    client.sign_in_as(Role.VIEWER)
    with client.http.session_transaction() as cookie:
        token = cookie[TOKEN]
    assert client.post("/sign-out").location == "/sign-in"
    with client.http.session_transaction() as cookie:
        cookie[TOKEN] = token
    assert client.get("/").location.startswith("/sign-in")


@pytest.mark.parametrize("column", ["last_seen_at", "started_at"])
@pytest.mark.parametrize(("early", "stays"), [(-1, True), (1, False)])
def test_a_session_ends_when_idle_and_after_ten_hours(
    client: PageClient, column: str, *, early: int, stays: bool
) -> None:
    limit = timedelta(minutes=30) if column == "last_seen_at" else timedelta(hours=10)
    client.sign_in_as(Role.VIEWER)
    set_sessions(client.session, **{column: utc_now() - limit - timedelta(minutes=2 * early)})
    assert client.get("/").location.startswith("/trust/" if stays else "/sign-in")


@pytest.mark.parametrize(("minutes", "writes"), [(4, False), (6, True)])
def test_last_seen_is_written_every_five_minutes_at_most(
    client: PageClient, *, minutes: int, writes: bool
) -> None:
    client.sign_in_as(Role.VIEWER)
    then = utc_now() - timedelta(minutes=minutes)
    set_sessions(client.session, last_seen_at=then)
    client.get("/")
    seen = client.session.exec(select(col(SignInSession.last_seen_at))).one()
    assert (seen > then) is writes


def test_a_page_asked_for_is_remembered(client: PageClient) -> None:
    page = client.get("/?from=here")
    assert (page.status, page.location) == (303, "/sign-in?next=/%3Ffrom%3Dhere")


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("/hct/risks?page=2", True),
        ("//evil.example", False),
        ("/\\evil.example", False),
        ("https://evil.example/", False),
        ("javascript:alert(1)", False),
        ("/a\nb", False),
        ("/a\\b", False),
        ("", False),
        (None, False),
    ],
)
def test_only_an_address_of_this_site_is_gone_on_to(address: str | None, *, local: bool) -> None:
    assert local_address(address) == (address if local else None)
