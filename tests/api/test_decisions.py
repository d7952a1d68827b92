"""Deciding from elsewhere; looking at a risk again; months, packs and jobs."""

from collections.abc import Callable

import pytest
from sqlmodel import Session

from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Role
from tests.api.callers import Caller
from tests.factories import Trust, a_risk, an_objective

OF = "/risks/R-0001"
WHY = {"reason": "It is so."}


@pytest.fixture
def other(calling: Callable[..., Caller]) -> Caller:
    """A second person who may decide too."""
    return calling(Role.EXECUTIVE)


def the_decision(caller: Caller, kind: str) -> tuple[str, str]:
    """Where an open decision about the risk is, and its ETag."""
    found = caller.get(f"{OF}/decisions").get_json()["items"]
    here = next(f"{OF}/decisions/{one['id']}" for one in found if one["kind"] == kind)
    return here, caller.get(here).headers["ETag"]


def test_what_waits_is_listed_and_decided_by_another(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    objective = an_objective(web_session, trust)
    a_risk(web_session, trust, consequence=4, likelihood=4)
    waiting = caller.get("/decisions?limit=1").get_json()
    rest = caller.get(waiting["next"]).get_json()
    kinds = {one["kind"] for one in (*waiting["items"], *rest["items"])}
    assert (kinds, waiting["total"]) == ({"validate", "answer-objective"}, 2)
    assert waiting["items"][0]["risk"]["reference"] == "R-0001"
    here, mark = the_decision(caller, "validate")
    assert caller.post(f"{here}/answer", WHY).status_code == 428
    done = caller.post(f"{here}/answer", WHY, If_Match=mark)
    assert (done.status_code, done.get_json()["state"]) == (200, "agreed")
    late = caller.post(f"{here}/answer", WHY, If_Match=done.headers["ETag"])
    assert late.status_code == 412
    here, mark = the_decision(caller, "answer-objective")
    answer = {"answer": "own-entry", "objective_ids": [str(objective.id)]} | WHY
    told = caller.post(f"{here}/answer", answer, If_Match=mark)
    assert told.status_code == 200
    assert [one["number"] for one in caller.get(OF).get_json()["objectives"]] == ["1"]


def test_a_proposal_takes_a_second_person(
    web_session: Session, trust: Trust, caller: Caller, other: Caller
) -> None:
    a_risk(web_session, trust, consequence=2, likelihood=2)
    closing = {"proposal": "propose-closing"} | WHY
    made = caller.post(f"{OF}/decisions", closing, Idempotency_Key="one")
    here, mark = made.headers["Location"], made.headers["ETag"]
    assert (made.status_code, made.get_json()["may_decide"]) == (201, False)
    alone = caller.post(f"{here}/answer", {"agree": True} | WHY, If_Match=mark)
    assert alone.status_code == 403
    theirs = other.get(here).headers["ETag"]
    half = other.post(f"{here}/answer", WHY, If_Match=theirs)
    assert half.get_json()["errors"][0]["field"] == "agree"
    wrong = other.post(f"{here}/answer", {"answer": "neither"} | WHY, If_Match=theirs)
    assert wrong.get_json()["errors"][0]["field"] == "answer"
    agreed = other.post(f"{here}/answer", {"agree": True} | WHY, If_Match=theirs)
    assert agreed.get_json()["state"] == "agreed"
    assert caller.get(OF).get_json()["status"] == "closed"


def test_a_proposal_has_the_fields_of_its_own_and_may_be_withdrawn(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    a_risk(web_session, trust, consequence=2, likelihood=2)
    accept = {"proposal": "propose-acceptance", "up_to_score": 6, "condition": "Monthly."} | WHY
    refused = caller.post(f"{OF}/decisions", accept | {"into": "R-0002"})
    assert refused.get_json()["errors"][0]["field"] == "into"
    refused = caller.post(f"{OF}/decisions", accept)
    assert refused.get_json()["errors"][0]["field"] == "expires_on"
    made = caller.post(f"{OF}/decisions", accept | {"expires_on": "2018-12-31"})
    assert made.get_json()["terms"]["up_to_score"] == 6
    here, mark = made.headers["Location"], made.headers["ETag"]
    assert caller.post(f"{here}/ending", WHY, If_Match=mark).status_code == 422
    gone = caller.post(f"{here}/withdrawal", {}, If_Match=mark)
    assert gone.get_json()["state"] == "withdrawn"


def test_a_risk_is_looked_at_again(web_session: Session, trust: Trust, caller: Caller) -> None:
    a_risk(web_session, trust, consequence=2, likelihood=2)
    made = caller.post(f"{OF}/reviews", WHY)
    assert made.status_code == 201
    assert made.get_json()["note"] == "It is so."
    assert caller.get(f"{OF}/reviews").get_json()["items"] == [made.get_json()]
    assert caller.get(f"{OF}/reviews?as_at=2018-06-29").get_json()["items"] == []


def test_what_waits_about_a_hidden_risk_is_hidden(
    web_session: Session, trust: Trust, caller: Caller, calling: Callable[..., Caller]
) -> None:
    manager = trust.actor()
    a_risk(
        web_session,
        trust,
        by=manager,
        consequence=4,
        likelihood=4,
        visibility=Visibility.RESTRICTED,
    )
    here, _ = the_decision(caller, "validate")
    viewer = calling(Role.VIEWER)
    told = viewer.get("/decisions").get_json()
    assert (told["items"], told["total"]) == ([], 0)
    parts = ("milestones", "objectives", "exposure", "notes", "occurrences")
    for address in (here, *(f"{OF}/{part}" for part in ("decisions", "reviews", *parts))):
        assert viewer.get(address).status_code == 404
