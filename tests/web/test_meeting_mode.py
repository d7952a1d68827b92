"""Going through a month in a meeting, without scripts: one risk a page, recorded at once."""

import re
from datetime import timedelta

import pytest
from sqlmodel import Session

from riskapp.domain.drafts import PlaceOnBaf
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.months import MonthState, Outcome
from riskapp.domain.permissions import Actor, Role
from riskapp.models import Meeting, MonthlyReview
from riskapp.queries.cases import read_case
from riskapp.services.decisions import place_on_baf, propose_closing
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_milestone, a_risk, a_score, an_objective
from tests.meetings import a_committee, a_meeting
from tests.month_lists import outcomes
from tests.months import an_open_month
from tests.queries.statements import counted
from tests.web.meeting_room import (
    FIRST,
    MONTH,
    SECOND,
    THIRD,
    carried,
    meeting,
    month,
    secretary,
    send,
)
from tests.web.pages import PageClient

MOST_STATEMENTS = 20
__all__ = ["meeting", "month", "secretary"]  # fixtures


@pytest.fixture
def lead(trust: Trust) -> Actor:
    """A risk lead, who scores and proposes."""
    return trust.actor(Role.RISK_LEAD)


def test_it_says_for_which_meeting_before_anything_is_recorded(
    client: PageClient, meeting: Meeting
) -> None:
    client.sign_in_as(Role.SECRETARY)
    page = client.get(FIRST)
    assert "Nothing can be recorded yet" in page.text
    assert "Reviewed, no change" not in page.html.split("Keys on this page")[0]
    assert client.post(FIRST, {"decide": "no-change"}).status == 422
    chosen = client.post(f"{MONTH}/recording", {"meeting": str(meeting.id)})
    assert (chosen.status, chosen.location) == (303, FIRST)
    page = client.get(FIRST)
    assert "Recording for: Executive Team, 30 June 2018" in page.text
    assert "Risk 1 of 3" in page.text
    assert "0 of 3 decided" in page.text


def test_a_meeting_with_nobody_there_cannot_be_recorded_for(
    client: PageClient, web_session: Session, trust: Trust, month: MonthlyReview
) -> None:
    empty = a_meeting(web_session, trust, a_committee(web_session, trust, "Board"), present=0)
    with transaction(web_session):
        empty.monthly_review_id = month.id
        web_session.add(empty)
    page = client.sign_in_as(Role.SECRETARY).post(f"{MONTH}/recording", {"meeting": str(empty.id)})
    assert page.status == 422
    assert "Record first who was there" in page.text


def test_no_change_goes_on_to_the_next_undecided_and_round_to_the_first(
    secretary: PageClient, web_session: Session
) -> None:
    assert send(secretary, SECOND, "no-change").location == THIRD
    assert send(secretary, THIRD, "no-change").location == FIRST
    page = secretary.get(FIRST)
    assert "R-0003: Reviewed, no change. Recorded" in page.text
    assert "2 of 3 decided" in page.text
    assert send(secretary, FIRST, "no-change").location == FIRST
    assert len(outcomes(web_session)) == 3


def test_the_same_form_sent_twice_is_recorded_once(
    secretary: PageClient, web_session: Session
) -> None:
    fields = carried(secretary.get(FIRST), "no-change")
    assert secretary.post(FIRST, fields).location == SECOND
    assert secretary.post(FIRST, fields).location == SECOND
    assert len(outcomes(web_session)) == 1


def test_whoever_comes_second_sees_both_and_can_record_as_well(
    secretary: PageClient, web_session: Session
) -> None:
    mine = carried(secretary.get(f"{FIRST}?decide=action"), "action")
    button = carried(secretary.get(FIRST), "no-change")
    assert send(secretary, FIRST, "close-now", reason="The lease ended.").status == 303
    late = secretary.post(FIRST, button)
    assert late.status == 409
    assert "nothing to add" in late.text
    typed = {"words": "Recruit six nurses", "due": "Sep 2018", "reason": "Posts are vacant."}
    late = secretary.post(FIRST, {**mine, **typed})
    assert late.status == 409
    for words in ("Closed", "The lease ended.", "Recruit six nurses", "Posts are vacant."):
        assert words in late.text
    assert [one.outcome for one in outcomes(web_session)] == [Outcome.CLOSED]
    mine = carried(secretary.get(f"{SECOND}?decide=action"), "action")
    assert send(secretary, SECOND, "no-change").status == 303
    late = secretary.post(SECOND, {**mine, **typed})
    assert late.status == 409
    assert secretary.post(SECOND, {**carried(late, "action"), **typed}).status == 303
    assert len(outcomes(web_session)) == 3


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    secretary: PageClient, web_session: Session
) -> None:
    page = send(secretary, FIRST, "action", words="Recruit", due="some day", reason="Why.")
    assert page.status == 422
    assert "Recruit" in page.html
    assert "some day" in page.html
    page = send(secretary, FIRST, "close-now", reason=" ")
    assert page.status == 422
    assert "Say why" in page.text
    assert outcomes(web_session) == []


DECISIONS = [
    ("action", {"words": "Recruit", "due": "Sep 2018", "reason": "r"}, Outcome.ACTION_ASKED),
    ("place-on-baf", {"reason": "r"}, Outcome.ESCALATED),
    ("answer-objective", {"reason": "r", "answer": "neither"}, Outcome.NOT_ESCALATED),
    ("close", {"reason": "r", "agree": "no"}, Outcome.DECLINED),
    ("close", {"reason": "r", "agree": "yes"}, Outcome.CLOSED),
    ("validate", {"reason": "r"}, Outcome.SCORE_CONFIRMED),
    ("scored", {"reason": "r"}, Outcome.SCORED),
    (
        "accept-now",
        {"up_to_score": "25", "expires_on": "1 July 2018", "condition": "c", "reason": "r"},
        Outcome.ACCEPTED,
    ),
]


@pytest.mark.parametrize(("decide", "typed", "came"), DECISIONS)
def test_everything_that_a_meeting_decides_has_a_form(
    secretary: PageClient, lead: Actor, decide: str, typed: dict[str, str], came: Outcome
) -> None:
    web_session = secretary.session
    if decide == "close":
        with transaction(web_session):
            propose_closing(web_session, lead, "R-0001", "It has gone.")
    if decide == "scored":
        a_score(web_session, lead, "R-0001", 5, 5)
    if decide == "place-on-baf":
        send(secretary, FIRST, "answer-objective", reason="r", answer="neither")
    page = send(secretary, FIRST, decide, **typed)
    assert page.location == FIRST
    assert outcomes(web_session)[-1].outcome is came


def test_a_risk_is_put_off_to_a_meeting_that_is_planned(
    secretary: PageClient, web_session: Session, trust: Trust
) -> None:
    audit = a_committee(web_session, trust, "Audit Committee")
    later = a_meeting(web_session, trust, audit, on=TODAY + timedelta(days=30))
    page = send(secretary, FIRST, "defer", later=str(later.id), reason="We wait for the audit.")
    assert page.status == 303
    assert "Audit Committee, 30 July 2018" in secretary.get(FIRST).text


def test_others_see_the_page_and_record_nothing(client: PageClient, meeting: Meeting) -> None:
    for role in (Role.VIEWER, Role.EXECUTIVE, Role.AUDITOR, Role.RISK_LEAD):
        page = client.sign_in_as(role).get(FIRST)
        assert page.status == 200
        assert "Recording for" not in page.text
        assert 'name="decide"' not in page.html
        assert client.post(FIRST, {"decide": "no-change"}).status == 403


def test_whoever_may_score_comes_back_from_the_score_to_record_it(
    client: PageClient, meeting: Meeting
) -> None:
    client.sign_in_as(Role.RISK_MANAGER)
    client.post(f"{MONTH}/recording", {"meeting": str(meeting.id)})
    address = "/trust/risks/R-0001/score?kind=current&review=2018-06"
    assert address.replace("&", "&amp;") in client.get(FIRST).html
    assert 'review=2018-06"' in client.get(address).html
    seen = re.search(r'name="seen" value="([^"]*)"', client.get(address).html)
    assert seen is not None
    typed = {"kind": "current", "domain": "safety", "consequence": "5", "likelihood": "5"}
    saved = client.post(address, {**typed, "reason": "Worse.", "seen": seen[1]})
    assert saved.location == f"{FIRST}?decide=scored"
    assert "Worse." in client.get(saved.location).html
    assert client.get("/trust/risks/R-0001/score?review=soon").status == 400
    assert send(client, FIRST, "scored", reason="Worse.").status == 303


def test_what_the_address_cannot_mean_is_refused(secretary: PageClient) -> None:
    assert secretary.get(f"{FIRST}?decide=nothing").status == 400
    assert secretary.get(f"{MONTH}/R-0099").status == 404
    assert secretary.get("/trust/reviews/2018-05/R-0001").status == 404
    assert secretary.post(FIRST, {"decide": "nothing"}).status == 422


def test_what_only_its_quality_has_listed_since_opens_last_and_can_be_recorded(
    secretary: PageClient, trust: Trust
) -> None:
    session, manager = secretary.session, trust.actor()
    risk = a_risk(session, trust, consequence=3, likelihood=3)
    with transaction(session):
        place_on_baf(session, manager, risk, PlaceOnBaf("The board wants to see it."))
    fourth = f"{MONTH}/{risk}"
    listed = secretary.get(MONTH).html
    assert "serious quality warning" in listed
    assert f'href="{fourth}"' in listed
    assert "Risk 4 of 4" in secretary.get(fourth).text
    assert send(secretary, fourth, "no-change").location == FIRST
    assert "1 of 4 decided" in secretary.get(FIRST).text
    below = a_risk(session, trust, consequence=3, likelihood=3)
    assert secretary.get(f"{MONTH}/{below}").status == 404


def test_a_month_that_is_final_leads_to_its_own_page(
    secretary: PageClient, web_session: Session, month: MonthlyReview
) -> None:
    with transaction(web_session):
        month.state = MonthState.CLOSED
        web_session.add(month)
    assert secretary.get(FIRST).location == f"{MONTH}#R-0001"


def test_a_restricted_risk_is_in_nobodys_count_who_may_not_see_it(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    a_risk(web_session, trust, consequence=4, likelihood=4)
    hidden = {"visibility": Visibility.RESTRICTED, "by": trust.actor()}
    a_risk(web_session, trust, consequence=5, likelihood=5, **hidden)  # type: ignore[arg-type]
    an_open_month(web_session, trust)
    client.sign_in_as(Role.SECRETARY)
    assert "Risk 1 of 1" in client.get(FIRST).text
    assert client.get(SECOND).status == 404
    assert "Risk 1 of 2" in client.sign_in_as(Role.RISK_MANAGER).get(SECOND).text


def test_a_form_is_kept_and_taken_up_again(secretary: PageClient) -> None:
    fields = carried(secretary.get(f"{FIRST}?decide=action"), "action")
    kept = secretary.post(FIRST, {**fields, "words": "Half a sentence", "keep": "1"})
    assert kept.location == f"{FIRST}?decide=action"
    assert "You began this on" in secretary.get(kept.location).text
    page = secretary.get(f"{kept.location}&kept=1")
    assert "Half a sentence" in page.html
    sent = {**carried(page, "action"), "words": "All of it", "due": "Sep 2018", "reason": "r"}
    assert secretary.post(FIRST, sent).status == 303
    assert "You began this on" not in secretary.get(f"{FIRST}?decide=action").text


def test_a_page_takes_few_statements_whatever_the_month_holds(
    secretary: PageClient, web_session: Session, trust: Trust, month: MonthlyReview
) -> None:
    paths = [FIRST, *(f"{FIRST}?decide={name}" for name in ("answer-objective", "action"))]
    before = [many(secretary, web_session, path) for path in paths]
    an_objective(web_session, trust)
    for _ in range(5):
        a_risk(web_session, trust, consequence=5, likelihood=5)
        risk = read_case(web_session, trust.actor(), "R-0001").risk
        a_milestone(web_session, trust, risk_ids=(risk.id,))
    send(secretary, SECOND, "no-change")
    after = [many(secretary, web_session, path) for path in paths]
    assert before == after
    assert max(after) <= MOST_STATEMENTS


def many(client: PageClient, session: Session, path: str) -> int:
    """How many statements a page takes, once its words are known."""
    client.get(path)
    with counted(session) as statements:
        client.get(path)
    return len([one for one in statements if not one.startswith("BEGIN")])
