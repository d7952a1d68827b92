"""Meetings planned, changed, cancelled and attended, as on their pages."""

from collections.abc import Callable
from datetime import date

from sqlmodel import Session

from riskapp.domain.permissions import Role
from tests.api.callers import Caller
from tests.factories import Trust, a_post
from tests.meetings import a_committee, a_meeting
from tests.months import a_closed_month, an_open_month

WHY = {"reason": "Too few could come."}
SOON = date(2018, 7, 5)


def fields(answer: object) -> list[str]:
    """At which fields something is wrong."""
    return [one["field"] for one in answer.get_json()["errors"]]  # type: ignore[attr-defined]


def test_a_meeting_is_planned_once_by_whoever_may(
    web_session: Session, trust: Trust, calling: Callable[..., Caller]
) -> None:
    secretary, committee = calling(Role.SECRETARY), a_committee(web_session, trust)
    new = {"committee_id": str(committee.id), "held_on": "2018-07-05"}
    made, again = (secretary.post("/meetings", new, Idempotency_Key="one") for _ in range(2))
    assert (made.status_code, made.get_json()["state"]) == (201, "planned")
    assert again.get_json() == made.get_json()
    assert fields(secretary.post("/meetings", new)) == ["title"]
    other = new | {"committee_id": made.get_json()["id"]}
    assert fields(secretary.post("/meetings", other)) == ["committee_id"]


def test_a_meeting_is_moved_and_cancelled(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    planned = a_meeting(web_session, trust, a_committee(web_session, trust), on=SOON)
    here = f"/meetings/{planned.id}"
    mark = caller.get(here).headers["ETag"]
    assert fields(caller.patch(here, {"month": "2018-06"}, If_Match=mark)) == ["month"]
    an_open_month(web_session, trust)
    moved = caller.patch(here, {"held_on": "2018-07-12", "month": "2018-06"}, If_Match=mark)
    told, then = moved.get_json(), moved.headers["ETag"]
    assert (told["held_on"], told["month"], told["version"]) == ("2018-07-12", "2018-06", 2)
    assert fields(caller.patch(here, {"state": "held"}, If_Match=then)) == ["held_on"]
    assert caller.post(f"{here}/cancellation", WHY, If_Match=mark).status_code == 412
    gone = caller.post(f"{here}/cancellation", WHY, If_Match=then)
    said = (gone.get_json()["state"], gone.get_json()["cancelled_why"])
    assert said == ("cancelled", WHY["reason"])
    late = caller.patch(here, {"title": "Again"}, If_Match=gone.headers["ETag"])
    assert "was cancelled" in late.get_json()["errors"][0]["sentence"]


def test_what_is_sent_again_is_answered_whatever_has_changed_since(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    committee = a_committee(web_session, trust)
    new = {"committee_id": str(committee.id), "held_on": "2018-06-27", "month": "2018-06"}
    an_open_month(web_session, trust)
    made = caller.post("/meetings", new, Idempotency_Key="one")
    a_closed_month(web_session, trust)
    again = caller.post("/meetings", new, Idempotency_Key="one")
    assert (again.status_code, again.get_json()) == (201, made.get_json())
    assert fields(caller.post("/meetings", new | {"title": "Another"})) == ["month"]


def test_who_was_there_is_said_as_a_whole(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    committee, post = a_committee(web_session, trust), a_post(web_session, trust, "Matron")
    new = {"committee_id": str(committee.id), "held_on": "2018-06-27"}
    made = caller.post("/meetings", new)
    here, mark = f"/meetings/{made.get_json()['id']}/attendance", made.headers["ETag"]
    sent = [{"post_id": str(post.id)}, {"name": "Ann", "attended": "apologies"}]
    for wrong, field in (
        ({"name": " "}, "attendance.2.post_id"),
        ({"post_id": str(post.id)}, "attendance.2.post_id"),
        ({"post_id": str(post.id), "name": "Ben"}, "attendance.2.name"),
        ({"name": "Ben", "attended": "asleep"}, "attendance.2.attended"),
    ):
        assert fields(caller.send("PUT", here, {"attendance": [*sent, wrong]}, If_Match=mark)) == [
            field
        ]
    told = caller.send("PUT", here, {"attendance": sent}, If_Match=mark)
    assert told.get_json()["attendance"] == [
        {"who": "Matron", "attended": "present", "post_id": str(post.id), "name": None},
        {"who": "Ann", "attended": "apologies", "post_id": None, "name": "Ann"},
    ]
    assert caller.send("PUT", here, {"attendance": []}, If_Match=mark).status_code == 412
