"""What changed between two days, as a page and as a file."""

import csv
import io
from datetime import date

import pytest

from riskapp.domain.permissions import Role
from tests.factories import a_risk, a_score
from tests.web.pages import PageClient

BEFORE, WITHIN, LATER = date(2018, 4, 10), date(2018, 6, 10), date(2018, 6, 20)


@pytest.fixture
def viewer(client: PageClient) -> PageClient:
    """A viewer of a risk whose score went up and came back, and of one that was backdated."""
    session, trust = client.session, client.trust
    before, within, later = (trust.actor(Role.RISK_LEAD, day) for day in (BEFORE, WITHIN, LATER))
    first = a_risk(session, trust, title="=cmd()", consequence=3, likelihood=4, by=before)
    second = a_risk(session, trust, title="Backdated", consequence=3, likelihood=2, by=before)
    a_score(session, within, first, 4, 4, reason="<b>Winter</b>")
    a_score(session, later, first, 3, 4, reason="Over again.")
    a_score(session, later, second, 3, 3, effective_on=WITHIN)
    return client.sign_in_as(Role.VIEWER)


def rows_of(viewer: PageClient, query: str = "") -> list[list[str]]:
    page = viewer.get(f"/trust/movement.csv{query}")
    assert page.response.mimetype == "text/csv"
    return list(csv.reader(io.StringIO(page.response.data.decode("utf-8-sig"))))[1:]


def test_the_last_month_is_told_with_counts_reasons_and_crossings(viewer: PageClient) -> None:
    page = viewer.get("/trust/movement")
    assert "after 30 May 2018 and by 30 June 2018" in page.text
    assert "Score moved and came back: 1" in page.text
    assert "10 June 2018: 12 to 16 (high to extreme, reached the threshold of 15)" in page.text
    assert "The risk-lead: <b>Winter</b>" in page.text
    assert "Went on the HLRR, by the threshold rule" in page.text
    assert 'href="/trust/risks/R-0001"' in page.html
    assert 'aria-current="page">What changed' in page.html


def test_what_was_entered_later_says_so_and_can_be_left_out(viewer: PageClient) -> None:
    query = "?since=2018-05-30&until=2018-06-15"
    page = viewer.get(f"/trust/movement{query}")
    assert "Score up from 6 to 9 moderate to high" in page.text
    assert "10 June 2018 entered later, on 20 June 2018" in page.text
    known = viewer.get(f"/trust/movement{query}&known-on=2018-06-15")
    assert "Only what had been entered by 15 June 2018." in known.text
    assert "Backdated" not in known.text
    assert "Winter" in known.text


def test_the_file_says_the_same_and_runs_nothing(viewer: PageClient) -> None:
    rows = rows_of(viewer)
    assert [row[0] for row in rows] == [
        "Went on a register", "Score up", "Score moved and came back",
    ]  # fmt: skip
    assert rows[2][2:4] == ["R-0001", "'=cmd()"]
    assert rows[2][13].startswith("12 to 16 on 2018-06-10 by The risk-lead: <b>Winter</b>")
    assert [row[2] for row in rows_of(viewer, "?register=hlrr")] == ["R-0001", "R-0001"]
    assert rows_of(viewer, "?register=baf") == []


@pytest.mark.parametrize(
    "query",
    [
        "since=yesterday",
        "until=2018-07-01",
        "since=2018-06-20&until=2018-06-10",
        "register=lrr",
        "known-on=2018-06-29",
        "known-on=2018-07-02",
    ],
)
def test_a_mistake_in_the_address_is_refused(viewer: PageClient, query: str) -> None:
    for page in ("movement", "movement.csv"):
        assert viewer.get(f"/trust/{page}?{query}").status == 400


def test_a_quiet_month_teaches(client: PageClient) -> None:
    page = client.sign_in_as(Role.VIEWER).get("/trust/movement")
    assert "Nothing changed between these days." in page.text
