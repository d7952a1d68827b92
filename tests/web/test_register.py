"""The register, the HLRR, the BAF and the heat map as pages."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Role
from tests.factories import TODAY, a_risk, a_score, a_trust, a_unit, an_objective
from tests.queries.many import multiply
from tests.web.pages import PageClient

LISTS = ("risks", "high-level-risks", "baf", "heat-map")


@pytest.fixture
def reader(client: PageClient) -> PageClient:
    return client.sign_in_as(Role.VIEWER)


@pytest.mark.parametrize("page", LISTS)
def test_an_empty_list_teaches(reader: PageClient, page: str) -> None:
    shown = reader.get(f"/trust/{page}")
    assert shown.status == 200
    assert "nhsuk-inset-text" in shown.html


def test_the_register_shows_a_risk_with_all_that_must_be_said(reader: PageClient) -> None:
    objective = an_objective(reader.session, reader.trust, "2")
    a_risk(reader.session, reader.trust, consequence=4, likelihood=4, objective=objective)
    page = reader.get("/trust/risks")
    for words in (
        "1 risk", "R-0001", "Too few community nurses", "16", "extreme", "awaiting validation",
        "HLRR", "BAF", "no owner", "Objective 2",
    ):  # fmt: skip
        assert words in page.html, words
    assert 'href="/trust/risks/R-0001"' in page.html
    assert 'aria-sort="descending"' in page.html


def test_every_filter_is_a_link_and_says_itself_again(reader: PageClient) -> None:
    unit = a_unit(reader.session, reader.trust, "Ward 4")
    a_risk(reader.session, reader.trust, unit=unit, consequence=3, likelihood=3)
    page = reader.get(
        f"/trust/risks?search=nurses&band=high&unit={unit.id}&objective=none&status=open"
        "&consequence=3&likelihood=3&sort=title&as-at=2018-06-30"
    )
    assert "R-0001" in page.html
    for words in (
        "words “nurses”", "band: high", "Ward 4", "no objective stated", "status: open",
        "consequence 3, Moderate", "likelihood 3, Possible", "stood on 30 June 2018",
    ):  # fmt: skip
        assert words in page.text, words
    assert "Clear" in page.text
    gone = reader.get("/trust/risks?search=nowhere")
    assert "No risk fits" in gone.text


MISTAKES = {
    "register=nhs": "hlrr, baf",
    "band=purple": "low, moderate, high, extreme",
    "unit=ward": "unit that does not exist",
    "unit=018f0000-0000-7000-8000-000000000000": "unit that does not exist",
    "objective=018f0000-0000-7000-8000-000000000000": "objective that does not exist",
    "status=gone": "tolerated, closed, merged, rejected, withdrawn-by-import, all",
    "sort=risk": "score, reference, title, opened, unit",
    "sort=-risk": "score, reference, title, opened, unit",
    "kind=odd": "strategic, operational",
    "gap=no": "yes",
    "owner=018f0000-0000-7000-8000-000000000000": "owner that does not exist",
    "awaiting=godot": "validation, removal, question",
    "score=none": "unplottable",
    "consequence=6": "consequence in the address is a number from 1 to 5",
    "likelihood=0": "likelihood in the address is a number from 1 to 5",
    "page=0": "page",
    "page=2": "the last page is 1",
    "page=x": "page",
    "as-at=yesterday": "2018-06-30",
    "as-at=2018-07-01": "today or an earlier day",
    "search=" + "x" * 201: "200 characters",
}


@pytest.mark.parametrize("query", MISTAKES)
def test_a_mistaken_value_is_a_plain_refusal(reader: PageClient, query: str) -> None:
    page = reader.get(f"/trust/risks?{query}")
    assert page.status == 400
    assert MISTAKES[query] in page.text


def test_what_is_so_of_a_risk_is_a_filter_that_says_itself_again(reader: PageClient) -> None:
    a_risk(reader.session, reader.trust, consequence=3, likelihood=3)
    page = reader.get("/trust/risks?no-upper-assurance=yes&kind=operational&sort=-title")
    assert "R-0001" in page.html
    assert "no second- or third-line assurance" in page.text
    assert "kind: operational" in page.text
    assert 'href="/trust/risks?kind=operational&amp;sort=-title"' in page.html
    assert 'aria-sort="descending"' in page.html
    assert "No risk fits" in reader.get("/trust/risks?gap=yes").text


def test_another_organisations_unit_and_objective_do_not_exist(reader: PageClient) -> None:
    other = a_trust(reader.session, "other")
    unit = a_unit(reader.session, other, "Theirs")
    objective = an_objective(reader.session, other)
    assert reader.get(f"/trust/risks?unit={unit.id}").status == 400
    assert reader.get(f"/trust/risks?objective={objective.id}").status == 400
    assert "Theirs" not in reader.get("/trust/risks").html


@pytest.mark.parametrize("page", LISTS)
def test_a_restricted_risk_is_nowhere(client: PageClient, page: str) -> None:
    manager = client.trust.actor(Role.RISK_MANAGER)
    a_risk(
        client.session,
        client.trust,
        title="Named patient",
        visibility=Visibility.RESTRICTED,
        consequence=5,
        likelihood=5,
        by=manager,
    )
    hidden = client.sign_in_as(Role.VIEWER).get(f"/trust/{page}")
    assert "Named patient" not in hidden.html
    assert ">1</strong>" not in hidden.html
    shown = client.sign_in_as(Role.RISK_MANAGER).get(f"/trust/{page}")
    assert "Named patient" in shown.html or page in {"baf", "heat-map"}


def test_what_people_type_is_only_ever_shown(reader: PageClient) -> None:
    a_risk(
        reader.session, reader.trust, title='<b>"Bold"</b> & =cmd()', consequence=5, likelihood=5
    )
    for address in ("risks", "high-level-risks", "risks?search=<script>alert(1)</script>"):
        page = reader.get(f"/trust/{address}")
        assert page.status == 200
        assert "<b>" not in page.html
        assert "<script>alert" not in page.html


def test_the_hlrr_counts_apart_what_is_undecided(reader: PageClient) -> None:
    a_risk(reader.session, reader.trust, consequence=5, likelihood=4)
    page = reader.get("/trust/high-level-risks")
    assert "On the HLRR since" in page.html
    assert "30 June 2018, by the threshold rule" in page.text
    assert "<strong>1</strong> awaiting validation" in page.html
    assert "<strong>1</strong> with the objective question open" in page.html
    assert "register=hlrr&amp;awaiting=question" in page.html
    asked = reader.get("/trust/risks?register=hlrr&awaiting=question")
    assert "R-0001" in asked.html


def test_the_baf_is_by_objective(reader: PageClient) -> None:
    first = an_objective(reader.session, reader.trust, "1")
    an_objective(reader.session, reader.trust, "2")
    a_risk(reader.session, reader.trust, consequence=5, likelihood=4, objective=first)
    page = reader.get("/trust/baf")
    assert "Objective 1: Objective 1" in page.text
    assert "because it affects an objective" in page.text
    assert "Objectives without a risk on the BAF" in page.text
    assert "2: Objective 2" in page.text


def test_a_cell_of_the_heat_map_leads_to_as_many_risks_as_it_counts(reader: PageClient) -> None:
    reference = a_risk(reader.session, reader.trust, consequence=5, likelihood=3)
    multiply(reader.session, reader.trust, reference, 2)
    a_risk(reader.session, reader.trust, title="Draft", draft=True)
    page = reader.get("/trust/heat-map?register=hlrr")
    assert 'href="/trust/risks?consequence=5&amp;likelihood=3&amp;register=hlrr"' in page.html
    assert '<strong class="app-heat__count">3</strong>' in page.html
    listed = reader.get("/trust/risks?consequence=5&likelihood=3&register=hlrr")
    assert "3 risks" in listed.text
    every = reader.get("/trust/heat-map")
    assert "1 risk cannot be plotted : 1 has not been scored yet" in every.text
    assert "Draft" in reader.get("/trust/risks?score=unplottable").html


@pytest.mark.parametrize("page", LISTS)
def test_a_past_day_is_shown_and_said(reader: PageClient, page: str) -> None:
    reference = a_risk(reader.session, reader.trust, consequence=3, likelihood=3)
    past = (TODAY - timedelta(days=1)).isoformat()
    shown = reader.get(f"/trust/{page}?as-at={past}")
    assert "stood on 29 June 2018" in shown.text
    assert reference not in shown.html
    assert reader.get(f"/trust/{page}?as-at=2018-02-30").status == 400


@pytest.mark.parametrize("page", LISTS)
@pytest.mark.parametrize("role", [Role.VIEWER, Role.RISK_LEAD])
def test_a_list_takes_at_most_ten_statements(
    client: PageClient, sqlite_engine: sa.Engine, page: str, role: Role
) -> None:
    objective = an_objective(client.session, client.trust)
    reference = a_risk(
        client.session, client.trust, consequence=4, likelihood=4, objective=objective
    )
    client.sign_in_as(role)
    sent: list[str] = []
    taken = []
    for more in (9, 490):
        multiply(client.session, client.trust, reference, more)
        client.http.get(f"/trust/{page}")
        event.listen(sqlite_engine, "before_cursor_execute", lambda *seen: sent.append(seen[2]))
        sent.clear()
        assert client.http.get(f"/trust/{page}").status_code == 200
        taken.append(len([one for one in set(sent) if not one.startswith("BEGIN")]))
    assert taken[0] == taken[1] <= 10


def test_pages_lead_to_one_another(reader: PageClient) -> None:
    reference = a_risk(reader.session, reader.trust, consequence=3, likelihood=3)
    multiply(reader.session, reader.trust, reference, 30)
    first = reader.get("/trust/risks?search=nurses")
    assert "31 risks, 1 to 25 shown" in first.text
    assert 'href="/trust/risks?search=nurses&amp;page=2"' in first.html
    second = reader.get("/trust/risks?search=nurses&page=2")
    assert "31 risks, 26 to 31 shown" in second.text


def test_a_score_of_a_past_day_stands_in_its_own_cell(client: PageClient) -> None:
    reference = a_risk(client.session, client.trust, consequence=2, likelihood=2)
    later = replace(client.trust.actor(Role.RISK_LEAD), today=TODAY)
    a_score(client.session, later, reference, 3, 3)
    page = client.sign_in_as(Role.VIEWER).get("/trust/heat-map")
    assert "consequence=3&amp;likelihood=3" in page.html


@pytest.mark.parametrize("page", ["risks", "high-level-risks", "baf", "risks?columns=reference"])
def test_every_row_leads_to_the_history_that_made_its_figures(
    client: PageClient, page: str
) -> None:
    session, trust = client.session, client.trust
    objective = an_objective(session, trust)
    risk = a_risk(session, trust, consequence=4, likelihood=4, objective=objective)
    way = f'href="/trust/risks/{risk}/history"'
    listed = client.sign_in_as(Role.AUDITOR).get(f"/trust/{page}")
    assert way in listed.html
    assert f"the figures of {risk} are what they are" in listed.text
    assert way not in client.sign_in_as(Role.VIEWER).get(f"/trust/{page}").html
