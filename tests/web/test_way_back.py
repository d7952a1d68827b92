"""Back from a risk is the list that it was reached from, at the same row."""

import pytest

from riskapp.domain.permissions import Role
from riskapp.services.links import link_objective
from riskapp.services.transactions import transaction
from tests.assurances import a_committee
from tests.factories import a_risk, an_objective
from tests.web.pages import PageClient


@pytest.fixture
def reader(client: PageClient) -> PageClient:
    a_risk(client.session, client.trust, consequence=3, likelihood=3)
    return client.sign_in_as(Role.VIEWER)


WAY = 'class="nhsuk-back-link" href="{}"'


def test_back_from_a_risk_is_the_same_list_at_the_same_row(reader: PageClient) -> None:
    assert WAY.format("/trust/risks") in reader.get("/trust/risks/R-0001").html
    reader.get("/trust/risks?band=high&sort=-title")
    page = reader.get("/trust/risks/R-0001")
    assert WAY.format("/trust/risks?band=high&amp;sort=-title#R-0001") in page.html
    reader.get("/trust/high-level-risks")
    page = reader.get("/trust/risks/R-0001")
    assert WAY.format("/trust/high-level-risks#R-0001") in page.html


def test_a_browser_with_two_lists_goes_back_to_the_one_it_came_from(reader: PageClient) -> None:
    reader.get("/trust/risks?band=high")
    came = {"Referer": "http://localhost/trust/risks?kind=operational"}
    page = reader.get("/trust/risks/R-0001", headers=came)
    assert WAY.format("/trust/risks?kind=operational#R-0001") in page.html


@pytest.mark.parametrize("away", ["http://elsewhere/trust/risks", "http://localhost/other/risks"])
def test_nobody_is_led_elsewhere(reader: PageClient, away: str) -> None:
    page = reader.get("/trust/risks/R-0001", headers={"Referer": away})
    assert WAY.format("/trust/risks") in page.html


def test_back_to_the_baf_is_the_row_of_the_risk_and_no_place_has_two(reader: PageClient) -> None:
    session, trust = reader.session, reader.trust
    first, second = an_objective(session, trust, "1"), an_objective(session, trust, "2")
    risk = a_risk(session, trust, consequence=5, likelihood=4, objective=first)
    with transaction(session):
        link_objective(session, trust.actor(), risk, second.id, "It delays that too.")
    listed = reader.get("/trust/baf?as-at=2018-06-30")
    assert listed.html.count(f'href="/trust/risks/{risk}?as-at=2018-06-30"') == 2
    assert listed.html.count(f'id="{risk}"') == 1
    page = reader.get(f"/trust/risks/{risk}")
    assert (
        f"{WAY.format(f'/trust/baf?as-at=2018-06-30#{risk}')}>Board Assurance Framework<"
        in page.html
    )


def test_back_to_what_fails_a_check_is_the_same_page_of_it(reader: PageClient) -> None:
    listed = reader.get("/trust/quality/no-owner?as-at=2018-06-30")
    assert 'id="R-0001"' in listed.html
    page = reader.get("/trust/risks/R-0001")
    address = "/trust/quality/no-owner?as-at=2018-06-30#R-0001"
    assert f"{WAY.format(address)}>Quality check “No owner”<" in page.html


def test_back_to_an_objective_and_to_my_work(reader: PageClient) -> None:
    objective = an_objective(reader.session, reader.trust, "3")
    risk = a_risk(reader.session, reader.trust, objective=objective, consequence=2, likelihood=2)
    assert f'id="{risk}"' in reader.get("/trust/objectives/3").html
    page = reader.get(f"/trust/risks/{risk}")
    assert f"{WAY.format(f'/trust/objectives/3#{risk}')}>Objective 3<" in page.html
    reader.get("/trust/")
    page = reader.get(f"/trust/risks/{risk}")
    assert f"{WAY.format(f'/trust/#{risk}')}>My work<" in page.html


def test_back_to_a_committee_is_its_own_page(reader: PageClient) -> None:
    committee = a_committee(reader.session, reader.trust, "Audit Committee")
    reader.get(f"/trust/committees/{committee}")
    page = reader.get("/trust/risks/R-0001")
    assert f"{WAY.format(f'/trust/committees/{committee}#R-0001')}>Committee<" in page.html
