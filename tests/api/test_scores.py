"""Scoring a risk from elsewhere, and what follows: registers, the heat map, movement, history."""

from datetime import date

import pytest
from sqlmodel import Session

from tests.api.callers import Caller
from tests.factories import Trust, a_programme, a_risk, a_score, a_trust, an_objective
from tests.meetings import a_committee

SCORE = {
    "kind": "current",
    "consequences": [
        {"domain": "finance", "consequence": 2},
        {"domain": "safety", "consequence": 5},
    ],
    "likelihood": 4,
    "reason": "Two posts more are vacant.",
}
HERE = "/risks/R-0001/assessments"


def test_a_score_is_given_and_what_follows_is_done(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    a_risk(web_session, trust)
    answer = caller.post(HERE, SCORE, Idempotency_Key="one")
    told = answer.get_json()
    assert answer.status_code == 201
    assert told["score"]["value"] == 20
    assert told["score"]["band"] == {"key": "extreme", "name": "Extreme"}
    assert told["score"]["awaiting_validation"] is True
    assert [one["domain"] for one in told["consequences"]] == ["safety", "finance"]
    assert caller.get(answer.headers["Location"]).get_json() == told
    assert caller.post(HERE, SCORE, Idempotency_Key="one").get_json() == told
    assert caller.get(HERE).get_json()["total"] == 1
    [stay] = caller.get("/risks/R-0001/placements").get_json()["items"]
    assert (stay["register"], stay["until"]) == ("hlrr", None)
    assert stay["standing"]["opening_score"] == 20


def test_a_score_based_on_another_is_refused(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    a_risk(web_session, trust, consequence=2, likelihood=2)
    assert caller.post(HERE, SCORE).status_code == 409
    [stands] = caller.get(HERE).get_json()["items"]
    assert caller.post(HERE, SCORE | {"seen": stands["id"]}).status_code == 201


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "target"}, "target_on"),
        ({"consequences": []}, "consequences"),
        ({"consequences": [SCORE["consequences"][0]] * 2}, "consequences.1.domain"),  # type: ignore[index]
        ({"likelihood": 6}, "likelihood"),
        ({"reason": " "}, "reason"),
        ({"target_on": "30 June 2018"}, "target_on"),
    ],
)
def test_a_score_that_cannot_be_used_is_refused_at_its_field(
    web_session: Session, trust: Trust, caller: Caller, change: dict[str, object], field: str
) -> None:
    a_risk(web_session, trust)
    answer = caller.post(HERE, SCORE | change)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.get_json()["errors"]] == [field]
    assert caller.get(HERE).get_json()["items"] == []


def test_the_heat_map_movement_and_history_tell_of_it(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    early = trust.actor(today=date(2018, 5, 1))
    a_risk(web_session, trust, by=early, consequence=2, likelihood=2)
    a_score(web_session, trust.actor(), "R-0001", 3, 3, reason="More has happened.")
    heat = caller.get("/heat-map").get_json()
    assert [(c["consequence"], c["likelihood"]) for c in heat["cells"] if c["count"]] == [(3, 3)]
    then = caller.get("/heat-map?as_at=2018-05-31").get_json()
    assert [c["value"] for c in then["cells"] if c["count"]] == [4]
    moved = caller.get("/movement?since=2018-05-31").get_json()
    assert [(one["words"], one["why"]) for one in moved["items"]] == [
        ("Score up from 4 to 9", "More has happened.")
    ]
    assert caller.get("/movement?since=2018-06-30&until=2018-06-01").status_code == 400
    entries = caller.get("/history?kind=scored&risk=R-0001&limit=1").get_json()
    assert entries["items"][0]["words"] == {"reason": "More has happened."}
    older = caller.get(entries["next"]).get_json()
    assert [one["kind"] for one in older["items"]] == ["scored"]
    number = older["items"][0]["number"]
    assert caller.get(f"/history/{number}").get_json() == older["items"][0]


def test_the_plan_is_read_thing_by_thing(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    other = a_trust(web_session, "other")
    made = {
        "objectives": [an_objective(web_session, one).id for one in (trust, other)],
        "programmes": [a_programme(web_session, one).id for one in (trust, other)],
        "committees": [a_committee(web_session, one).id for one in (trust, other)],
    }
    for noun, (ours, theirs) in made.items():
        listed = caller.get(f"/{noun}").get_json()
        assert [one["id"] for one in listed["items"]] == [str(ours)]
        assert caller.get(f"/{noun}/{ours}").get_json() == listed["items"][0]
        assert caller.get(f"/{noun}/{theirs}").status_code == 404
        assert caller.get(f"/{noun}?as_at=2018-06-01").status_code == 200


def test_a_list_read_as_a_whole_is_walked_too(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    made = [str(an_objective(web_session, trust, str(at)).id) for at in range(5)]
    address, seen = "/objectives?limit=2", []
    while address:
        told = caller.get(address).get_json()
        seen += [one["id"] for one in told["items"]]
        address = told["next"]
    assert seen == made


def test_what_a_committee_oversees_is_changed_part_by_part(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    address = f"/committees/{a_committee(web_session, trust).id}"
    for change, domains, takes in (
        ({"domains": ["safety", "finance"]}, {"safety", "finance"}, False),
        ({"takes_programme_risks": True}, {"safety", "finance"}, True),
        ({"domains": []}, set(), True),
    ):
        mark = caller.get(address).headers["ETag"]
        answer = caller.patch(address, {"reason": "Agreed in May."} | change, If_Match=mark)
        told = answer.get_json()
        assert answer.status_code == 200, told
        assert (set(told["domains"]), told["takes_programme_risks"]) == (domains, takes)
    assert caller.patch(address, {"reason": "Late."}, If_Match=mark).status_code == 412
