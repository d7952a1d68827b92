"""Deciding about a risk through its page."""

from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.escalation import Register
from riskapp.domain.permissions import Role
from riskapp.models import Objective
from tests.factories import Trust, a_risk, a_score, an_objective
from tests.services.looks import open_decisions, registers_of, the_open
from tests.web.late_rows import rows_of
from tests.web.pages import Page, PageClient

HERE = "/trust/risks/R-0001/decisions"
WHY = "The Board looked at it on the day."


@pytest.fixture
def objective(web_session: Session, trust: Trust) -> Objective:
    return an_objective(web_session, trust)


@pytest.fixture
def risk(web_session: Session, trust: Trust) -> str:
    reference = a_risk(web_session, trust)
    a_score(web_session, trust.actor(Role.RISK_MANAGER), reference, 4, 4)
    return reference


def decide(client: PageClient, session: Session, kind: DecisionKind, **sent: Any) -> Page:
    about = the_open(session, kind, sent.pop("register", None))
    return client.post(HERE, {"deed": kind.value, "decision": str(about.id), "reason": WHY} | sent)


def test_a_second_person_confirms_a_score(
    client: PageClient, web_session: Session, risk: str
) -> None:
    here = client.sign_in_as(Role.EXECUTIVE)
    assert "Confirm the score" in here.get(HERE).text
    page = decide(here, web_session, DecisionKind.VALIDATE)
    assert (page.status, page.location) == (303, "/trust/risks/R-0001")
    assert DecisionKind.VALIDATE not in open_decisions(web_session, risk)


def test_the_scorer_is_refused_at_the_form_and_loses_nothing(
    client: PageClient, web_session: Session, risk: str
) -> None:
    here = client.sign_in_as(Role.RISK_MANAGER)
    assert "Confirm the score" not in here.get(HERE).text
    page = decide(here, web_session, DecisionKind.VALIDATE)
    assert page.status == 403
    assert "it takes a second person" in page.text
    assert WHY in page.html
    assert DecisionKind.VALIDATE in open_decisions(web_session, risk)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RISK_LEAD, Role.SECRETARY, Role.AUDITOR])
def test_who_has_not_the_right_is_refused(
    client: PageClient, web_session: Session, risk: str, role: Role
) -> None:
    here = client.sign_in_as(role)
    for kind, more in (
        (DecisionKind.VALIDATE, {}),
        (DecisionKind.ANSWER_OBJECTIVE, {"answer": "neither"}),
    ):
        page = decide(here, web_session, kind, **more)
        assert page.status == 403
        assert WHY in page.html
    assert len(open_decisions(web_session, risk)) == 2


def test_an_answer_gives_it_its_own_entry_on_the_framework(
    client: PageClient, web_session: Session, risk: str, objective: Objective
) -> None:
    here = client.sign_in_as(Role.EXECUTIVE)
    answer = {"answer": "own-entry", "objectives": [str(objective.id)]}
    assert decide(here, web_session, DecisionKind.ANSWER_OBJECTIVE, **answer).status == 303
    assert registers_of(web_session, risk).keys() == set(Register)


def test_an_answer_places_it_under_another(
    client: PageClient, web_session: Session, trust: Trust, risk: str, objective: Objective
) -> None:
    above = a_risk(web_session, trust, objective=objective, consequence=4, likelihood=4)
    risk_id = registers_of(web_session, above)[Register.BAF].risk_id
    here = client.sign_in_as(Role.EXECUTIVE)
    answer = {"answer": "exposure", "baf_risk": str(risk_id)}
    assert decide(here, web_session, DecisionKind.ANSWER_OBJECTIVE, **answer).status == 303
    assert f"Yes, as exposure under {above}" in client.get("/trust/risks/R-0001").text
    assert registers_of(web_session, risk).keys() == {Register.HLRR}


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({}, "Choose an answer."),
        ({"answer": "own-entry"}, "Choose the objective or objectives it affects."),
        ({"answer": "exposure"}, "Choose the risk on the BAF that it is exposure under."),
        ({"answer": "neither", "reason": " "}, "Say why: the reason is kept with the decision."),
        ({"answer": "own-entry", "objectives": [str(UUID(int=5))]}, "Choose one of those listed."),
    ],
)
def test_half_an_answer_is_refused_at_its_field(
    client: PageClient, web_session: Session, risk: str, answer: dict[str, Any], message: str
) -> None:
    here = client.sign_in_as(Role.EXECUTIVE)
    page = decide(here, web_session, DecisionKind.ANSWER_OBJECTIVE, **answer)
    assert page.status == 422
    assert message in page.text
    assert DecisionKind.ANSWER_OBJECTIVE in open_decisions(web_session, risk)


@pytest.mark.parametrize(("agree", "left"), [("yes", True), ("no", False)])
def test_a_removal_is_agreed_or_declined(
    client: PageClient, web_session: Session, trust: Trust, risk: str, agree: str, *, left: bool
) -> None:
    a_score(web_session, trust.actor(Role.RISK_MANAGER), risk, 2, 2)
    here = client.sign_in_as(Role.EXECUTIVE)
    assert "Take it off the HLRR" in here.get(HERE).text
    sent = {"register": Register.HLRR, "agree": agree}
    assert decide(here, web_session, DecisionKind.REMOVE, **sent).status == 303
    assert (Register.HLRR not in registers_of(web_session, risk)) == left


def test_what_was_decided_meanwhile_is_told_and_what_was_typed_kept(
    client: PageClient, web_session: Session, risk: str
) -> None:
    here = client.sign_in_as(Role.EXECUTIVE)
    about = the_open(web_session, DecisionKind.VALIDATE)
    sent = {"deed": "validate", "decision": str(about.id), "reason": WHY}
    assert here.post(HERE, sent).status == 303
    here.sign_in_as(Role.RISK_MANAGER)
    late = here.post(HERE, sent | {"reason": f"{WHY} Typed with care."})
    assert late.status == 409
    assert "has been decided or overtaken since you opened this page" in late.text
    assert "There is nothing left to save it over" in late.text
    assert rows_of(late)["Decided by"] == ["The executive", "The risk-manager", "differs"]
    assert f"{WHY} Typed with care." in late.text


def test_closing_takes_two(client: PageClient, web_session: Session, risk: str) -> None:
    here = client.sign_in_as(Role.RISK_MANAGER)
    assert here.post(HERE, {"deed": "propose-closing", "reason": WHY}).status == 303
    assert decide(here, web_session, DecisionKind.CLOSE, agree="yes").status == 403
    other = client.sign_in_as(Role.EXECUTIVE)
    assert "Close the risk" in other.get(HERE).text
    assert decide(other, web_session, DecisionKind.CLOSE, agree="yes").status == 303
    page = other.get("/trust/risks/R-0001")
    assert "Closed" in page.text
    assert "Score this risk" not in page.text


def test_the_board_puts_a_risk_on_the_framework(
    client: PageClient, web_session: Session, risk: str
) -> None:
    here = client.sign_in_as(Role.SECRETARY)
    assert here.post(HERE, {"deed": "place", "reason": WHY}).status == 303
    assert Register.BAF in registers_of(web_session, risk)
    again = here.post(HERE, {"deed": "place", "reason": WHY})
    assert again.status == 422
    assert "This risk is on the BAF already." in again.text


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"deed": "delete"}, 422),
        ({}, 422),
        ({"deed": "validate", "decision": str(UUID(int=9)), "reason": WHY}, 404),
        ({"deed": "validate", "decision": "<b>", "reason": WHY}, 422),
    ],
)
def test_what_no_page_of_ours_sends_is_refused(
    client: PageClient, risk: str, sent: dict[str, str], status: int
) -> None:
    assert client.sign_in_as(Role.EXECUTIVE).post(HERE, sent).status == status
