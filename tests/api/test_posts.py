"""Posts that change hands, words that are redacted, checks and jobs: as on their pages."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from riskapp.api.resources import jobs
from riskapp.domain.jobs import JobState
from riskapp.domain.permissions import Role
from riskapp.models import Job
from riskapp.services.transactions import transaction
from tests.api.callers import Caller
from tests.factories import Trust, a_risk, a_trust, a_unit

WHY = {"reason": "It is so."}
TODAY = {"from_on": "2018-06-30", **WHY}
HERE = "/risks/R-0001/redactions"


def test_a_post_is_added_handed_over_and_left_vacant(trust: Trust, caller: Caller) -> None:
    made = caller.post("/posts", {"title": "Director of Nursing"})
    assert (made.status_code, made.get_json()["vacant"]) == (201, True)
    twice = caller.post("/posts", {"title": "director of nursing"})
    assert twice.get_json()["errors"][0]["field"] == "title"
    here, mark = f"/posts/{made.get_json()['id']}", made.headers["ETag"]
    nobody = caller.post(f"{here}/handing-over", TODAY, If_Match=mark)
    assert nobody.get_json()["errors"][0]["field"] == "person_id"
    person = {"person_id": str(trust.people[Role.EXECUTIVE].id)}
    held = caller.post(f"{here}/handing-over", TODAY | person, If_Match=mark)
    assert (held.get_json()["vacant"], held.get_json()["held"][0]["until_on"]) == (False, None)
    late = caller.post(f"{here}/vacancy", TODAY, If_Match=mark)
    assert late.status_code == 412
    ahead = TODAY | {"from_on": "2018-09-01"}
    left = caller.post(f"{here}/vacancy", ahead, If_Match=late.headers["ETag"]).get_json()
    assert (left["vacant"], left["held"][0]["until_on"]) == (False, "2018-09-01")
    assert caller.get("/posts").get_json()["items"] == [left]
    assert caller.get(f"{here}?as_at=2018-06-29").get_json()["vacant"]


def test_units_are_told_with_what_their_risks_are_asked_for_by(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    ward = a_unit(web_session, trust, "Ward 4")
    a_unit(web_session, a_trust(web_session, "other"), "Zebrafinch")
    a_risk(web_session, trust)
    a_risk(web_session, trust, unit=ward)
    told = caller.get("/units").get_json()["items"]
    assert [one["name"] for one in told] == [trust.root.name, "Ward 4"]
    counts = [caller.get(f"/risks?unit={one['id']}").get_json()["total"] for one in told]
    assert counts == [2, 1]
    made = caller.post("/risks", {"title": "Lifts fail", "unit_id": told[1]["id"]})
    assert made.get_json()["unit"] == "Ward 4"


def test_words_are_taken_out_by_a_second_person(
    web_session: Session, trust: Trust, caller: Caller, calling: Callable[..., Caller]
) -> None:
    a_risk(web_session, trust, title="Zebrafinch was missed")
    lead = calling(Role.RISK_LEAD)
    named = {"phrase": "Zebrafinch", "reason": "Zebrafinch is a patient."}
    assert lead.post(HERE, named).get_json()["errors"][0]["field"] == "reason"
    made = lead.post(HERE, named | WHY)
    assert (made.status_code, made.get_json()["phrase"], made.get_json()["own"]) == (
        201,
        None,
        True,
    )
    here, answer = f"{HERE}/{made.get_json()['id']}", {"agree": True, **WHY}
    seen = caller.get(here)
    assert seen.get_json()["phrase"] == "Zebrafinch"
    done = caller.post(f"{here}/answer", answer, If_Match=seen.headers["ETag"]).get_json()
    assert (done["state"], done["phrase"], done["places"] > 0) == ("agreed", None, True)
    assert "Zebrafinch" not in caller.get("/risks/R-0001").text
    again = caller.post(f"{here}/answer", answer, If_Match=seen.headers["ETag"])
    assert again.status_code == 412
    assert caller.get(HERE).get_json()["items"] == [done]


def test_a_check_is_made_as_serious_as_is_wanted(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    a_risk(web_session, trust, consequence=4, likelihood=4)
    counts = {
        one["key"]: one["failing"] for one in caller.get("/quality-checks").get_json()["items"]
    }
    assert counts["no-owner"] == 1
    here = "/quality-checks/no-owner"
    seen = caller.get(here)
    assert caller.get("/quality-checks/nothing").status_code == 404
    off = {"severity": "off", **WHY}
    done = caller.send("PUT", here, off, If_Match=seen.headers["ETag"])
    assert (done.get_json()["severity"], done.get_json()["set_why"]) == ("off", WHY["reason"])
    assert caller.send("PUT", here, off, If_Match=seen.headers["ETag"]).status_code == 412
    same = caller.send("PUT", here, off, If_Match=done.headers["ETag"])
    assert same.get_json()["errors"][0]["field"] == "severity"


def test_a_job_that_broke_off_is_asked_for_again_by_who_asked(
    web_session: Session, caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("riskapp.api.resources.packs.wake_worker", lambda: None)
    monkeypatch.setattr(jobs, "wake_worker", lambda: None)
    made = caller.post("/pack-drafts", {"kind": "board", "as_at": "2018-06-30"})
    here = made.headers["Location"]
    running = caller.post(f"{here}/again", {}, If_Match=made.headers["ETag"])
    assert running.status_code == 412
    with transaction(web_session):
        job = web_session.exec(select(Job)).one()
        job.state = JobState.FAILED
        web_session.add(job)
    again = caller.post(f"{here}/again", {}, If_Match=caller.get(here).headers["ETag"])
    assert (again.status_code, again.get_json()["state"]) == (200, "waiting")
