"""Raising a risk, changing what it says, and opening a draft."""

import re
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, col, func, select

from riskapp.domain.actions import Action
from riskapp.domain.escalation import Register
from riskapp.domain.lifecycle import RiskStatus, Visibility
from riskapp.domain.permissions import GRANTS, Role
from riskapp.models import Risk, RiskVersion
from riskapp.queries.checks.everything import check_everything
from tests.factories import Trust, a_post, a_risk, a_unit
from tests.services.looks import registers_of
from tests.web.pages import Page, PageClient

NEW = "/trust/risks/new"
EDIT = "/trust/risks/R-0001/edit"
STATEMENT = {
    "title": "Too few nurses",
    "cause": "posts stay vacant",
    "event": "visits are missed",
    "effect": "patients come to harm",
}


def version_on(page: Page) -> str:
    found = re.search(r'name="seen_version" value="(\d+)"', page.html)
    assert found is not None
    return found[1]


def change(trust: Trust, **changes: Any) -> dict[str, Any]:
    here = {"unit": str(trust.root.id), "kind": "operational", "visibility": "internal"}
    return STATEMENT | here | {"reason": "It was not clear.", "seen_version": "1"} | changes


def the_risk(session: Session) -> RiskVersion:
    session.rollback()
    session.expire_all()
    return session.exec(select(RiskVersion)).one()


def how_many(session: Session) -> int:
    session.rollback()
    return session.exec(select(func.count(col(Risk.id)))).one()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COMMAND_LINE])
def test_those_with_the_right_raise_risks(
    client: PageClient, web_session: Session, role: Role
) -> None:
    here = client.sign_in_as(role)
    may = Action.RAISE_RISK in GRANTS[role]
    assert here.get(NEW).status == (200 if may else 403)
    assert here.post(NEW, STATEMENT).status == (303 if may else 403)
    assert how_many(web_session) == may


def test_a_draft_is_kept_then_opened_and_escalates(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    here = client.sign_in_as(Role.REPORTER)
    score = {"domain": "safety", "consequence": "5", "likelihood": "3"}
    page = here.post(NEW, STATEMENT | score | {"as_draft": "1"})
    assert (page.status, page.location) == (303, "/trust/risks/R-0001")
    assert the_risk(web_session).status is RiskStatus.DRAFT
    assert registers_of(web_session, "R-0001") == {}
    assert "R-0001 is kept as a draft." in here.get(page.location).text
    assert here.post("/trust/risks/R-0001/open").status == 303
    assert the_risk(web_session).status is RiskStatus.OPEN
    assert registers_of(web_session, "R-0001").keys() == {Register.HLRR}
    assert here.post("/trust/risks/R-0001/open").status == 422


def test_a_preview_shows_descriptors_and_what_will_follow(
    client: PageClient, web_session: Session
) -> None:
    here = client.sign_in_as(Role.REPORTER)
    score = {"domain": "safety", "consequence": "5", "likelihood": "3"}
    page = here.post(NEW, STATEMENT | score | {"preview": "1"})
    assert page.status == 200
    assert "15, extreme: goes to the HLRR." in page.text
    assert "Somebody dies" in page.text
    assert "patients come to harm" in page.html
    assert how_many(web_session) == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"title": "\x07"},
        {"title": "a" * 301},
        {"title": "a" * 10_000},
        {"cause": "a" * 10_001},
        {"unit": str(UUID(int=3))},
        {"unit": "1 OR 1=1"},
        {"domain": "safety", "consequence": "6", "likelihood": "2"},
        {"domain": "safety"},
        {"likelihood": "2"},
    ],
)
def test_bad_input_is_refused_and_nothing_is_lost(
    client: PageClient, web_session: Session, changes: dict[str, str]
) -> None:
    sent = STATEMENT | {"effect": "This stays 🏥 =cmd() <b>x</b>"} | changes
    page = client.sign_in_as(Role.REPORTER).post(NEW, sent)
    assert page.status == 422
    assert "There is a problem" in page.text
    assert "This stays 🏥 =cmd() &lt;b&gt;x&lt;/b&gt;" in page.html
    assert how_many(web_session) == 0


def test_a_unit_of_another_lead_is_not_offered(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    unit = a_unit(web_session, trust, "Ward 4")
    page = client.sign_in_as(Role.RISK_LEAD).get(NEW)
    assert "Ward 4" in page.text
    assert str(unit.id) in page.html


def test_a_change_is_saved_with_its_reason(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    a_risk(web_session, trust)
    here = client.sign_in_as(Role.RISK_LEAD)
    page = here.get(EDIT)
    assert f'value="{trust.root.id}" selected' in page.html
    sent = change(trust, title="Far too few nurses", seen_version=version_on(page))
    assert here.post(EDIT, sent).status == 303
    assert the_risk(web_session).title == "Far too few nurses"
    assert "It was not clear." in here.get("/trust/risks/R-0001/history").text


def test_a_change_takes_what_raising_does_not_ask(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    a_risk(web_session, trust)
    post = a_post(web_session, trust, "Ward manager")
    here = client.sign_in_as(Role.RISK_MANAGER)
    asked = {
        "handler": str(post.id), "proximity": "within-3-months", "visibility": "restricted",
        "visibility_reason": "A case.", "visibility_review_on": "31 December 2018",
        "public_words": "A matter of staffing.",
    }  # fmt: skip
    assert not [name for name in asked if f'name="{name}"' in here.get(NEW).html]
    assert here.post(EDIT, change(trust, **asked)).status == 303
    page = here.get("/trust/risks/R-0001").text
    for words in ("Handler Ward manager", "Within 3 months", "reviewed by 31 December 2018"):
        assert words in page
    assert "Public papers say instead A matter of staffing." in page
    filled = here.get(EDIT).html
    assert 'value="31 December 2018"' in filled
    assert "A matter of staffing." in filled
    assert list(check_everything(web_session)) == []


def test_a_late_change_shows_both_and_can_be_saved_knowingly(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    a_risk(web_session, trust)
    here = client.sign_in_as(Role.RISK_LEAD)
    assert here.post(EDIT, change(trust, title="Theirs")).status == 303
    late = here.post(EDIT, change(trust, title="Yours"))
    assert late.status == 409
    assert "Theirs" in late.text
    assert "Yours" in late.html
    again = change(trust, title="Yours", seen_version=version_on(late))
    assert here.post(EDIT, again).status == 303
    assert the_risk(web_session).title == "Yours"


def test_a_reporter_changes_only_a_draft(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    a_risk(web_session, trust, by=trust.actor(Role.REPORTER))
    here = client.sign_in_as(Role.REPORTER)
    refused = here.post(EDIT, change(trust, title="Something else"))
    assert refused.status == 403
    assert "only while it is a draft" in refused.text
    assert "Something else" in refused.html
    assert the_risk(web_session).title == "Too few community nurses"


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"reason": ""},
        {"visibility": "restricted"},
        {"visibility": "secret"},
        {"kind": "guess"},
        {"owner": str(UUID(int=4))},
        {"seen_version": "x"},
        {"handler": str(UUID(int=4))},
        {"proximity": "soon"},
        {"visibility_review_on": "some day"},
    ],
)
def test_a_mistaken_change_is_refused_and_nothing_is_lost(
    client: PageClient, web_session: Session, trust: Trust, changes: dict[str, str]
) -> None:
    a_risk(web_session, trust)
    sent = change(trust, effect="All of this stays.") | changes
    page = client.sign_in_as(Role.RISK_LEAD).post(EDIT, sent)
    assert page.status == 422
    assert "All of this stays." in page.html
    assert the_risk(web_session).effect == "harm to patients"


def test_what_is_out_of_reach_is_not_found(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    a_risk(web_session, trust, by=trust.actor(), visibility=Visibility.RESTRICTED)
    here = client.sign_in_as(Role.RISK_LEAD)
    assert here.get(EDIT).status == 404
    assert here.post(EDIT, change(trust)).status == 404
    assert here.post("/trust/risks/R-0001/open").status == 404
