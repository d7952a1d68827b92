"""The history of an organisation as a page, as files, and entry by entry."""

import csv
import io
import json
import re

import pytest
import sqlalchemy as sa

from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Role
from riskapp.models import HistoryText
from tests.factories import a_milestone, a_programme, a_risk, a_score
from tests.web.pages import PageClient


@pytest.fixture
def auditor(client: PageClient) -> PageClient:
    """An auditor of two risks, one scored with a reason that a spreadsheet would run."""
    session, trust = client.session, client.trust
    a_risk(session, trust)
    a_score(session, trust.actor(Role.EXECUTIVE), "R-0001", 4, 4, reason="=cmd() and, so on")
    a_risk(session, trust, by=trust.actor(), visibility=Visibility.RESTRICTED, title="A case")
    return client.sign_in_as(Role.AUDITOR)


def table_of(client: PageClient, query: str = "") -> list[dict[str, str]]:
    page = client.get(f"/trust/history.csv{query}")
    assert page.response.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(page.response.data.decode("utf-8-sig"), newline="")))


def test_the_page_tells_what_happened_with_the_words_typed(auditor: PageClient) -> None:
    page = auditor.get("/trust/history")
    assert "The executive scored R-0001: current score 16" in page.text
    assert "Reason: =cmd() and, so on" in page.text
    assert 'href="/trust/history/2"' in page.html
    assert 'href="/trust/risks/R-0001"' in page.html


def test_it_is_in_the_navigation_of_those_who_may_read_it(client: PageClient) -> None:
    for role, links in ((Role.AUDITOR, 2), (Role.VIEWER, 0)):
        assert client.sign_in_as(role).get("/trust/risks").html.count("/trust/history") == links


def test_filters_narrow_the_page_and_are_shown_again(auditor: PageClient) -> None:
    page = auditor.get("/trust/history?kind=scores&risk=r-1&until=2018-06-30")
    assert "scored R-0001" in page.text
    assert "raised R-0001" not in page.text
    assert 'value="scores" selected' in page.html
    assert 'value="R-0001"' in page.html
    assert "history.csv?kind=scores&amp;risk=r-1&amp;until=2018-06-30" in page.html
    assert "No entry fits" in auditor.get("/trust/history?kind=placed&until=2017-01-01").text


@pytest.mark.parametrize(
    "query",
    [
        "kind=nonsense",
        "kind=signed-in",
        "person=nobody",
        "person=018f0000-0000-7000-8000-000000000000",
        "risk=R-0099",
        "risk=nonsense",
        "from=yesterday",
        "until=2018-06-31",
        "from=2018-06-02&until=2018-06-01",
        "before=-1",
        "before=%C2%B2",
    ],
)
def test_a_mistaken_value_is_refused(auditor: PageClient, query: str) -> None:
    for page in ("history", "history.csv", "history.jsonl"):
        if not (query.startswith("before") and page != "history"):
            assert auditor.get(f"/trust/{page}?{query}").status == 400


def test_a_risk_that_may_not_be_known_of_is_as_if_it_were_not_there(client: PageClient) -> None:
    session, trust = client.session, client.trust
    a_risk(session, trust, by=trust.actor(), visibility=Visibility.RESTRICTED)
    client.sign_in_as(Role.SECRETARY)
    assert "Nothing has happened yet" in client.get("/trust/history").text
    assert client.get("/trust/history/1").status == 404
    assert client.get("/trust/history?risk=R-0001").status == 400
    assert table_of(client) == []


def test_pages_lead_to_the_older_ones(auditor: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riskapp.queries.organisation_history.PAGE_SIZE", 2)
    page = auditor.get("/trust/history")
    assert 'href="/trust/history?before=5"' in page.html
    older = auditor.get("/trust/history?before=5")
    assert "Newest entries" in older.text
    assert 'href="/trust/history/4"' in older.html
    assert 'href="/trust/history/5"' not in older.html


def test_the_table_has_every_entry_and_no_cell_runs(auditor: PageClient) -> None:
    rows = table_of(auditor)
    assert [row["Number"] for row in rows] == ["6", "5", "4", "3", "2", "1"]
    scored = rows[-2]
    assert scored["Who"] == "The executive"
    assert scored["Kind"] == "Scored"
    assert scored["Risk"] == "R-0001"
    assert scored["Words"] == "reason: =cmd() and, so on"
    assert json.loads(scored["Facts"])["consequence"] == "4"
    assert len(scored["Hash"]) == 64
    assert not any(cell.startswith("=") for row in rows for cell in row.values())
    assert [row["Number"] for row in table_of(auditor, "?kind=scored")] == ["2"]


def test_the_lines_of_json_say_the_same(auditor: PageClient) -> None:
    page = auditor.get("/trust/history.jsonl")
    assert page.response.mimetype == "application/x-ndjson"
    assert page.response.headers["Content-Disposition"].startswith("attachment; ")
    lines = [json.loads(line) for line in page.html.splitlines()]
    assert [line["hash"] for line in lines] == [row["Hash"] for row in table_of(auditor)]
    assert lines[-2]["words"] == {"reason": "=cmd() and, so on"}
    assert lines[-2]["sentence"].startswith("The executive scored R-0001")


def test_what_was_redacted_is_said_to_be(auditor: PageClient) -> None:
    auditor.session.rollback()
    auditor.session.exec(sa.update(HistoryText).values(words=None, salt=None))
    auditor.session.commit()
    assert "Reason: redacted" in auditor.get("/trust/history").text
    assert "Reason: redacted" in auditor.get("/trust/history/2").text
    assert table_of(auditor)[-2]["Words"] == "reason: redacted"
    line = auditor.get("/trust/history.jsonl").html.splitlines()[-2]
    assert json.loads(line)["words"] == {"reason": None}


def test_a_figure_of_a_risk_leads_to_the_entries_that_made_it(auditor: PageClient) -> None:
    risk = auditor.get("/trust/risks/R-0001?as-at=2018-06-30")
    assert "Why is the current score 16 ?" in risk.text
    asked = "/trust/risks/R-0001/history?about=current-score"
    assert f'href="{asked}&amp;as-at=2018-06-30"' in risk.html
    page = auditor.get(f"{asked}&as-at=2018-06-30")
    assert page.seen.title.startswith("R-0001: Why is the current score 16?")
    assert "because The executive scored it 4 × 4 on 30 June 2018: “=cmd() and, so on”" in page.text
    assert 'href="/trust/history/2">The entry that made it so: 2' in page.html
    assert 'href="/trust/risks/R-0001?as-at=2018-06-30"' in page.html
    assert auditor.get("/trust/risks/R-0001/history?about=nonsense").status == 400
    assert auditor.get("/trust/risks/R-0001/history?about=hlrr&as-at=2018-07-01").status == 400


def test_a_number_that_no_entry_has_is_not_there(auditor: PageClient) -> None:
    for number in (999_999_999, 99_999_999_999_999_999_999):
        assert auditor.get(f"/trust/history/{number}").response.status_code == 404


def test_whoever_may_not_read_the_history_is_not_led_to_it(client: PageClient) -> None:
    a_risk(client.session, client.trust, consequence=4, likelihood=4)
    page = client.sign_in_as(Role.VIEWER).get("/trust/risks/R-0001")
    assert page.status == 200
    assert "about=" not in page.html


def test_a_due_date_leads_to_the_entries_that_made_it(client: PageClient) -> None:
    session, trust = client.session, client.trust
    a_milestone(session, trust, programme=a_programme(session, trust))
    client.sign_in_as(Role.AUDITOR)
    asked = "/trust/milestones/M-0001/history"
    milestone = client.get("/trust/milestones/M-0001")
    assert "Why is it due Sep 2018 ?" in milestone.text
    assert f'href="{asked}?about=due"' in milestone.html
    assert (
        "It is due Sep 2018, as The risk-manager added it" in client.get(f"{asked}?about=due").text
    )
    assert "What happened to this milestone" in client.get(asked).text


def test_the_newest_entry_can_be_noted_and_checked_later(auditor: PageClient) -> None:
    page = auditor.get("/trust/history")
    found = re.search(r"\b6:[0-9a-f]{16}\b", page.text)
    assert found is not None
    answer = auditor.get(f"/trust/history/check?noted={found[0].upper()}")
    assert "Yes: entry 6 still has that hash." in answer.text
    wrong = auditor.get("/trust/history/check?noted=6:000000000000")
    assert "Entry 6 is not the one that was noted" in wrong.text
    assert (
        "no entry of that number" in auditor.get("/trust/history/check?noted=99:000000000000").text
    )


@pytest.mark.parametrize("noted", ["", "nonsense", "6:abc"])
def test_what_is_no_code_is_refused_at_the_field(auditor: PageClient, noted: str) -> None:
    page = auditor.get(f"/trust/history/check?noted={noted}")
    assert page.status == 422
    assert "There is a problem" in page.text
    assert f'value="{noted}"' in page.html
    assert auditor.get("/trust/history/check").status == 200


def test_an_entry_says_what_proves_it_and_leads_to_those_beside_it(auditor: PageClient) -> None:
    page = auditor.get("/trust/history/2")
    assert "It gives its own hash, and holds the hash of the entry before it." in page.text
    for beside in ("/trust/history/1", "/trust/history/3", "/trust/risks/R-0001"):
        assert f'href="{beside}"' in page.html


def test_an_entry_that_was_changed_is_shown_not_to_hold(auditor: PageClient) -> None:
    auditor.session.rollback()
    auditor.session.exec(sa.text("DROP TRIGGER history_unchanged"))
    auditor.session.exec(sa.text("UPDATE history SET entry_hash = 'x' WHERE number = 2"))
    auditor.session.commit()
    assert "It does not give its own hash: it was changed." in auditor.get("/trust/history/2").text
    assert (
        "It does not hold the hash of the entry before it" in auditor.get("/trust/history/3").text
    )
