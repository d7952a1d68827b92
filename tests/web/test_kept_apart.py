"""Decisions, controls and odd content half filled in: kept apart, shown as they were typed."""

import re

import pytest
from flask import Flask
from sqlmodel import Session, select

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.permissions import Role
from riskapp.models import Control
from tests.factories import Trust, a_risk, a_score
from tests.services.looks import the_open
from tests.web.kept_forms import EDIT, FORMS, NEW, NOTES, OFFERED, RISK, SCORE, TYPED, places
from tests.web.late_rows import rows_of
from tests.web.pages import PageClient

DECISIONS = f"{RISK}/decisions"


@pytest.fixture
def lead(client: PageClient, web_session: Session, trust: Trust) -> PageClient:
    a_risk(web_session, trust)
    return client.sign_in_as(Role.RISK_LEAD)


def deciding(deed: str, decision: object = "") -> dict[str, str]:
    return {"deed": deed, "decision": str(decision), "reason": TYPED}


def test_each_decision_of_a_page_is_kept_apart_and_shown_where_it_was_begun(
    lead: PageClient, web_session: Session
) -> None:
    page = lead.post(DECISIONS, deciding("propose-closing") | {"keep": "1"})
    assert page.location == f"{DECISIONS}?deed=propose-closing"
    offered = lead.get(DECISIONS)
    assert offered.text.count(OFFERED) == 1
    assert re.search(
        r"<details[^>]* open>\s*<summary[^>]*><span[^>]*>Propose to close", offered.html
    )
    taken = lead.get(f"{DECISIONS}?deed=propose-closing&kept=1")
    assert taken.html.count("Half a sentence") == 1
    assert lead.post(DECISIONS, deciding("propose-closing")).status == 303
    assert places(web_session) == []


def test_a_decision_that_was_taken_since_it_was_begun_says_so(
    lead: PageClient, web_session: Session, trust: Trust
) -> None:
    a_score(web_session, trust.actor(Role.RISK_LEAD), "R-0001", 4, 4)
    about = the_open(web_session, DecisionKind.VALIDATE).id
    manager = lead.sign_in_as(Role.RISK_MANAGER)
    manager.post(DECISIONS, deciding("validate", about) | {"keep": "1"})
    assert OFFERED in manager.get(DECISIONS).text
    lead.sign_in_as(Role.EXECUTIVE).post(DECISIONS, deciding("validate", about))
    taken = lead.sign_in_as(Role.RISK_MANAGER).get(
        f"{DECISIONS}?deed=validate&decision={about}&kept=1"
    )
    assert taken.status == 200
    assert "has been decided or overtaken since you began this" in taken.text
    assert rows_of(taken)["Decided by"] == ["The executive", "The risk-manager", "differs"]
    assert "Half a sentence" in taken.html


@pytest.mark.parametrize("deed", ["validate", "nonsense", "", "close", "place"])
@pytest.mark.parametrize("decision", ["nonsense", "", "018f0000-0000-7000-8000-000000000000"])
def test_what_was_kept_of_no_decision_is_shown_without_fuss(
    lead: PageClient, deed: str, decision: str
) -> None:
    page = lead.post(DECISIONS, deciding(deed, decision) | {"keep": "1"})
    assert page.status == 303
    assert lead.get(page.location).status == 200
    assert lead.get(f"{page.location}{'&' if '?' in page.location else '?'}kept=1").status == 200


ODD = {
    "kind": "guessed",
    "domain": "<b>",
    "consequence": "9",
    "unit": "x",
    "seen": "'",
    "title": "",
}


@pytest.mark.parametrize("address", [EDIT, SCORE, NOTES, NEW])
def test_whatever_was_kept_is_shown_as_it_was_typed(lead: PageClient, address: str) -> None:
    sent = ODD | {"seen_version": "x", "visibility": "no", "owner": "x", "keep": "1"}
    page = lead.post(address, sent)
    assert page.status == 303
    asked = f"{page.location}{'&' if '?' in page.location else '?'}kept=1"
    assert lead.get(asked).status in {200, 400}


CONTROL = {"words": "A rota", "control_type": "preventive", "effectiveness": "effective"}


def test_a_control_begun_before_another_changed_it_says_so(
    lead: PageClient, web_session: Session, trust: Trust
) -> None:
    assert lead.post(f"{RISK}/controls/new", CONTROL).status == 303
    web_session.rollback()
    here = f"{RISK}/controls/{web_session.exec(select(Control.id)).one()}"
    opened = lead.get(here)
    version = re.search(r'name="seen_version" value="(\d+)"', opened.html)
    assert version is not None
    sent = CONTROL | {"seen_version": version[1], "reason": "Clearer."}
    lead.post(here, sent | {"words": TYPED, "keep": "1"})
    unchanged = lead.get(f"{here}?kept=1")
    assert unchanged.status == 200
    assert "Half a sentence" in unchanged.html
    assert "since you began this" not in unchanged.text
    assert lead.sign_in_as(Role.EXECUTIVE).post(here, sent | {"words": "Theirs"}).status == 303
    taken = lead.sign_in_as(Role.RISK_LEAD).get(f"{here}?kept=1")
    assert taken.status == 200
    assert "This control has been changed since you began this" in taken.text
    assert "Half a sentence" in taken.html
    assert "Go on: A control of R-0001" in lead.get("/trust/").text


def test_every_form_that_offers_to_be_kept_is_kept_where_it_is_sent(
    lead: PageClient, app: Flask, web_session: Session, trust: Trust
) -> None:
    a_score(web_session, trust.actor(Role.RISK_LEAD), "R-0001", 4, 4)
    manager = lead.sign_in_as(Role.RISK_MANAGER)
    adapter = app.url_map.bind("localhost")
    offered = 0
    pages = {address for address, _, _ in FORMS} | {DECISIONS, f"{RISK}/controls/new", RISK}
    pages |= {f"{RISK}/{part}" for part in ("gaps/new", "assurances/new", "assurance-rating")}
    for address in sorted(pages):
        for form in manager.get(address).seen.forms:
            if "data-keep" in form:
                sent = str(form.get("action") or address).partition("?")[0]
                endpoint, _ = adapter.match(sent, "POST")
                assert hasattr(app.view_functions[endpoint], "keeps"), (address, sent)
                offered += 1
    assert offered >= len(pages)
