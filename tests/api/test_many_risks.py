"""Changing many risks at once from elsewhere: looked at first, then all of it or nothing."""

from sqlmodel import Session

from tests.api.callers import Caller
from tests.factories import Trust, a_post, a_risk

WHY = {"reason": "The post is new."}


def test_what_was_looked_at_is_changed_and_nothing_else(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    for likelihood in (1, 4, 5):
        a_risk(web_session, trust, consequence=4, likelihood=likelihood)
    post = a_post(web_session, trust, "Matron")
    here = f"/risk-changes?register=hlrr&to_owner_id={post.id}"
    seen = caller.get(here)
    assert [one["reference"] for one in seen.get_json()["risks"]] == ["R-0002", "R-0003"]
    assert seen.get_json()["risks"][0]["changes"] == ["owner_id"]
    a_risk(web_session, trust, consequence=4, likelihood=4)
    assert caller.post(here, WHY).status_code == 428
    assert caller.post(here, WHY, If_Match=seen.headers["ETag"]).status_code == 412
    done = caller.post(here, WHY, If_Match=caller.get(here).headers["ETag"]).get_json()
    assert (done["changed"], done["left"]) == (0, 3)
    assert {one["why_not"] for one in done["risks"]} == {"It is so already."}
    owners = {one["owner"] for one in caller.get("/risks").get_json()["items"]}
    assert owners == {"Matron", None}


def test_what_cannot_be_changed_is_said_where_it_is(caller: Caller) -> None:
    for asked, field in (
        ("", ""),
        ("?to_owner_id=018f0000-0000-7000-8000-000000000000", "to_owner_id"),
        ("?to_review_on=2018-06-30", "to_review_on"),
        ("?as_at=2018-06-01", ""),
        ("?sort=title", ""),
    ):
        refused = caller.get(f"/risk-changes{asked}")
        assert (refused.status_code, refused.get_json()["errors"][0]["field"]) == (400, field)
