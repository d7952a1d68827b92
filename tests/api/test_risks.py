"""Risks: walked through, shown under an ETag, raised once for each key, changed with If-Match."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Role
from riskapp.models import ApiAnswer, Risk
from tests.api.callers import Caller
from tests.factories import Trust, a_post, a_risk, a_score, a_trust

NOWHERE = "018f0000-0000-7000-8000-000000000000"
NEW = {"title": "Too few nurses", "cause": "posts stay vacant"}
SCORED = {"score": {"domain": "safety", "consequence": 4, "likelihood": 5}}


def test_the_register_is_walked_once_whatever_is_added(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    there = [
        a_risk(web_session, trust, consequence=3, likelihood=1 + at % 3, title=f"Risk {at}")
        for at in range(7)
    ]
    address, seen = "/risks?limit=2&sort=title", []
    while address:
        answer = caller.get(address)
        assert ("Link" in answer.headers) == bool(answer.get_json()["next"])
        seen += [one["reference"] for one in answer.get_json()["items"]]
        address = answer.get_json()["next"]
        a_risk(web_session, trust, title="A risk before all of them")
    assert seen == there


def test_a_cursor_goes_with_its_list_alone(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    for _ in range(3):
        a_risk(web_session, trust)
    cursor = caller.get("/risks?limit=1").get_json()["next"].partition("cursor=")[2]
    assert caller.get(f"/risks?limit=2&cursor={cursor}").status_code == 200
    for other in (f"/risks?sort=title&cursor={cursor}", f"/risks?cursor=x{cursor[1:]}"):
        answer = caller.get(other)
        assert answer.status_code == 400
        assert answer.get_json()["errors"][0]["field"] == "cursor"


def test_filters_are_those_of_the_page(web_session: Session, trust: Trust, caller: Caller) -> None:
    a_risk(web_session, trust, title="High", consequence=5, likelihood=4)
    a_risk(web_session, trust, title="Low", consequence=1, likelihood=1)
    found = {
        asked: [one["title"] for one in caller.get(f"/risks?{asked}").get_json()["items"]]
        for asked in ("register=hlrr", "band=low", "search=high", "sort=-score", "consequence=5")
    }
    assert found == {
        "register=hlrr": ["High"],
        "band=low": ["Low"],
        "search=high": ["High"],
        "sort=-score": ["Low", "High"],
        "consequence=5": ["High"],
    }


def test_a_risk_is_shown_as_at_a_day(web_session: Session, trust: Trust, caller: Caller) -> None:
    early = trust.actor(today=date(2018, 4, 2))
    a_risk(web_session, trust, by=early, consequence=2, likelihood=2)
    a_score(web_session, trust.actor(), "R-0001", 5, 4)
    now, then = (caller.get(f"/risks/R-0001{at}") for at in ("", "?as_at=2018-05-01"))
    assert [one.get_json()["current"]["value"] for one in (now, then)] == [20, 4]
    assert caller.get("/risks/R-0001?as_at=2018-03-01").status_code == 404


def test_what_one_may_not_know_of_is_not_there(
    web_session: Session, trust: Trust, caller: Caller, calling: Callable[..., Caller]
) -> None:
    a_risk(web_session, trust, by=trust.actor(), visibility=Visibility.RESTRICTED)
    other = a_trust(web_session, "other")
    a_risk(web_session, other)
    assert caller.get("/risks/R-0001").status_code == 200
    viewer, theirs = calling(Role.VIEWER), calling(of=other)
    assert viewer.get("/risks/R-0001").status_code == 404
    assert viewer.get("/risks").get_json()["total"] == 0
    titles = {one["visibility"] for one in theirs.get("/risks").get_json()["items"]}
    assert titles == {"internal"}


def test_an_etag_is_that_of_what_is_shown(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    a_risk(web_session, trust, consequence=2, likelihood=2)
    mark = caller.get("/risks/R-0001").headers["ETag"]
    again = caller.get("/risks/R-0001", If_None_Match=mark)
    assert (again.status_code, again.data) == (304, b"")
    a_score(web_session, trust.actor(), "R-0001", 3, 3)
    assert caller.get("/risks/R-0001", If_None_Match=mark).status_code == 200


def test_a_risk_is_raised_once_for_each_key(web_session: Session, caller: Caller) -> None:
    first, again = (caller.post("/risks", NEW | SCORED, Idempotency_Key="one") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.headers["Location"] == again.headers["Location"] == "/api/v1/trust/risks/R-0001"
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert first.get_json() == again.get_json()
    assert first.get_json()["current"]["value"] == 20
    assert caller.get(first.headers["Location"]).headers["ETag"] == first.headers["ETag"]
    assert len(web_session.exec(select(Risk)).all()) == 1


def test_a_key_is_not_used_for_something_else(
    web_session: Session, caller: Caller, calling: Callable[..., Caller]
) -> None:
    caller.post("/risks", NEW, Idempotency_Key="one")
    other = caller.post("/risks", NEW | {"title": "Another"}, Idempotency_Key="one")
    assert other.status_code == 422
    assert other.get_json()["errors"][0]["field"] == "Idempotency-Key"
    assert caller.post("/risks", NEW, Idempotency_Key="a b").status_code == 400
    theirs = calling(Role.RISK_LEAD).post("/risks", NEW, Idempotency_Key="one")
    assert theirs.headers["Location"].endswith("R-0002")


def test_what_is_refused_keeps_no_key(web_session: Session, caller: Caller) -> None:
    refused = caller.post("/risks", NEW | {"unit_id": NOWHERE}, Idempotency_Key="one")
    assert refused.status_code == 422
    assert refused.get_json()["errors"][0]["field"] == "unit_id"
    assert web_session.exec(select(ApiAnswer)).all() == []
    assert caller.post("/risks", NEW, Idempotency_Key="one").status_code == 201


def test_a_change_names_the_version_it_changes(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    a_risk(web_session, trust)
    post = a_post(web_session, trust, "Director of Nursing")
    change = {"title": "Now otherwise", "owner_id": str(post.id), "reason": "It is clearer."}
    assert caller.patch("/risks/R-0001", change).status_code == 428
    mark = caller.get("/risks/R-0001").headers["ETag"]
    saved = caller.patch("/risks/R-0001", change, If_Match=mark)
    told = saved.get_json()
    assert saved.status_code == 200
    assert (told["title"], told["owner_id"], told["version"]) == ("Now otherwise", str(post.id), 2)
    assert told["cause"] == "posts stay vacant"
    late = caller.patch("/risks/R-0001", change, If_Match=mark)
    assert late.status_code == 412
    assert late.headers["ETag"] == saved.headers["ETag"]
    cleared = {"owner_id": None, "reason": "Nobody owns it."}
    gone = caller.patch("/risks/R-0001", cleared, If_Match=late.headers["ETag"])
    assert gone.get_json()["owner_id"] is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"visibility": "restricted"}, "visibility_reason"),
        ({"owner_id": NOWHERE}, "owner_id"),
        ({"title": "x" * 301}, "title"),
        ({"title": "\u0007"}, "title"),
        ({"kind": None}, "kind"),
        ({"colour": "red"}, ""),
        ({"visibility_review_on": "2018-02-30"}, "visibility_review_on"),
    ],
)
def test_a_change_that_cannot_be_used_is_refused_at_its_field(
    web_session: Session, trust: Trust, caller: Caller, change: dict[str, object], field: str
) -> None:
    a_risk(web_session, trust)
    mark = caller.get("/risks/R-0001").headers["ETag"]
    answer = caller.patch("/risks/R-0001", {"reason": "Why."} | change, If_Match=mark)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.get_json()["errors"]] == [field]
    assert caller.get("/risks/R-0001").headers["ETag"] == mark
    assert web_session.exec(select(col(Risk.version))).all() == [1]


def test_a_draft_is_opened_as_it_was_looked_at(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    for _ in range(2):
        a_risk(web_session, trust, by=trust.actor(), draft=True)
    for reference, deed, status in (("R-0001", "open", "open"), ("R-0002", "ask-approval", "")):
        address = f"/risks/{reference}/{deed}"
        assert caller.post(address, None).status_code == 428
        mark = caller.get(f"/risks/{reference}").headers["ETag"]
        turned = caller.post(address, None, If_Match=mark)
        assert turned.status_code == 200
        assert turned.get_json()["status"] == (status or "awaiting-approval")
        assert caller.post(address, None, If_Match=mark).status_code == 412
        again = caller.post(address, None, If_Match=turned.headers["ETag"])
        assert again.status_code == 422
