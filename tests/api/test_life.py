"""What is told of a risk from elsewhere, and going through a month with its meetings."""

from collections.abc import Callable
from datetime import date

from sqlmodel import Session, select

from riskapp.domain.permissions import Role
from riskapp.models import Meeting, MonthlyReview
from riskapp.services.transactions import transaction
from tests.api.callers import Caller
from tests.factories import Trust, a_programme, a_risk
from tests.meetings import a_committee, a_meeting
from tests.queries.test_committees import overseen
from tests.web.meeting_room import meeting, month

__all__ = ["meeting", "month"]

OF = "/risks/R-0001"
WHY = {"reason": "It is so."}
NEXT = date(2018, 7, 5)


def test_notes_and_occurrences_are_written_once_and_listed_newest_first(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    a_risk(web_session, trust, consequence=2, likelihood=2)
    caller.post(f"{OF}/notes", {"words": "First."})
    for _ in range(2):
        made = caller.post(f"{OF}/notes", {"words": "Second."}, Idempotency_Key="one")
    assert [one["words"] for one in made.get_json()["items"]] == ["Second.", "First."]
    happened = {"happened_on": "2018-07-01", "words": "A visit was missed."}
    late = caller.post(f"{OF}/occurrences", happened)
    assert late.get_json()["errors"][0]["field"] == "happened_on"
    told = caller.post(f"{OF}/occurrences", happened | {"happened_on": "2018-06-28"}).get_json()
    assert [one["happened_on"] for one in told["items"]] == ["2018-06-28"]
    waiting = caller.get("/decisions").get_json()["items"]
    assert [one["kind"] for one in waiting] == ["rescore"]


def test_a_draft_that_was_sent_is_taken_back_or_sent_back(
    web_session: Session, trust: Trust, caller: Caller, calling: Callable[..., Caller]
) -> None:
    a_risk(web_session, trust, by=trust.actor(), draft=True)
    other = calling(Role.EXECUTIVE)
    for who, deed, sent in (
        (caller, "withdrawal", {}),
        (other, "answer", {"verdict": "send-back"} | WHY),
    ):
        mark = caller.get(OF).headers["ETag"]
        caller.post(f"{OF}/ask-approval", None, If_Match=mark)
        found = who.get(f"{OF}/decisions").get_json()["items"]
        here = next(f"{OF}/decisions/{one['id']}" for one in found if one["state"] == "open")
        told = who.post(f"{here}/{deed}", sent, If_Match=who.get(here).headers["ETag"])
        assert (told.status_code, caller.get(OF).get_json()["status"]) == (200, "draft")


def test_a_month_is_opened_gone_through_and_closed(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    a_risk(web_session, trust, consequence=4, likelihood=4)
    made = caller.post("/reviews", {"month": "2018-06"})
    assert (made.status_code, made.get_json()["state"]) == (201, "open")
    assert caller.post("/reviews", {"month": "2018-13"}).status_code == 422
    meeting = a_meeting(web_session, trust, a_committee(web_session, trust))
    here = "/reviews/2018-06/risks/R-0001"
    mark, sent = caller.get(here).headers["ETag"], {"meeting_id": str(meeting.id)}
    other = caller.post(f"{here}/no-change", sent, If_Match=mark)
    assert other.get_json()["errors"][0]["field"] == "meeting_id"
    with transaction(web_session):
        meeting.monthly_review_id = web_session.exec(select(MonthlyReview.id)).one()
        web_session.add(meeting)
    mark = caller.get(here).headers["ETag"]
    told = caller.post(f"{here}/no-change", sent, If_Match=mark)
    assert [one["outcome"] for one in told.get_json()["outcomes"]] == ["no-change"]
    assert caller.post(f"{here}/no-change", sent, If_Match=mark).status_code == 412
    [seen] = caller.get("/meetings").get_json()["items"]
    [decided] = caller.get(f"/meetings/{seen['id']}").get_json()["decided"]
    assert (seen["present"], decided["risk"]["reference"]) == (2, "R-0001")
    month = caller.get("/reviews/2018-06")
    done = caller.post("/reviews/2018-06/closing", {}, If_Match=month.headers["ETag"])
    assert (done.status_code, done.get_json()["state"]) == (200, "closed")


def test_a_risk_is_put_off_which_is_taken_back_and_closing_asks_why(
    web_session: Session, trust: Trust, meeting: Meeting, caller: Caller
) -> None:
    later = a_meeting(web_session, trust, a_committee(web_session, trust, "Audit"), on=NEXT)
    here = "/reviews/2018-06/risks/R-0001"
    sent = {"meeting_id": str(meeting.id), "later_meeting_id": str(meeting.id)} | WHY
    mark = caller.get(here).headers["ETag"]
    refused = caller.post(f"{here}/deferral", sent, If_Match=mark)
    assert refused.get_json()["errors"][0]["field"] == "later_meeting_id"
    sent["later_meeting_id"] = str(later.id)
    told = caller.post(f"{here}/deferral", sent, If_Match=mark)
    [deferral] = told.get_json()["outcomes"]
    assert deferral["deferred_to"] == "Audit, 5 July 2018"
    back = f"{here}/outcomes/{deferral['id']}/withdrawal"
    left = caller.post(back, WHY, If_Match=told.headers["ETag"]).get_json()
    assert (left["outcomes"], left["taken_back"]) == ([], [deferral])
    mark = caller.get("/reviews/2018-06").headers["ETag"]
    for said in ({}, {"held": False}):
        silent = caller.post("/reviews/2018-06/closing", said, If_Match=mark)
        assert silent.get_json()["errors"][0]["field"] == "why"
    closing = {"held": False, "why": "The chair was ill."}
    closed = caller.post("/reviews/2018-06/closing", closing, If_Match=mark).get_json()
    assert (closed["state"], closed["why"]) == ("not-held", "The chair was ill.")


def test_a_programme_risk_is_handed_on_by_whoever_may_or_a_meeting(
    web_session: Session, trust: Trust, caller: Caller, calling: Callable[..., Caller]
) -> None:
    group = a_committee(web_session, trust, "Steering Group", takes=True)
    audit = a_committee(web_session, trust, "Audit")
    risk = overseen(web_session, trust, None, programme=a_programme(web_session, trust).id)
    here, sent = f"/risks/{risk}", {"to_committee_id": str(audit.id)} | WHY
    secretary = calling(Role.SECRETARY)
    mark = secretary.get(here).headers["ETag"]
    assert secretary.post(f"{here}/handing-on", sent, If_Match=mark).status_code == 403
    meeting = a_meeting(web_session, trust, group)
    sat = sent | {"meeting_id": str(meeting.id)}
    refused = calling(Role.EXECUTIVE).post(f"{here}/handing-on", sat, If_Match=mark)
    assert refused.get_json()["errors"][0]["field"] == "meeting_id"
    told = secretary.post(f"{here}/handing-on", sat, If_Match=mark)
    assert (told.status_code, told.get_json()["committee"]) == (200, "Audit")
    assert caller.post(f"{here}/handing-on", sent, If_Match=mark).status_code == 412
