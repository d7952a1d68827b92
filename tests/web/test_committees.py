"""The pages of committees."""

import re
from datetime import timedelta

import pytest

from riskapp.domain.permissions import Role
from riskapp.models import Committee
from tests.factories import TODAY
from tests.meetings import a_committee, a_meeting
from tests.queries.statements import counted
from tests.queries.test_committees import overseen
from tests.web.late_rows import rows_of
from tests.web.pages import PageClient

CHANGE = {"domains": "finance", "takes": "no", "reason": "Agreed.", "seen_version": "1"}


@pytest.fixture
def committee(client: PageClient) -> Committee:
    client.sign_in_as(Role.RISK_MANAGER)
    return a_committee(client.session, client.trust)


@pytest.fixture
def address(committee: Committee) -> str:
    return f"/trust/committees/{committee.id}"


def test_the_tree_says_what_belongs_there_and_leads_to_each(client: PageClient) -> None:
    empty = client.sign_in_as(Role.VIEWER).get("/trust/committees")
    assert "There are no committees yet." in empty.text
    board = a_committee(client.session, client.trust, "Board")
    a_committee(client.session, client.trust, "Audit", board)
    page = client.get("/trust/committees?as-at=2018-06-01")
    assert "Audit committee, under Board" in page.text.replace("team", "committee")
    assert f"/trust/committees/{board.id}?as-at=2018-06-01" in page.html
    assert "/meetings/new" not in page.html


def test_an_empty_committee_says_what_belongs_there(client: PageClient, address: str) -> None:
    page = client.get(address)
    for words in (
        "No risk names it as its lead committee.", "Nothing about its risks waits",
        "No assurance has expired", "No meeting is recorded.",
    ):  # fmt: skip
        assert words in page.text
    assert f"{address}/edit" in page.html
    assert f"{address}/edit" not in client.sign_in_as(Role.VIEWER).get(address).html


def test_a_committee_takes_fifteen_statements_and_seven_for_what_changed(
    client: PageClient, address: str, committee: Committee
) -> None:
    a_meeting(client.session, client.trust, committee, on=TODAY - timedelta(days=3))
    with counted(client.session) as sent:
        assert client.http.get(address).status_code == 200
    assert len(sent) <= 15 + 7


def test_what_changed_since_it_met_is_told_and_all_of_it_one_link_away(
    client: PageClient, address: str, committee: Committee
) -> None:
    session, trust = client.session, client.trust
    a_meeting(session, trust, committee, on=TODAY - timedelta(days=3))
    assert "Nothing has changed in its risks since then." in client.get(address).text
    for lead in (committee, None):
        overseen(session, trust, lead)
    told = client.get(address)
    assert "What has changed since it met on 27 June 2018" in told.text
    assert "New risks: 1. R-0001" in told.text
    found = re.search(r'href="(/trust/movement[^"]+)"', told.html)
    assert found is not None
    text = client.get(found[1].replace("&amp;", "&")).text
    assert "after 27 June 2018 and by 30 June 2018" in text
    assert ("R-0001" in text, "R-0002" in text) == (True, False)


def test_what_it_oversees_is_changed_and_shown(client: PageClient, address: str) -> None:
    done = client.post(f"{address}/edit", CHANGE)
    assert (done.status, done.location) == (303, address)
    assert "Domains it oversees Finance and claims" in client.get(address).text
    assert "checked" in client.get(f"{address}/edit").html
    late = client.post(f"{address}/edit", {**CHANGE, "takes": "yes"})
    assert late.status == 409
    assert rows_of(late)["Does it take the risks of programmes first?"] == [
        "No", "Yes, until it hands them on", "differs",
    ]  # fmt: skip
    assert client.post(f"{address}/edit", {**CHANGE, "seen_version": "2"}).status == 303


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason": ""}, "Say why"),
        ({"takes": ""}, "Choose whether it takes them first"),
        ({"domains": "fashion"}, "Choose one of those listed"),
        ({"seen_version": "x"}, "damaged"),
    ],
)
def test_a_mistake_is_said(
    client: PageClient, address: str, changes: dict[str, str], words: str
) -> None:
    page = client.post(f"{address}/edit", {**CHANGE, **changes})
    assert page.status == 422
    assert words in page.text
