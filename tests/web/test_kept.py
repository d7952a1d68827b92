"""Forms half filled in: kept by a button or a script, offered again, gone when they are sent."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from riskapp.clock import utc_now
from riskapp.domain.permissions import Role
from riskapp.models import SignInSession
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_risk, a_score, a_trust
from tests.web.kept_forms import EDIT, FORMS, NEW, NOTES, OFFERED, RISK, SCORE, TYPED, places
from tests.web.late_rows import rows_of
from tests.web.pages import TOKEN_FIELD, PageClient

SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def lead(client: PageClient, web_session: Session, trust: Trust) -> PageClient:
    a_risk(web_session, trust)
    return client.sign_in_as(Role.RISK_LEAD)


@pytest.mark.parametrize(("address", "sent", "place"), FORMS, ids=[one[2] for one in FORMS])
def test_a_form_is_kept_offered_and_taken_up_again_without_scripts(
    lead: PageClient, web_session: Session, address: str, sent: dict[str, str], place: str
) -> None:
    assert "Keep for later" in lead.get(address).text
    page = lead.post(address, sent | {"keep": "1"})
    assert (page.status, page.location) == (303, f"/trust/{place}")
    assert places(web_session) == [place]
    offered = lead.get(page.location)
    assert OFFERED in offered.text
    assert "Kept for you at" in offered.text
    assert "Half a sentence" not in offered.html
    address = re.search(r'href="([^"]+kept=1)"', offered.html)
    assert address is not None
    taken = lead.get(address[1].replace("&amp;", "&"))
    assert "Half a sentence &lt;b&gt;x&lt;/b&gt;" in taken.html
    assert "None of it is saved yet" in taken.text
    assert "There is a problem" not in taken.text


def test_a_script_keeps_it_and_is_told_when(lead: PageClient, web_session: Session) -> None:
    answer = lead.post(NOTES, {"words": TYPED, "keep": "1"}, headers=SCRIPT)
    assert (answer.status, answer.html) == (204, "")
    assert re.fullmatch(r"\d{1,2}:\d\d[ap]m", answer.response.headers["Kept-At"])
    assert places(web_session) == ["risks/R-0001/notes"]


def test_a_note_that_was_begun_is_offered_on_the_risks_page_too(lead: PageClient) -> None:
    lead.post(NOTES, {"words": TYPED, "keep": "1"})
    page = lead.get(RISK)
    assert OFFERED in page.text
    assert f'href="{NOTES}?kept=1"' in page.html
    assert OFFERED not in lead.get(f"{RISK}?as-at=2018-06-30").text


def test_what_was_begun_is_listed_in_my_work(lead: PageClient) -> None:
    lead.post(SCORE, {"kind": "target", "reason": TYPED, "keep": "1"})
    lead.post(NEW, {"title": TYPED, "keep": "1"})
    page = lead.get("/trust/")
    assert "Go on: A score of R-0001" in page.text
    assert "Go on: A new risk" in page.text


def test_sending_the_form_throws_it_away_with_the_save(
    lead: PageClient, web_session: Session
) -> None:
    for address in (NOTES, EDIT):
        lead.post(address, {"words": TYPED, "keep": "1"})
    assert lead.post(NOTES, {"words": "A note."}).status == 303
    assert places(web_session) == ["risks/R-0001/edit"]


def test_a_form_that_is_refused_leaves_what_was_kept(
    lead: PageClient, web_session: Session
) -> None:
    lead.post(NOTES, {"words": TYPED, "keep": "1"})
    assert lead.post(NOTES, {"words": ""}).status == 422
    assert places(web_session) == ["risks/R-0001/notes"]


def test_it_can_be_thrown_away(lead: PageClient, web_session: Session) -> None:
    lead.post(NOTES, {"words": TYPED, "keep": "1"})
    page = lead.post("/trust/kept/throw-away", {"place": "risks/R-0001/notes"})
    assert (page.status, page.location) == (303, NOTES)
    assert places(web_session) == []
    assert OFFERED not in lead.get(NOTES).text


@pytest.mark.parametrize("place", ["", "/evil.example", "\\evil", "../x", "a" * 500])
def test_throwing_away_leads_nowhere_else(lead: PageClient, place: str) -> None:
    page = lead.post("/trust/kept/throw-away", {"place": place})
    assert page.status == 303
    assert page.location.startswith("/trust/")


def test_what_was_begun_is_nobody_elses(lead: PageClient) -> None:
    lead.post(NOTES, {"words": TYPED, "keep": "1"})
    manager = lead.sign_in_as(Role.RISK_MANAGER)
    for address in (NOTES, RISK, "/trust/", f"{NOTES}?kept=1"):
        page = manager.get(address)
        assert page.status == 200
        assert OFFERED not in page.text
        assert "Half a sentence" not in page.html


def test_the_way_a_reference_is_written_is_no_other_place(
    lead: PageClient, web_session: Session
) -> None:
    lead.post("/trust/risks/r-1/notes", {"words": TYPED, "keep": "1"})
    assert OFFERED in lead.get(NOTES).text


def test_keeping_asks_for_the_same_right_and_the_same_risk(
    lead: PageClient, web_session: Session
) -> None:
    sent = {"words": TYPED, "keep": "1"}
    assert lead.post("/trust/risks/R-0002/notes", sent).status == 404
    assert lead.http.post(NOTES, data=sent).status_code == 400
    a_trust(web_session, "other")
    assert lead.post("/other/risks/R-0001/notes", sent).status == 404
    assert lead.sign_in_as(Role.VIEWER).post(NOTES, sent).status == 403
    assert lead.sign_in_as(Role.REPORTER).post(NOTES, sent).status == 404
    assert places(web_session) == []


def test_what_was_begun_on_an_older_version_says_so_when_it_is_taken_up(
    lead: PageClient, web_session: Session, trust: Trust
) -> None:
    here = {"unit": str(trust.root.id), "kind": "operational", "visibility": "internal"}
    sent = here | {"title": "Mine", "reason": "Clearer.", "seen_version": "1"}
    lead.post(EDIT, sent | {"keep": "1"})
    lead.sign_in_as(Role.EXECUTIVE).post(EDIT, sent | {"title": "Theirs"})
    taken = lead.sign_in_as(Role.RISK_LEAD).get(f"{EDIT}?kept=1")
    assert taken.status == 200
    assert "This risk has been changed since you began this" in taken.text
    assert rows_of(taken)["Title"] == ["Theirs", "Mine", "differs"]
    assert 'name="seen_version" value="2"' in taken.html
    assert "Save over theirs" in taken.text


def test_a_score_begun_before_another_was_given_says_so(
    lead: PageClient, web_session: Session, trust: Trust
) -> None:
    sent = {"kind": "current", "domain": "safety", "consequence": "4", "likelihood": "4"}
    lead.post(SCORE, sent | {"seen": "", "reason": "Mine", "keep": "1"})
    a_score(web_session, trust.actor(Role.EXECUTIVE), "R-0001", 2, 2)
    taken = lead.get(f"{SCORE}?kind=current&kept=1")
    assert "The current score has been changed since you began this" in taken.text
    assert rows_of(taken)["Score"] == ["4, moderate", "16, extreme", "differs"]


def test_too_much_is_refused_in_words(lead: PageClient, web_session: Session) -> None:
    page = lead.post(NOTES, {"words": "a" * 100_001, "keep": "1"})
    assert page.status == 422
    assert "too long to be kept" in page.text
    assert places(web_session) == []


def run_out(session: Session) -> None:
    """Let every session have been idle for an hour."""
    with transaction(session):
        session.exec(sa.update(SignInSession).values(last_seen_at=utc_now() - timedelta(hours=1)))


def token_of(client: PageClient, address: str) -> str:
    found = TOKEN_FIELD.search(client.get(address).html)
    assert found is not None
    return found[1]


def test_what_was_typed_while_the_session_ran_out_is_kept_and_offered(
    lead: PageClient, web_session: Session
) -> None:
    sent = {"words": TYPED, "csrf_token": token_of(lead, NOTES)}
    run_out(web_session)
    answer = lead.http.post(NOTES, data=sent)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/sign-in?next={NOTES}"
    assert "the page offers you what you typed" in lead.get("/sign-in").text
    assert OFFERED in lead.sign_in_as(Role.RISK_LEAD).get(NOTES).text


@pytest.mark.parametrize("why", ["no token", "signed out", "no right", "not a kept form"])
def test_what_was_typed_is_kept_for_nobody_where_that_is_not_safe(
    lead: PageClient, web_session: Session, why: str
) -> None:
    sent = {"words": TYPED, "csrf_token": token_of(lead, NOTES)}
    address = NOTES
    if why == "no token":
        sent["csrf_token"] = ""
    if why == "signed out":
        with transaction(web_session):
            web_session.exec(sa.update(SignInSession).values(ended_at=utc_now()))
    if why == "no right":
        lead.sign_in_as(Role.VIEWER)
    if why == "not a kept form":
        address = f"{RISK}/open"
    run_out(web_session)
    assert lead.http.post(address, data=sent).status_code == 303
    assert "nothing was saved" in lead.get("/sign-in").text
    assert places(web_session) == []
