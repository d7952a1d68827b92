"""Deciding on the ordinary pages: as oneself, or for a meeting."""

from datetime import timedelta

import pytest

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.permissions import Role
from riskapp.models import Meeting
from tests.factories import TODAY, a_post, a_programme, a_risk, a_score
from tests.meetings import a_committee, a_meeting
from tests.queries.test_committees import overseen
from tests.services.looks import the_open
from tests.web.pages import PageClient

DECIDE = "/trust/risks/R-0001/decisions"


@pytest.fixture
def meeting(client: PageClient) -> Meeting:
    """A meeting that can decide, about a risk whose score awaits validation."""
    session, trust = client.session, client.trust
    risk = a_risk(session, trust)
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 4, 4)
    return a_meeting(session, trust, a_committee(session, trust), on=TODAY - timedelta(days=3))


def sent(client: PageClient, **more: str) -> dict[str, str]:
    waiting = the_open(client.session, DecisionKind.VALIDATE)
    return {"deed": "validate", "decision": str(waiting.id), "reason": "Agreed.", **more}


def test_the_secretary_confirms_a_score_for_the_meeting_and_the_page_says_so(
    client: PageClient, meeting: Meeting
) -> None:
    post = a_post(client.session, client.trust, "Director of Nursing")
    page = client.sign_in_as(Role.SECRETARY).get(DECIDE)
    assert "Decided by a meeting?" in page.text
    assert "Executive Team, 27 June 2018" in page.text
    alone = client.post(DECIDE, sent(client))
    assert alone.status == 403
    assert "A board secretary may not validate a score" in alone.text
    more = {"meeting": str(meeting.id), "proposed_by": str(post.id)}
    assert client.post(DECIDE, sent(client, **more)).status == 303
    text = client.get("/trust/risks/R-0001").text
    assert "by the Executive Team on 27 June 2018, recorded by The secretary" in text
    assert "Proposed by Director of Nursing." in text
    there = client.get(f"/trust/meetings/{meeting.id}").text
    assert "Confirm or moderate the score: agreed" in there


def test_an_executive_decides_alone_and_is_not_asked_for_a_meeting(
    client: PageClient, meeting: Meeting
) -> None:
    client.sign_in_as(Role.EXECUTIVE)
    assert "Decided by a meeting?" not in client.get(DECIDE).text
    refused = client.post(DECIDE, sent(client, meeting=str(meeting.id)))
    assert refused.status == 303
    client.session.rollback()
    assert "Executive Team" not in client.get("/trust/risks/R-0001").text


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.RISK_MANAGER])
def test_without_a_meeting_that_can_decide_none_is_asked_for(
    client: PageClient, role: Role
) -> None:
    session, trust = client.session, client.trust
    a_score(session, trust.actor(Role.RISK_LEAD), a_risk(session, trust), 4, 4)
    page = client.sign_in_as(role).get(DECIDE)
    assert "Decided by a meeting?" not in page.text
    assert ("Confirm the score" in page.text) is (role is Role.RISK_MANAGER)


def test_another_organisations_meeting_is_not_among_them(
    client: PageClient, meeting: Meeting
) -> None:
    client.sign_in_as(Role.SECRETARY)
    page = client.post(DECIDE, sent(client, meeting="018f0000-0000-7000-8000-000000000000"))
    assert page.status == 422
    waiting = the_open(client.session, DecisionKind.VALIDATE)
    assert waiting.state is DecisionState.OPEN


TERMS = {"up_to_score": "16", "condition": "Seen monthly.", "expires_on": "1 June 2019"}
PROPOSALS = {
    "propose-acceptance": (DecisionKind.ACCEPT, TERMS),
    "propose-closing": (DecisionKind.CLOSE, {}),
}


@pytest.mark.parametrize("deed", PROPOSALS)
def test_what_is_proposed_at_a_meeting_is_recorded_as_its_own_and_it_decides(
    client: PageClient, meeting: Meeting, deed: str
) -> None:
    kind, terms = PROPOSALS[deed]
    post = a_post(client.session, client.trust, "Director of Nursing")
    address = f"{DECIDE}?begin={deed}"
    page = client.sign_in_as(Role.SECRETARY).get("/trust/risks/R-0001")
    assert address in page.html
    assert "Proposed at a meeting?" in client.get(address).text
    asked = {"deed": deed, "reason": "Nothing more can be done.", **terms}
    assert client.post(DECIDE, asked).status == 403
    there = {"meeting": str(meeting.id), "proposed_by": str(post.id)}
    assert client.post(DECIDE, {**asked, **there}).status == 303
    put = the_open(client.session, kind)
    assert (put.proposed_in_id, put.proposed_by_post_id) == (meeting.id, post.id)
    told = "proposed by the Executive Team on 27 June 2018, recorded by The secretary."
    text = client.get("/trust/risks/R-0001").text
    assert f"{told} Proposed there by Director of Nursing." in text
    assert f'value="{put.id}"' in client.get(DECIDE).html
    decided = {"deed": kind.value, "decision": str(put.id), "agree": "no", "reason": "Not yet."}
    assert client.post(DECIDE, {**decided, "meeting": str(meeting.id)}).status == 303
    client.session.rollback()
    assert (put.state, put.decided_in_id) == (DecisionState.DECLINED, meeting.id)


def test_nobody_proposes_for_a_meeting_that_is_not_there(client: PageClient) -> None:
    a_risk(client.session, client.trust)
    page = client.sign_in_as(Role.SECRETARY).get(f"{DECIDE}?begin=propose-closing")
    assert "Propose to close it" not in page.text
    assert "it takes two who were present" in page.text
    lead = client.sign_in_as(Role.RISK_LEAD).get(DECIDE)
    assert "Propose to close it" in lead.text
    assert "Proposed at a meeting?" not in lead.text


def test_a_programme_risk_is_handed_on_from_the_queue(client: PageClient) -> None:
    session, trust = client.session, client.trust
    group = a_committee(session, trust, "Steering Group", takes=True)
    audit = a_committee(session, trust, "Audit")
    risk = overseen(session, trust, None, programme=a_programme(session, trust).id)
    address = f"/trust/risks/{risk}/hand-on"
    client.sign_in_as(Role.EXECUTIVE)
    assert address in client.get(f"/trust/committees/{group.id}").html
    text = client.get(f"/trust/risks/{risk}").text
    assert "Steering Group, which oversees the risks of programmes first" in text
    asked = {"to_committee": str(audit.id), "reason": "It grew.", "seen_version": "1"}
    wrong = client.post(address, {**asked, "reason": ""})
    assert wrong.status == 422
    assert "Say why" in wrong.text
    assert client.post(address, asked).status == 303
    assert "To Audit." in client.get(f"/trust/risks/{risk}").text
    late = client.post(address, {**asked, "to_committee": str(group.id)})
    assert late.status == 409
    assert "It grew." in late.html
    assert "No programme risk waits here." in client.get(f"/trust/committees/{group.id}").text


def test_the_secretary_hands_on_for_a_meeting_only(client: PageClient) -> None:
    session, trust = client.session, client.trust
    group = a_committee(session, trust, "Steering Group", takes=True)
    audit = a_committee(session, trust, "Audit")
    risk = overseen(session, trust, None, programme=a_programme(session, trust).id)
    address = f"/trust/risks/{risk}/hand-on"
    client.sign_in_as(Role.SECRETARY)
    assert "No meeting is there that could decide this." in client.get(address).text
    meeting = a_meeting(session, trust, group)
    asked = {"to_committee": str(audit.id), "reason": "It grew.", "seen_version": "1"}
    assert client.post(address, asked).status == 403
    assert client.post(address, {**asked, "meeting": str(meeting.id)}).status == 303
    assert "the Steering Group on 30 June 2018" in client.get(f"/trust/risks/{risk}").text
    assert client.sign_in_as(Role.VIEWER).get(address).status == 403
