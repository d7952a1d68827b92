"""Changing the risks of a register's filter at once, as people do it."""

import re
from typing import Any

import pytest
from sqlmodel import Session, select

from riskapp.domain.permissions import Role
from riskapp.models import Post, RiskVersion
from riskapp.services.transactions import transaction
from riskapp.web import bulk_change
from tests.factories import Trust, a_risk, a_unit
from tests.web.pages import Page, PageClient

HERE = "/trust/risks/change"


@pytest.fixture
def post(web_session: Session, trust: Trust) -> Post:
    with transaction(web_session):
        made = Post(organisation_id=trust.organisation.id, title="Director of Nursing")
        web_session.add(made)
    return made


@pytest.fixture
def lead(client: PageClient, web_session: Session, trust: Trust) -> PageClient:
    ward = a_unit(web_session, trust, "Ward 4")
    for title in ("First", "Second"):
        a_risk(web_session, trust, title=title, unit=ward)
    a_risk(web_session, trust, title="Elsewhere")
    return client.sign_in_as(Role.RISK_LEAD)


def seen_on(page: Page) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page.html)
    assert found is not None
    return found[1]


def owners(session: Session) -> list[Any]:
    session.rollback()
    session.expire_all()
    found = session.exec(select(RiskVersion.title, RiskVersion.owner_post_id))
    return sorted(title for title, owner in found if owner)


def the_ward(page: Page) -> str:
    found = re.search(r'<option value="([^"]+)">Ward 4</option>', page.html)
    assert found is not None
    return f"{HERE}?unit={found[1]}"


def test_the_risks_of_a_filter_are_changed_after_a_preview(
    lead: PageClient, web_session: Session, post: Post
) -> None:
    register = lead.get("/trust/risks")
    here = the_ward(register)
    assert "Change these 3 risks" in register.text
    address = here.removeprefix(HERE)
    assert f'href="{here}"' in lead.get(f"/trust/risks{address}&sort=title").html
    opened = lead.get(here)
    assert "2 risks fit." in opened.text
    assert f'action="{here}#preview"' in opened.html
    assert "Ward 4" in opened.text
    sent = {"owner": str(post.id), "reason": "The post changes hands.", "seen": ""}
    preview = lead.post(here, sent | {"preview": "1"})
    assert preview.status == 200
    assert "This would change 2 risks" in preview.text
    assert "Owner: from not stated to Director of Nursing" in preview.text
    assert owners(web_session) == []
    done = lead.post(here, sent | {"seen": seen_on(preview), "confirm": "1"})
    assert (done.status, done.location) == (303, f"/trust/risks{address}")
    assert owners(web_session) == ["First", "Second"]
    assert "2 risks changed." in lead.get(done.location).text


def test_what_changed_since_the_preview_is_shown_anew_and_nothing_is_changed(
    lead: PageClient, web_session: Session, trust: Trust, post: Post
) -> None:
    sent = {"owner": str(post.id), "reason": "It changes hands.", "seen": ""}
    seen = seen_on(lead.post(HERE, sent))
    a_risk(web_session, trust, title="New")
    late = lead.post(HERE, sent | {"seen": seen, "confirm": "1"})
    assert late.status == 409
    assert "Some of these risks have been changed since you looked" in late.text
    assert "This would change 4 risks" in late.text
    assert owners(web_session) == []
    assert lead.post(HERE, sent | {"seen": seen_on(late), "confirm": "1"}).status == 303
    assert len(owners(web_session)) == 4


@pytest.mark.parametrize(
    "changes",
    [{}, {"owner": "x"}, {"review_on": "30 February 2019"}, {"review_on": "1 May 2018"}],
)
def test_what_cannot_be_asked_is_told_and_nothing_typed_is_lost(
    lead: PageClient, web_session: Session, changes: dict[str, str]
) -> None:
    page = lead.post(HERE, {"reason": "Typed with care.", "confirm": "1", "seen": ""} | changes)
    assert page.status == 422
    assert "There is a problem" in page.text
    assert "Typed with care." in page.html
    assert owners(web_session) == []


def test_those_left_as_they_are_say_why(lead: PageClient, web_session: Session, post: Post) -> None:
    sent = {"owner": str(post.id), "reason": "It changes hands.", "seen": ""}
    lead.post(HERE, sent | {"seen": seen_on(lead.post(HERE, sent)), "confirm": "1"})
    again = lead.post(HERE, sent)
    assert "Nothing would change" in again.text
    assert "Left as they are: 3 risks" in again.text
    assert "It is so already." in again.text


def test_a_list_that_is_empty_or_too_long_says_what_to_do(
    lead: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "No risk is like that." in lead.get(f"{HERE}?band=extreme").text
    monkeypatch.setattr(bulk_change, "MOST_AT_ONCE", 2)
    assert "cannot be changed at once" in lead.get(HERE).text
    assert lead.get(f"{HERE}?as-at=2018-01-01").status == 400
    assert lead.get(f"{HERE}?band=none").status == 400


def test_only_those_with_the_right_are_offered_it(lead: PageClient) -> None:
    assert "Change these" not in lead.sign_in_as(Role.VIEWER).get("/trust/risks").text
    assert "Change these" not in lead.get("/trust/risks?as-at=2018-06-30").text
