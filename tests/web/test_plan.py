"""Objectives and the links of risks to them, as people use them."""

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.escalation import Register
from riskapp.domain.permissions import Role
from riskapp.models import Committee, OrganisationValue, Placement, RiskObjective
from riskapp.models.organisation import CommitteeKind
from riskapp.queries import objective_risks
from riskapp.services.transactions import transaction
from tests.appetites import a_scale, an_appetite
from tests.factories import Trust, a_programme, a_risk, a_score, a_trust, an_objective
from tests.web.pages import PageClient


def on_baf(session: Session) -> bool:
    session.rollback()
    held = select(Placement).where(col(Placement.register_kind) == Register.BAF)
    return session.exec(held).first() is not None


def links(session: Session) -> int:
    session.rollback()
    return len(session.exec(select(RiskObjective)).all())


def test_an_objective_shows_its_risks_and_who_serves_it(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    client.sign_in_as(Role.VIEWER)
    assert "There are no objectives yet" in client.get("/trust/objectives").text
    objective = an_objective(web_session, trust, "2.1")
    empty = client.get("/trust/objectives/2.1")
    assert "No risk is linked to this objective." in empty.text
    assert "No programme is stated to serve it." in empty.text
    risk = a_risk(web_session, trust, consequence=4, likelihood=4, objective=objective)
    page = client.get("/trust/objectives/2.1")
    assert "1 risk; on the Board Assurance Framework: 1; highest score: 16." in page.text
    assert f'href="/trust/risks/{risk}"' in page.html
    assert "2.1: Objective 2.1" in client.get("/trust/objectives").text
    assert client.get("/trust/objectives/2.1?as-at=2018-01-01").status == 200


def test_an_objective_shows_its_appetite_and_what_stands_above_it(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    objective = an_objective(web_session, trust, "2.1")
    for title, level in (("Above", 4), ("At it", 2)):
        a_risk(
            web_session, trust, title=title, consequence=3, likelihood=level, objective=objective
        )
    a_risk(web_session, trust, title="Draft", objective=objective, draft=True)
    a_scale(web_session, trust.actor())
    an_appetite(web_session, trust.actor(), objective.id, 3)
    client.sign_in_as(Role.VIEWER)
    page = client.get("/trust/objectives/2.1")
    assert "Cautious : a score up to 6 is tolerated. Stated on 30 June 2018" in page.text
    assert "1 risk stands above it:" in page.text
    assert "R-0001 Above: score 12, 6 above" in page.text
    assert "R-0002 At it: score" not in page.text
    assert "appetite/state" not in page.html
    a_score(web_session, trust.actor(Role.RISK_LEAD), "R-0001", 2, 2)
    assert "No risk to it that is scored stands above" in client.get("/trust/objectives/2.1").text


def test_an_objective_without_appetite_says_so_and_where_to_state_it(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    objective = an_objective(web_session, trust, "2.1")
    client.sign_in_as(Role.RISK_MANAGER)
    page = client.get("/trust/objectives/2.1")
    assert "No appetite is stated for this objective." in page.text
    assert f'href="/trust/appetite/state?objective={objective.id}"' in page.html
    a_scale(web_session, trust.actor())
    an_appetite(web_session, trust.actor(), objective.id, 3)
    before = client.get("/trust/objectives/2.1?as-at=2018-06-29")
    assert "No appetite was stated for this objective on this day." in before.text


def test_an_objective_with_many_risks_leads_to_all_of_them(
    client: PageClient, web_session: Session, trust: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(objective_risks, "MOST", 1)
    objective = an_objective(web_session, trust, "2.1")
    for _ in range(2):
        a_risk(web_session, trust, consequence=2, likelihood=2, objective=objective)
    client.sign_in_as(Role.VIEWER)
    assert "The first 1 are shown." in client.get("/trust/objectives/2.1").text
    address = f"/trust/risks?objective={objective.id}"
    assert f'href="{address}"' in client.get("/trust/objectives/2.1").html
    assert client.get(address).status == 200


@pytest.mark.parametrize("number", ["9", "1 OR 1=1", "%25", "<b>", "x" * 500])
def test_an_objective_that_is_not_there_is_not_found(client: PageClient, number: str) -> None:
    assert client.sign_in_as(Role.VIEWER).get(f"/trust/objectives/{number}").status == 404


def test_it_is_said_beforehand_that_a_link_puts_the_risk_on_the_baf(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    objective = an_objective(web_session, trust)
    risk = a_risk(web_session, trust, consequence=4, likelihood=4)
    client.sign_in_as(Role.RISK_MANAGER)
    page = client.get(f"/trust/risks/{risk}/objectives")
    assert "it goes on the Board Assurance Framework at once" in page.text
    sent = {"objective": str(objective.id), "reason": "Visits are missed."}
    assert client.post(f"/trust/risks/{risk}/objectives", sent).location == f"/trust/risks/{risk}"
    assert on_baf(web_session)


def test_a_risk_lead_is_told_who_it_takes(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    objective = an_objective(web_session, trust)
    risk = a_risk(web_session, trust, consequence=4, likelihood=4)
    client.sign_in_as(Role.RISK_LEAD)
    page = client.get(f"/trust/risks/{risk}/objectives")
    assert "It takes an executive or a risk manager" in page.text
    assert '<form method="post" novalidate' not in page.html
    refused = client.post(
        f"/trust/risks/{risk}/objectives", {"objective": str(objective.id), "reason": "So."}
    )
    assert refused.status == 403
    assert "It takes an executive or a risk manager" in refused.text
    assert links(web_session) == 0


def test_a_low_risk_is_linked_by_a_lead_and_goes_nowhere(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    objective = an_objective(web_session, trust)
    risk = a_risk(web_session, trust, consequence=2, likelihood=2)
    client.sign_in_as(Role.RISK_LEAD)
    assert "Board Assurance Framework" not in client.get(f"/trust/risks/{risk}/objectives").text
    sent = {"objective": str(objective.id)}
    assert client.post(f"/trust/risks/{risk}/objectives", sent).status == 303
    assert links(web_session) == 1
    assert not on_baf(web_session)


def test_ending_a_link_takes_a_reason(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    objective = an_objective(web_session, trust)
    risk = a_risk(web_session, trust, consequence=2, likelihood=2, objective=objective)
    client.sign_in_as(Role.RISK_LEAD)
    address = f"/trust/risks/{risk}/objectives/end"
    page = client.post(address, {"objective": str(objective.id), "reason": " "})
    assert page.status == 422
    assert "Say why it no longer affects it." in page.text
    assert links(web_session) == 1
    sent = {"objective": str(objective.id), "reason": "The plan has changed."}
    assert client.post(address, sent).status == 303
    assert links(web_session) == 0
    assert "not linked to an objective" in client.get(address).text


def test_an_objective_of_another_organisation_cannot_be_linked(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    theirs = an_objective(web_session, a_trust(web_session, "other"), "7")
    risk = a_risk(web_session, trust)
    client.sign_in_as(Role.RISK_MANAGER)
    assert client.get("/trust/objectives/7").status == 404
    sent = {"objective": str(theirs.id), "reason": "So."}
    page = client.post(f"/trust/risks/{risk}/objectives", sent)
    assert page.status == 422
    assert "Choose one of those listed." in page.text
    assert links(web_session) == 0


def test_an_empty_programme_says_so(client: PageClient, web_session: Session, trust: Trust) -> None:
    programme = a_programme(web_session, trust)
    page = client.sign_in_as(Role.VIEWER).get(f"/trust/programmes/{programme.id}")
    assert "This programme has no milestones yet." in page.text
    assert "Add a milestone" not in page.text


def test_the_plan_states_its_vision_values_and_committees(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    with transaction(web_session):
        own = {"organisation_id": trust.organisation.id}
        trust.organisation.vision = "to <b>keep</b> people well"
        trust.organisation.plan = "Plan 2018"
        web_session.add(trust.organisation)
        web_session.add(OrganisationValue(**own, position=1, name="Care", words="patients first"))
        web_session.add(
            Committee(**own, name="Audit Committee", kind=CommitteeKind.COMMITTEE, does="Looks.")
        )
    client.sign_in_as(Role.VIEWER)
    page = client.get("/trust/objectives")
    assert "to <b>keep</b> people well" in page.text
    assert "Care : patients first" in page.text
    committees = client.get("/trust/committees")
    assert "Audit Committee committee" in committees.text
    assert "What it does Looks." in committees.text
