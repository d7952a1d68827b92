"""The first page after signing in: what waits, for each role."""

import pytest
from sqlmodel import Session

from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Role
from tests.factories import Trust, a_milestone, a_programme, a_risk, a_trust, an_objective
from tests.services.test_milestone_progress import a_post
from tests.services.test_posts import LONG_AGO, fill, owned
from tests.web.pages import PageClient


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COMMAND_LINE])
def test_with_nothing_to_do_it_teaches(client: PageClient, role: Role) -> None:
    page = client.sign_in_as(role).get("/trust/")
    assert page.status == 200
    raises = role in {Role.REPORTER, Role.RISK_LEAD, Role.EXECUTIVE, Role.RISK_MANAGER}
    assert ("A risk takes five minutes to raise" in page.text) == raises
    assert ("Nothing is waiting." in page.text) != raises


def test_a_decision_waits_for_a_second_person_only(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    manager = trust.actor(Role.RISK_MANAGER)
    objective = an_objective(web_session, trust)
    risk = a_risk(web_session, trust, consequence=4, likelihood=4, by=manager, objective=objective)
    theirs = client.sign_in_as(Role.EXECUTIVE).get("/trust/")
    assert "Confirm or moderate the score of 16" in theirs.text
    assert f'href="/trust/risks/{risk}/decisions"' in theirs.html
    own = client.sign_in_as(Role.RISK_MANAGER).get("/trust/")
    assert "Nothing waits for your decision." in own.text
    assert f"{risk} Too few community nurses" in own.text


def test_a_reporter_sees_what_they_raised_and_can_raise_more(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    a_risk(web_session, trust, title="Somebody else's")
    a_risk(web_session, trust, title="My own draft", by=trust.actor(Role.REPORTER), draft=True)
    a_milestone(web_session, trust, "May 2018", programme=a_programme(web_session, trust))
    page = client.sign_in_as(Role.REPORTER).get("/trust/")
    assert "My own draft" in page.text
    assert "Somebody else" not in page.text
    assert "Late milestones" not in page.text
    assert 'href="/trust/risks/new"' in page.html


def test_what_is_late_is_listed_for_whoever_has_to_do_with_it(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    a_milestone(web_session, trust, "May 2018", programme=a_programme(web_session, trust))
    page = client.sign_in_as(Role.RISK_LEAD).get("/trust/")
    assert "Late milestones and actions" in page.text
    assert "late by 30 days" in page.text


def test_a_risk_without_a_score_leads_to_its_scoring(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    risk = a_risk(web_session, trust)
    address = f'href="/trust/risks/{risk}/score"'
    assert address in client.sign_in_as(Role.RISK_LEAD).get("/trust/").html
    assert address not in client.sign_in_as(Role.REPORTER).get("/trust/").html


def test_nothing_of_another_organisation_is_there(client: PageClient, web_session: Session) -> None:
    other = a_trust(web_session, "other")
    a_risk(web_session, other, title="Their secret", consequence=5, likelihood=5)
    for role in (Role.RISK_MANAGER, Role.AUDITOR, Role.RISK_LEAD):
        assert "Their secret" not in client.sign_in_as(role).get("/trust/").html


def test_whoever_holds_a_post_is_told_which_and_sees_its_risks(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    post = a_post(web_session, trust, "Chief Nurse").id
    risk = owned(web_session, trust, post, Visibility.INTERNAL)
    fill(web_session, trust.actor(), post, trust.people[Role.EXECUTIVE].id, LONG_AGO)
    page = client.sign_in_as(Role.EXECUTIVE).get("/trust/")
    assert "You hold this post: Chief Nurse" in page.text
    assert f'href="/trust/posts/{post}"' in page.html
    assert risk in page.text
    assert "You hold" not in client.sign_in_as(Role.RISK_LEAD).get("/trust/").text
