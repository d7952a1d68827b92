"""What is taken out whole and takes long: made behind the page, and for who asked alone."""

import json
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlmodel import col

from riskapp.domain.permissions import Role
from riskapp.models import Membership
from riskapp.queries import everything_lists
from riskapp.services.transactions import transaction
from riskapp.settings import Settings
from tests.factories import a_risk, a_trust, a_unit
from tests.web.pages import Page, PageClient
from tests.web.test_jobs import HIDDEN, work

EVERYTHING = "/trust/export/everything"


@pytest.fixture(autouse=True)
def everything_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(everything_lists, "RISKS_AT_ONCE", -1)
    monkeypatch.setattr(
        everything_lists, "ENTRIES_AT_ONCE", dict.fromkeys(everything_lists.ENTRIES_AT_ONCE, -1)
    )


def ask(client: PageClient, address: str, form: str) -> Page:
    """Press a button of the page."""
    found = HIDDEN.search(client.get("/trust/export").html)
    assert found is not None
    return client.post(address, {"form": form, "asked": found[1]})


def test_everything_is_made_behind_the_page_and_fetched_by_who_asked(
    client: PageClient, sqlite_engine: sa.Engine, settings: Settings
) -> None:
    a_risk(client.session, client.trust)
    client.sign_in_as(Role.AUDITOR)
    page = client.get("/trust/export")
    assert "A file that takes a while is made behind the page" in page.text
    at = ask(client, EVERYTHING, "json").location
    assert "Taking everything out" in client.get("/trust/export").text
    assert "took everything out" not in client.get("/trust/history").text
    work(client, sqlite_engine, settings)
    page = client.get(at)
    assert "Everything as JSON. Keep the file as safe as the register itself." in page.text
    assert "Download trust-everything-2018-06-30.json" in page.text
    with client.http.get(f"{at}/file") as answer:
        assert answer.headers["Content-Length"] == str(len(answer.data))
        assert answer.headers["Cache-Control"] == "no-store"
        assert json.loads(answer.data)["organisation"]["code"] == "trust"
    assert "The auditor took everything out as JSON." in client.get("/trust/history").text
    for role in (Role.RISK_MANAGER, Role.EXECUTIVE):
        assert client.sign_in_as(role).get(f"{at}/file").status == 404


def test_whose_sight_has_narrowed_fetches_the_file_no_more(
    client: PageClient, sqlite_engine: sa.Engine, settings: Settings
) -> None:
    session, trust = client.session, client.trust
    a_risk(session, trust)
    ward = a_unit(session, trust, "Ward 4")
    client.sign_in_as(Role.RISK_LEAD)
    at = ask(client, "/trust/export/whole-register", "csv").location
    work(client, sqlite_engine, settings)
    assert b"R-0001" in client.http.get(f"{at}/file").data
    with transaction(session):
        lead = col(Membership.person_id) == trust.people[Role.RISK_LEAD].id
        session.exec(sa.update(Membership).where(lead).values(unit_id=ward.id))
    assert client.get(f"{at}/file").status == 404
    assert "or what you may see" in client.get(at).text
    assert "whole-register-2018-06-30" not in client.get("/trust/export").text


def test_a_button_pressed_twice_asks_once_and_a_forged_form_for_nothing(client: PageClient) -> None:
    client.sign_in_as(Role.RISK_MANAGER)
    sent = {"form": "xlsx", "asked": str(uuid4())}
    first, second = (client.post(EVERYTHING, sent).location for _ in range(2))
    assert first == second
    for unfit in ({"form": "pdf"}, {"asked": ""}, {"asked": "x"}):
        assert client.post(EVERYTHING, {**sent, **unfit}).status == 422
        assert client.post("/trust/export/whole-register", {**sent, **unfit}).status == 422


def test_the_register_has_no_file_at_an_address_once_it_is_long(client: PageClient) -> None:
    client.sign_in_as(Role.VIEWER)
    for form in ("csv", "xlsx", "json"):
        assert client.get(f"/trust/export/whole-register.{form}").location == "/trust/export"
    assert "has grown too long to be given at once" in client.get("/trust/export").text


def test_a_take_out_shows_to_no_other_organisation(client: PageClient) -> None:
    other = a_trust(client.session, "other")
    client.sign_in_as(Role.RISK_MANAGER)
    at = ask(client, EVERYTHING, "json").location
    there = PageClient(client.http.application, client.session, other)
    there.sign_in_as(Role.RISK_MANAGER)
    assert there.get(at).status == 404
    assert there.get(at.replace("/trust/", "/other/")).status == 404
    assert "Taking everything out" not in there.get("/other/export").text
