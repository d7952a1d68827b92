"""What a meeting decides about the risks of a month, recorded as on its page."""

import pytest
from sqlmodel import Session

from riskapp.domain.permissions import Role
from riskapp.models import Committee, Meeting
from riskapp.queries.checks.everything import check_everything
from tests.api.callers import Caller
from tests.factories import Trust, a_post, a_programme, a_score
from tests.meetings import a_committee
from tests.queries.test_committees import overseen
from tests.web.meeting_room import meeting, month

__all__ = ["meeting", "month"]

MONTH = "/reviews/2018-06/risks"
HERE = f"{MONTH}/R-0001"
WHY = {"reason": "The meeting said so."}
ACCEPTED = {"up_to_score": 20, "expires_on": "2018-12-31", "condition": "It is looked at."}


@pytest.fixture
def sent(meeting: Meeting) -> dict[str, str]:
    """What is sent of everything that the meeting decides."""
    return {"meeting_id": str(meeting.id), **WHY}


def mark_of(caller: Caller, path: str = HERE) -> str:
    """The ETag of a risk in the month."""
    return caller.get(path).headers["ETag"]


def outcomes(caller: Caller, deed: str, body: object, path: str = HERE) -> list[str]:
    """What is recorded about a risk once a deed is done."""
    told = caller.post(f"{path}/{deed}", body, If_Match=mark_of(caller, path))
    assert told.status_code == 200, told.text
    return [one["outcome"] for one in told.get_json()["outcomes"]]


def test_an_action_is_asked_for_and_is_the_risks_own(
    web_session: Session, trust: Trust, caller: Caller, sent: dict[str, str]
) -> None:
    post, mark = a_post(web_session, trust, "Matron"), mark_of(caller)
    asked = sent | {"words": "Mend the roof", "due": "Sep 2018", "owner_id": str(post.id)}
    wrong = caller.post(f"{HERE}/action", asked | {"due": "soonish"}, If_Match=mark)
    assert wrong.get_json()["errors"][0]["field"] == "due"
    assert outcomes(caller, "action", asked) == ["action-asked"]
    [action] = caller.get("/risks/R-0001/milestones").get_json()["items"]
    assert (action["words"], action["owner"]) == ("Mend the roof", "Matron")
    assert caller.post(f"{HERE}/action", asked, If_Match=mark).status_code == 412
    [made] = caller.get(HERE).get_json()["outcomes"]
    back = f"{HERE}/outcomes/{made['id']}/withdrawal"
    refused = caller.post(back, WHY, If_Match=mark_of(caller))
    assert "Cancel the action" in refused.get_json()["errors"][0]["sentence"]


def test_a_score_that_was_given_for_the_meeting_is_recorded_and_confirmed_there(
    web_session: Session, trust: Trust, caller: Caller, sent: dict[str, str]
) -> None:
    a_score(web_session, trust.actor(Role.RISK_LEAD), "R-0001", 5, 5)
    seen = caller.get(HERE).get_json()
    assert seen["given"]["score"] == 25
    noted = sent | {"assessment_id": seen["given"]["id"]}
    assert outcomes(caller, "score", noted) == ["scored"]
    left = caller.get(HERE).get_json()
    [waits] = [one for one in left["waiting"] if one["kind"] == "validate"]
    answer = f"decisions/{waits['id']}/answer"
    odd = caller.post(f"{HERE}/{answer}", sent | {"agree": True}, If_Match=mark_of(caller))
    assert (left["given"], odd.get_json()["errors"][0]["field"]) == (None, "agree")
    assert outcomes(caller, answer, sent) == ["scored", "score-confirmed"]
    assert caller.post(f"{HERE}/{answer}", sent, If_Match=mark_of(caller)).status_code == 404


def test_a_meeting_escalates_accepts_and_closes(caller: Caller, sent: dict[str, str]) -> None:
    [asked] = [
        one for one in caller.get(HERE).get_json()["waiting"] if one["kind"] == "answer-objective"
    ]
    neither = sent | {"answer": "neither"}
    assert outcomes(caller, f"decisions/{asked['id']}/answer", neither) == ["not-escalated"]
    assert outcomes(caller, "placing", sent) == ["not-escalated", "escalated"]
    low = caller.post(
        f"{MONTH}/R-0002/acceptance",
        sent | ACCEPTED | {"up_to_score": 2},
        If_Match=mark_of(caller, f"{MONTH}/R-0002"),
    )
    assert low.get_json()["errors"][0]["field"] == "up_to_score"
    assert outcomes(caller, "acceptance", sent | ACCEPTED, f"{MONTH}/R-0002") == ["accepted"]
    assert outcomes(caller, "closing", sent, f"{MONTH}/R-0003") == ["closed"]
    assert caller.get("/risks/R-0003").get_json()["status"] == "closed"


def test_a_programme_risk_is_handed_on_by_a_meeting(
    web_session: Session, trust: Trust, meeting: Meeting, caller: Caller, sent: dict[str, str]
) -> None:
    led = web_session.get_one(Committee, (meeting.organisation_id, meeting.committee_id))
    programme = a_programme(web_session, trust).id
    risk = overseen(web_session, trust, led, programme=programme)
    here, audit = f"{MONTH}/{risk}", a_committee(web_session, trust, "Audit")
    a_score(web_session, trust.actor(), risk, 4, 4)
    other = sent | {"to_committee_id": str(audit.id)}
    assert outcomes(caller, "handing-on", other, here) == ["handed-on"]
    assert caller.get(f"/risks/{risk}").get_json()["committee"] == "Audit"
    assert list(check_everything(web_session)) == []
