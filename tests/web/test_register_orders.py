"""The register in the columns that a reader chose: every one says its order, and turns it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from riskapp.domain.columns import Column
from riskapp.domain.permissions import Role
from riskapp.domain.severity import SetQuality, Severity
from riskapp.services.quality import set_quality
from riskapp.services.transactions import transaction
from tests.factories import TODAY, a_risk, a_score
from tests.web.pages import PageClient


@pytest.fixture
def reader(client: PageClient) -> PageClient:
    a_risk(client.session, client.trust, consequence=3, likelihood=3)
    return client.sign_in_as(Role.VIEWER)


@pytest.mark.parametrize("column", list(Column))
def test_every_column_orders_the_list_and_turns_it_round(
    reader: PageClient, column: Column
) -> None:
    page = reader.get(f"/trust/risks?columns={column}")
    there = f'href="/trust/risks?columns={column}&amp;sort='
    assert there in page.html
    sorted_by = reader.get(f"/trust/risks?columns={column}&sort={column}")
    assert "aria-sort=" in sorted_by.html
    assert f"{there}-{column}" in sorted_by.html
    turned = reader.get(f"/trust/risks?columns={column}&sort=-{column}")
    assert turned.html.count("aria-sort=") == 1
    assert ("descending" in sorted_by.html) != ("descending" in turned.html)


def test_a_usual_column_that_shows_two_things_orders_by_either(reader: PageClient) -> None:
    page = reader.get("/trust/risks?sort=appetite")
    assert "Appetite : turn the order round ▼ and target : sort by it" in page.text
    assert 'href="/trust/risks?sort=-appetite"' in page.html
    assert 'href="/trust/risks?sort=owner"' in page.html
    assert page.html.count("aria-sort=") == 1


def test_what_moved_is_said_in_words_and_since_when(reader: PageClient) -> None:
    page = reader.get("/trust/risks?columns=title,moved")
    assert "Score moved since 30 March 2018" in page.text
    assert "new: no score then" in page.text
    lead = reader.trust.actor(Role.RISK_LEAD)
    earlier = replace(lead, today=TODAY - timedelta(days=181))
    reference = a_risk(reader.session, reader.trust, consequence=3, likelihood=3, by=earlier)
    a_score(reader.session, lead, reference, 4, 4)
    now = reader.get("/trust/risks?columns=title,moved&sort=moved")
    assert '<span aria-hidden="true">▲</span> up 7, from 9' in now.html
    then = reader.get("/trust/risks?columns=title,moved&as-at=2018-05-31")
    assert "Score moved since 28 February 2018" in then.text
    assert '<span aria-hidden="true">=</span> unchanged' in then.html
    assert "new: no score then" not in then.text


def test_whether_it_has_happened_is_a_column(reader: PageClient) -> None:
    page = reader.get("/trust/risks?columns=title,happened")
    assert 'Has happened&nbsp;</span><span class="app-lists__value">no<' in page.html


def test_a_quality_check_is_a_filter_that_says_itself_again(reader: PageClient) -> None:
    page = reader.get("/trust/risks?check=no-owner")
    assert "R-0001" in page.html
    assert "fails the check “No owner”" in page.text
    assert '<option value="no-owner" selected>No owner</option>' in page.html
    assert "No risk fits" in reader.get("/trust/risks?check=not-scored").text
    refused = reader.get("/trust/risks?check=objective-no-risk")
    assert refused.status == 400
    assert "not-scored, not-reviewed" in refused.text


def test_the_checks_lead_to_the_register(reader: PageClient) -> None:
    page = reader.get("/trust/quality/no-owner?as-at=2018-06-30")
    assert 'href="/trust/risks?check=no-owner&amp;as-at=2018-06-30"' in page.html
    risk = reader.get("/trust/risks/R-0001")
    assert 'href="/trust/risks?check=no-owner"' in risk.html
    then = reader.get("/trust/risks/R-0001?as-at=2018-06-30")
    assert 'href="/trust/risks?check=no-owner&amp;as-at=2018-06-30"' in then.html


def test_a_check_that_is_off_says_so_and_not_that_all_is_well(reader: PageClient) -> None:
    with transaction(reader.session):
        off = SetQuality("no-owner", Severity.OFF, "Owners come later.", seen_version=0)
        set_quality(reader.session, reader.trust.actor(), off)
    page = reader.get("/trust/risks?check=no-owner")
    assert "This quality check is switched off" in page.text
    assert 'href="/trust/quality/no-owner"' in page.html


def test_no_appetite_stated_is_a_filter(reader: PageClient) -> None:
    page = reader.get("/trust/risks?appetite=not-stated")
    assert "R-0001" in page.html
    assert "No appetite stated" in page.text
    assert "R-0001" not in reader.get("/trust/risks?appetite=outside").html
