"""The pages on which a period of the BAF is prepared, approved and read."""

import re
from datetime import date

import pytest

from riskapp.domain.drafts import PlaceOnBaf
from riskapp.domain.permissions import Role
from riskapp.models.organisation import CommitteeKind
from riskapp.services.decisions import place_on_baf
from riskapp.services.transactions import transaction
from tests.factories import a_risk, an_objective
from tests.meetings import a_committee, a_meeting
from tests.web.pages import PageClient

DAYS = {"name": "2018-19", "starts_on": "1 May 2018", "ends_on": "31 March 2019"}


@pytest.fixture
def baf(client: PageClient) -> PageClient:
    """A risk manager of a trust with one risk on its BAF."""
    session, trust = client.session, client.trust
    a_risk(session, trust, consequence=3, likelihood=3)
    an_objective(session, trust)
    with transaction(session):
        place_on_baf(session, trust.actor(), "R-0001", PlaceOnBaf("The Board's own choice."))
    return client.sign_in_as(Role.RISK_MANAGER)


def begun(client: PageClient) -> str:
    done = client.post("/trust/baf/periods/new", DAYS)
    assert done.status == 303
    return done.location


def test_an_empty_page_says_what_belongs_there(client: PageClient) -> None:
    page = client.sign_in_as(Role.RISK_MANAGER).get("/trust/baf/periods")
    assert "No period has been opened yet." in page.text
    assert "/trust/baf/periods/new" in page.html
    assert (
        "/trust/baf/periods/new"
        not in client.sign_in_as(Role.VIEWER).get("/trust/baf/periods").html
    )
    assert "/trust/baf/periods" in client.get("/trust/baf").html


ENTRY = {"fate": "carried", "reference": "SR 1", "gap": "None fits yet.", "seen_version": "1"}


def the_board(client: PageClient) -> str:
    """Let the Board meet, and return the meeting's id."""
    board = a_committee(client.session, client.trust, "Board")
    with transaction(client.session):
        board.kind = CommitteeKind.BOARD
    return str(a_meeting(client.session, client.trust, board, on=date(2018, 6, 28)).id)


def test_a_decision_without_a_reason_loses_nothing(baf: PageClient) -> None:
    address = begun(baf)
    assert "1 of 1 risks are not ready" in baf.get(address).text
    wrong = baf.post(f"{address}/risks/R-0001", ENTRY)
    assert wrong.status == 422
    assert "None fits yet." in wrong.html


def test_a_period_is_prepared_approved_and_read(baf: PageClient) -> None:
    address, meeting = begun(baf), the_board(baf)
    objective = {"number": "A", "title": "Care that is close to home"}
    assert baf.post(f"{address}/objectives/new", objective).status == 303
    carried = baf.post(f"{address}/risks/R-0001", {**ENTRY, "reason": "As before."})
    assert carried.status == 303
    page = baf.get(f"{address}/open")
    assert "the Board on 28 June 2018" in page.text
    version = re.search(r'name="seen_version"[^>]*value="(\d+)"', page.html)
    seen = {"seen_version": version[1] if version else "", "meeting": meeting}
    assert baf.post(f"{address}/open", {**seen, "reason": "Approved."}).status == 303
    told = baf.get(address).text
    assert "approved by the meeting of the Board on 28 June 2018" in told
    assert "closed at 9; opened at 9" in told
    assert "SR 1" in baf.get("/trust/baf").text
    assert "SR 1" not in baf.get("/trust/baf?as-at=2018-06-29").text


def test_a_late_decision_shows_both(baf: PageClient) -> None:
    address = begun(baf)
    entry = {"fate": "retired", "reason": "Its cause is gone.", "seen_version": "1"}
    assert baf.post(f"{address}/risks/R-0001", entry).status == 303
    late = baf.post(f"{address}/risks/R-0001", {**entry, "reason": "Mine instead."})
    assert late.status == 409
    assert "Mine instead." in late.text
    assert "Its cause is gone." in late.text


def test_a_new_risk_is_found_by_its_reference_and_left_out_again(baf: PageClient) -> None:
    a_risk(baf.session, baf.trust, title="Fresh")
    address = begun(baf)
    found = baf.get(f"{address}/risks?reference=R-0002")
    assert (found.status, found.location) == (303, f"{address}/risks/R-0002")
    assert baf.get(f"{address}/risks?reference=R-0099").status == 404
    new = {"gap": "None.", "reason": "New this year.", "seen_version": "0"}
    assert baf.post(f"{address}/risks/R-0002", new).status == 303
    assert "Fresh" in baf.get(address).text
    assert baf.post(f"{address}/risks/R-0002/leave-out", {}).status == 303
    assert "Fresh" not in baf.get(address).text


def test_an_objective_is_ended_before_the_period(baf: PageClient) -> None:
    address = begun(baf)
    assert "goes on from the period before" in baf.get(address).text
    query = baf.get(address).html
    ending = query.partition("/objectives/")[2].partition("/end")[0]
    assert baf.post(f"{address}/objectives/{ending}/end", {}).status == 303
    assert "goes on from the period before" not in baf.get(address).text


def test_a_second_period_is_refused_where_it_is_asked_for(baf: PageClient) -> None:
    begun(baf)
    again = baf.post("/trust/baf/periods/new", DAYS)
    assert again.status == 422
    assert "Another period is being prepared" in again.text
    assert "2018-19" in again.html
