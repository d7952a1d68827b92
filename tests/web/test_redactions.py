"""The pages on which words are proposed for redaction and taken out."""

import re

import pytest
from flask import Flask

from riskapp.domain.permissions import Role
from tests.factories import a_risk, a_score
from tests.web.pages import PageClient

HERE = "/trust/risks/R-0001/redactions"
NAME = "Zebrafinch"
SENT = {"phrase": NAME, "reason": "She is a patient."}


@pytest.fixture
def named(client: PageClient) -> PageClient:
    a_risk(client.session, client.trust, title=f"Falls of {NAME}")
    a_score(client.session, client.trust.actor(), "R-0001", 2, 2, reason=f"Mrs {NAME} fell.")
    return client


def proposed(client: PageClient) -> str:
    """Propose it as a risk lead; return the address of deciding it, as an executive finds it."""
    page = client.sign_in_as(Role.RISK_LEAD).post(HERE, SENT)
    assert (page.status, page.location) == (303, HERE)
    found = re.search(rf'href="({HERE}/[^"]+)"', client.sign_in_as(Role.EXECUTIVE).get(HERE).html)
    assert found is not None
    return found[1]


def test_where_words_stand_is_shown_before_anything_is_proposed(named: PageClient) -> None:
    page = named.sign_in_as(Role.RISK_LEAD).post(HERE, {"phrase": NAME.upper(), "preview": "1"})
    assert page.status == 200
    assert "What the risk says, and said in the past 1 text" in page.text
    assert "Reasons of scores 1 text" in page.text
    assert "History 2 texts" in page.text
    assert "No words of this risk have been redacted." in page.text


def test_it_is_proposed_by_one_and_done_by_another(named: PageClient) -> None:
    address = proposed(named)
    mine = named.get("/trust/")
    assert "Decide on words of R-0001" in mine.text
    asked = named.get(address)
    assert NAME in asked.text
    done = named.post(address, {"agree": "yes", "reason": "It must go."})
    assert (done.status, done.location) == (303, HERE)
    assert "Taken out of 4 places" in named.get(HERE).text
    for page in ("", "/history", "/redactions", "/edit"):
        shown = named.get(f"/trust/risks/R-0001{page}")
        assert shown.status == 200
        assert NAME not in shown.html
    assert "Falls of [redacted]" in named.get("/trust/risks").text
    assert "redacted words of R-0001 in 4 places" in named.get("/trust/risks/R-0001/history").text
    assert "Decide on words" not in named.get("/trust/").text


def test_the_words_are_shown_only_to_those_who_may_decide(named: PageClient) -> None:
    address = proposed(named)
    for role in (Role.RISK_LEAD, Role.AUDITOR, Role.SECRETARY):
        page = named.sign_in_as(role).get(HERE).html.replace(f"Falls of {NAME}", "")
        assert NAME not in page
        assert named.get(address).status == 403
    for page in ("/trust/", "/trust/risks/R-0001/history"):
        html = named.sign_in_as(Role.EXECUTIVE).get(page).html
        assert f"redact {NAME}" not in html


def test_nobody_decides_on_their_own(named: PageClient) -> None:
    named.sign_in_as(Role.RISK_MANAGER).post(HERE, SENT)
    other = named.sign_in_as(Role.EXECUTIVE).get(HERE).html
    address = re.search(rf'href="({HERE}/[^"]+)"', other)
    assert address is not None
    named.sign_in_as(Role.RISK_MANAGER)
    assert "somebody else decides it" in named.get(address[1]).text
    refused = named.post(address[1], {"agree": "yes", "reason": "It must go."})
    assert refused.status == 403
    assert "Decide on words" not in named.get("/trust/").text


@pytest.mark.parametrize(
    "changes",
    [{"phrase": ""}, {"phrase": "ab"}, {"phrase": "Nobody"}, {"reason": ""}, {"reason": NAME}],
)
def test_a_mistake_is_said_at_its_field_and_nothing_is_lost(
    named: PageClient, changes: dict[str, str]
) -> None:
    sent = SENT | changes
    page = named.sign_in_as(Role.RISK_LEAD).post(HERE, sent)
    assert page.status == 422
    assert "There is a problem" in page.text
    assert sent["reason"] in page.html
    assert f'value="{sent["phrase"]}"' in page.html or not sent["phrase"]
    assert named.post(HERE, {**changes, "preview": "1"}).status in {200, 422}


def test_who_comes_late_loses_nothing(app: Flask, named: PageClient) -> None:
    address = proposed(named)
    first = PageClient(app, named.session, named.trust).sign_in_as(Role.RISK_MANAGER)
    assert first.post(address, {"agree": "no", "reason": "It is no name."}).status == 303
    late = named.post(address, {"agree": "yes", "reason": "I typed this."})
    assert late.status == 409
    assert "I typed this." in late.text
    assert NAME not in late.html.replace(f"Falls of {NAME}", "")


def test_no_address_and_no_note_ever_holds_the_words(named: PageClient) -> None:
    address = proposed(named)
    assert NAME not in address
    named.post(address, {"agree": "yes", "reason": "It must go."})
    with named.http.session_transaction() as cookie:
        assert NAME not in str(dict(cookie))
