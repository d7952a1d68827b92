"""The assurance map as a page and as a file."""

import csv
import io

import pytest

from riskapp.domain.drafts import PlaceOnBaf
from riskapp.domain.permissions import Role
from riskapp.services.decisions import place_on_baf
from riskapp.services.transactions import transaction
from tests.assurances import NEGATIVE, SECOND, THIRD, an_assurance
from tests.factories import a_risk, an_objective
from tests.web.pages import PageClient


@pytest.fixture
def viewer(client: PageClient) -> PageClient:
    """A viewer of two risks on the BAF, one of them without an objective or any assurance."""
    session, trust = client.session, client.trust
    objective = an_objective(session, trust)
    an_objective(session, trust, "2")
    a_risk(session, trust, title="=cmd()", consequence=4, likelihood=4, objective=objective)
    a_risk(session, trust, title="Without anything")
    with transaction(session):
        place_on_baf(session, trust.actor(), "R-0002", PlaceOnBaf("The Board asked."))
    an_assurance(session, trust.actor(), "R-0001", THIRD, NEGATIVE)
    an_assurance(session, trust.actor(), "R-0001", SECOND)
    return client.sign_in_as(Role.VIEWER)


def rows_of(viewer: PageClient, query: str = "") -> list[list[str]]:
    page = viewer.get(f"/trust/assurance-map.csv{query}")
    assert page.response.mimetype == "text/csv"
    return list(csv.reader(io.StringIO(page.response.data.decode("utf-8-sig"))))[1:]


def test_the_map_says_what_there_is_and_shows_the_holes(viewer: PageClient) -> None:
    page = viewer.get("/trust/assurance-map")
    assert "2 risks on the Board Assurance Framework: 6 holes" in page.text
    assert page.html.count(">nothing</strong>") == 6
    assert "negative 30 June 2018, stands" in page.text
    assert "No objective stated" in page.text
    assert "Objectives without a risk on the BAF 2 : Objective 2" in page.text
    assert 'aria-current="page">Assurance map' in page.html


def test_the_file_says_the_same_and_runs_nothing(viewer: PageClient) -> None:
    first, second = rows_of(viewer)
    assert first == [
        "1", "Objective 1", "R-0001", "'=cmd()", "16", "committee not stated",
        "nothing", "positive, 30 June 2018", "negative, 30 June 2018, stands", "nothing", "2", "0",
    ]  # fmt: skip
    assert second[:2] == ["", "no objective stated"]
    assert second[6:] == ["nothing"] * 4 + ["4", "0"]


def test_page_and_file_answer_the_same_question(viewer: PageClient) -> None:
    page = viewer.get("/trust/assurance-map?hole=third")
    assert "Without anything" in page.text
    assert "R-0001" not in page.text
    assert 'href="/trust/assurance-map.csv?hole=third"' in page.html
    assert [row[2] for row in rows_of(viewer, "?hole=third")] == ["R-0002"]
    assert rows_of(viewer, "?as-at=2018-06-29") == []


@pytest.mark.parametrize(
    "query", ["hole=fourth", "objective=1", "committee=x", "as-at=2018-07-01", "as-at=yesterday"]
)
def test_a_mistake_in_the_address_is_refused(viewer: PageClient, query: str) -> None:
    for page in ("assurance-map", "assurance-map.csv"):
        assert viewer.get(f"/trust/{page}?{query}").status == 400


def test_an_empty_map_teaches(client: PageClient) -> None:
    page = client.sign_in_as(Role.VIEWER).get("/trust/assurance-map")
    assert "No risk is on the Board Assurance Framework." in page.text
    assert "which lines of assurance have reported" in page.text
