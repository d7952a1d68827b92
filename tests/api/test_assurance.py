"""Controls, assurances, gaps and milestones from elsewhere: added, changed under an ETag, ended."""

from collections.abc import Callable

import pytest
from sqlmodel import Session

from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Role
from tests.api.callers import Caller
from tests.factories import Trust, a_milestone, a_programme, a_risk

OF = "/risks/R-0001"
CONTROL = {"words": "Rosters are checked each Monday", "effectiveness": "partly-effective"}
ASSURANCE = {
    "source": "Audit of rostering",
    "source_kind": "clinical-audit",
    "line": "second",
    "result": "negative",
    "received_on": "2018-06-01",
}
GAP = {"kind": "control", "words": "Nobody checks bank shifts"}
WHY = {"reason": "It is so."}


@pytest.fixture(autouse=True)
def risk(web_session: Session, trust: Trust) -> str:
    """A risk, which every address here is about."""
    return a_risk(web_session, trust)


def test_a_control_is_added_changed_and_retired(caller: Caller) -> None:
    added = caller.post(f"{OF}/controls", CONTROL, Idempotency_Key="one")
    told, here = added.get_json(), added.headers["Location"]
    assert added.status_code == 201
    assert (told["owner"], told["confidence"]["kind"]) == (None, "none")
    assert caller.post(f"{OF}/controls", CONTROL, Idempotency_Key="one").get_json() == told
    change = {"effectiveness": "effective"} | WHY
    assert caller.patch(here, change).status_code == 428
    changed = caller.patch(here, change, If_Match=added.headers["ETag"])
    assert changed.status_code == 200
    assert changed.get_json() == told | {"effectiveness": "effective", "version": 2}
    retire = f"{here}/retirement"
    assert caller.post(retire, WHY, If_Match=added.headers["ETag"]).status_code == 412
    left = caller.post(retire, WHY, If_Match=changed.headers["ETag"])
    assert (left.status_code, left.get_json()["items"]) == (200, [])
    assert caller.get(here).status_code == 404


def test_an_assurance_is_recorded_and_settled_or_withdrawn(caller: Caller) -> None:
    control = caller.post(f"{OF}/controls", CONTROL).get_json()
    made = [
        caller.post(f"{OF}/assurances", ASSURANCE | {"control_id": given})
        for given in (control["id"], None)
    ]
    assert [one.get_json()["control_id"] for one in made] == [control["id"], None]
    said = caller.get(f"{OF}/controls").get_json()["items"][0]["confidence"]["kind"]
    assert said == "negative"
    for one, end, day in zip(
        made, ("settlement", "withdrawal"), ("settled", "withdrawn"), strict=True
    ):
        ended = caller.post(f"{one.headers['Location']}/{end}", WHY, If_Match=one.headers["ETag"])
        assert ended.get_json()[f"{day}_on"] == "2018-06-30"
        assert ended.get_json()[f"{day}_why"] == "It is so."
    assert caller.get(f"{OF}/assurances").get_json()["total"] == 2


def test_a_gap_is_raised_named_what_closes_it_and_closed(caller: Caller) -> None:
    of_risk = {"words": "Recruit", "due": "Sep 2018", "risks": ["R-0001"]}
    milestone = caller.post("/milestones", of_risk).get_json()
    gap = caller.post(f"{OF}/gaps", GAP)
    here = gap.headers["Location"]
    body = {"milestone_ids": [milestone["id"]]}
    named = caller.send("PUT", f"{here}/milestones", body, If_Match=gap.headers["ETag"])
    assert [one["reference"] for one in named.get_json()["milestones"]] == ["M-0001"]
    mark, close = named.headers["ETag"], f"{here}/closing"
    early = caller.post(close, {"milestone_id": milestone["id"]}, If_Match=mark)
    assert early.get_json()["errors"][0]["field"] == "milestone_id"
    closed = caller.post(close, WHY, If_Match=mark)
    assert closed.get_json()["closed_why"] == "It is so."
    assert caller.post(close, WHY, If_Match=closed.headers["ETag"]).status_code == 412


def test_a_gap_is_closed_by_milestones_of_its_risk_alone(caller: Caller) -> None:
    of_none = "018f0000-0000-7000-8000-000000000000"
    refused = caller.post(f"{OF}/gaps", GAP | {"milestone_ids": [of_none]})
    assert refused.get_json()["errors"][0]["field"] == "milestone_ids"
    assert caller.get(f"{OF}/gaps").get_json()["items"] == []


def test_a_committee_rates(caller: Caller) -> None:
    nobody = "018f0000-0000-7000-8000-000000000000"
    rating = {"committee_id": nobody, "rating": "Partial", "rated_on": "2018-06-30"}
    refused = caller.post(f"{OF}/ratings", rating)
    assert refused.get_json()["errors"][0]["field"] == "committee_id"
    assert caller.get(f"{OF}/ratings").get_json()["items"] == []


def test_a_milestone_moves_and_stands_otherwise(caller: Caller) -> None:
    made = caller.post("/milestones", {"words": "Recruit", "due": "May 2018", "risks": ["R-0001"]})
    here, mark = made.headers["Location"], made.headers["ETag"]
    assert made.get_json()["standing"] == {"kind": "late", "days_late": 30}
    told = {}
    for part, given in (("due", {"due": "Q3 2018/19"}), ("status", {"status": "at-risk"})):
        assert caller.send("PUT", f"{here}/{part}", given | WHY).status_code == 428
        saved = caller.send("PUT", f"{here}/{part}", given | WHY, If_Match=mark)
        late = caller.send("PUT", f"{here}/{part}", given | WHY, If_Match=mark)
        assert (saved.status_code, late.status_code) == (200, 412)
        mark, told = saved.headers["ETag"], saved.get_json()
    assert (told["slips"], told["status"]) == (1, "at-risk")
    assert told["earlier"][0]["printed"] == "May 2018"
    same = caller.send("PUT", f"{here}/owner", {"owner_id": None} | WHY, If_Match=mark)
    assert same.get_json()["errors"][0]["field"] == "owner_id"


def test_notes_on_a_milestone_are_kept(web_session: Session, trust: Trust, caller: Caller) -> None:
    a_milestone(web_session, trust, programme=a_programme(web_session, trust))
    here = "/milestones/M-0001/notes"
    noted = [caller.post(here, {"words": words}) for words in ("One", "Two")]
    assert [one["words"] for one in noted[1].get_json()["items"]] == ["Two", "One"]
    assert [one["words"] for one in caller.get(f"{here}?limit=1").get_json()["items"]] == ["Two"]


def test_milestones_are_walked_and_filtered(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    programme = a_programme(web_session, trust)
    for due in ("Sep 2018", "May 2018", "Apr 2018"):
        a_milestone(web_session, trust, due, programme=programme)
    address, seen = "/milestones?limit=2", []
    while address:
        told = caller.get(address).get_json()
        seen += [one["reference"] for one in told["items"]]
        address = told["next"]
    assert seen == ["M-0003", "M-0002", "M-0001"]
    assert caller.get("/milestones?standing=late").get_json()["total"] == 2
    assert caller.get("/milestones?risk=R-0001").get_json()["total"] == 0
    assert caller.get("/milestones?risk=R-0009").status_code == 400
    assert caller.get("/milestones?as_at=2018-06-29").get_json()["total"] == 0


def test_what_hangs_on_a_hidden_risk_is_hidden(
    web_session: Session, trust: Trust, caller: Caller, calling: Callable[..., Caller]
) -> None:
    a_risk(web_session, trust, by=trust.actor(), visibility=Visibility.RESTRICTED)
    hidden = "/risks/R-0002"
    control = caller.post(f"{hidden}/controls", CONTROL).headers["Location"]
    caller.post("/milestones", {"words": "Recruit", "due": "Sep 2018", "risks": ["R-0002"]})
    viewer = calling(Role.VIEWER)
    nouns = ("controls", "assurances", "gaps", "ratings")
    for address in (control, *(f"{hidden}/{noun}" for noun in nouns), "/milestones/M-0001"):
        assert (caller.get(address).status_code, viewer.get(address).status_code) == (200, 404)
    assert viewer.get("/milestones").get_json()["items"] == []


def test_a_list_can_be_worked_through_while_it_is_walked(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    programme = a_programme(web_session, trust)
    for _ in range(8):
        a_milestone(web_session, trust, programme=programme)
    address, done = "/milestones?standing=due&limit=2", []
    while address:
        told = caller.get(address).get_json()
        done += [done_with(caller, one["reference"]) for one in told["items"]]
        address = told["next"]
    assert done == [f"M-000{number}" for number in range(1, 9)]


def test_a_list_that_has_gone_from_where_it_was_to_go_on_is_begun_anew(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    programme = a_programme(web_session, trust)
    for _ in range(6):
        a_milestone(web_session, trust, programme=programme)
    told = caller.get("/milestones?standing=due&limit=1").get_json()
    for number in range(1, 5):
        done_with(caller, f"M-000{number}")
    assert caller.get(told["next"]).get_json()["errors"][0]["field"] == "cursor"
    done_with(caller, "M-0005")
    done_with(caller, "M-0006")
    assert caller.get(told["next"]).get_json()["items"] == []


def done_with(caller: Caller, reference: str) -> str:
    """Say that a milestone is done; its reference."""
    mark = caller.get(f"/milestones/{reference}").headers["ETag"]
    here, body = f"/milestones/{reference}/status", {"status": "done"} | WHY
    assert caller.send("PUT", here, body, If_Match=mark).status_code == 200
    return reference
