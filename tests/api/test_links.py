"""Linking a risk from elsewhere: to milestones, to objectives, and to what stands above it."""

from sqlmodel import Session

from tests.api.callers import Caller
from tests.factories import Trust, a_milestone, a_programme, a_risk, an_objective
from tests.services.test_exposure import on_baf

OF = "/risks/R-0001"
WHY = {"reason": "It is so."}


def test_a_milestone_is_linked_expected_to_help_and_unlinked(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    a_risk(web_session, trust, consequence=4, likelihood=4)
    a_milestone(web_session, trust, programme=a_programme(web_session, trust))
    unknown = caller.post(f"{OF}/milestones", {"milestone": "M-0099"})
    assert unknown.get_json()["errors"][0]["field"] == "milestone"
    made = caller.post(f"{OF}/milestones", {"milestone": "m-0001"}, Idempotency_Key="one")
    here, mark = made.headers["Location"], made.headers["ETag"]
    assert (made.status_code, made.get_json()["expected"]) == (201, None)
    half = {"consequence": 2, "likelihood": None} | WHY
    refused = caller.send("PUT", f"{here}/effect", half, If_Match=mark)
    assert refused.get_json()["errors"][0]["field"] == "likelihood"
    told = caller.send("PUT", f"{here}/effect", half | {"likelihood": 3}, If_Match=mark)
    assert told.get_json()["expected"] == {"value": 6, "consequence": 2, "likelihood": 3}
    assert caller.post(f"{here}/ending", WHY, If_Match=mark).status_code == 412
    left = caller.post(f"{here}/ending", WHY, If_Match=told.headers["ETag"])
    assert (left.status_code, left.get_json()["items"]) == (200, [])
    assert caller.get(here).status_code == 404


def test_a_link_to_an_objective_puts_a_high_risk_on_the_baf(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    objective = an_objective(web_session, trust)
    a_risk(web_session, trust, consequence=4, likelihood=4)
    sent = {"objective_id": str(objective.id)}
    silent = caller.post(f"{OF}/objectives", sent)
    assert silent.get_json()["errors"][0]["field"] == "reason"
    made = caller.post(f"{OF}/objectives", sent | WHY)
    assert (made.status_code, made.get_json()["number"]) == (201, "1")
    stays = caller.get(f"{OF}/placements").get_json()["items"]
    assert {one["register"] for one in stays} == {"hlrr", "baf"}
    again = caller.post(f"{OF}/objectives", sent | WHY)
    assert again.get_json()["errors"][0]["field"] == "objective_id"
    here, mark = made.headers["Location"], made.headers["ETag"]
    left = caller.post(f"{here}/ending", WHY, If_Match=mark)
    assert (left.status_code, left.get_json()["items"]) == (200, [])


def test_an_operational_risk_goes_under_one_on_the_baf_and_out_again(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    above = on_baf(web_session, trust)
    below = a_risk(web_session, trust, title="Ward 4 has no nurses", consequence=5, likelihood=4)
    turned = caller.post(f"/risks/{below}/exposure", {"operational": above} | WHY)
    assert turned.get_json()["errors"][0]["field"] == ""
    made = caller.post(f"/risks/{above}/exposure", {"operational": below.lower()} | WHY)
    told = made.get_json()
    assert (made.status_code, told["reference"], told["score"]["value"]) == (201, below, 20)
    here, mark = made.headers["Location"], made.headers["ETag"]
    left = caller.post(f"{here}/ending", WHY, If_Match=mark)
    assert (left.status_code, left.get_json()["items"]) == (200, [])
