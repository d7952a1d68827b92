"""Accepting a risk, and every way in which an acceptance ends."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session, select

from riskapp.domain.decisions import AcceptanceEnd, DecisionKind, DecisionState
from riskapp.domain.errors import FieldError, NotAllowedError
from riskapp.domain.escalation import Register
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.permissions import Role
from riskapp.models import DecisionTerms
from riskapp.queries.checks.everything import check_everything
from riskapp.services.acceptances import (
    decide_acceptance,
    end_acceptance,
    end_expired_acceptances,
    propose_acceptance,
)
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_risk, a_score, a_trust
from tests.services.lives import NO, TERMS, UNTIL, YES, accepted, closed, says, status_of
from tests.services.looks import open_decisions, registers_of, the_open

OCTOBER = date(2018, 10, 1)


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


@pytest.fixture
def risk(session: Session, trust: Trust) -> str:
    return a_risk(session, trust, consequence=4, likelihood=3)


def endings(session: Session) -> list[AcceptanceEnd | None]:
    session.rollback()
    session.expire_all()
    rows = session.exec(select(DecisionTerms).order_by(DecisionTerms.decision_id)).all()
    return [row.ended_by for row in rows]


def test_accepting_takes_a_second_person_and_keeps_its_terms(
    session: Session, trust: Trust, risk: str
) -> None:
    manager, executive = trust.actor(), trust.actor(Role.EXECUTIVE)
    with transaction(session):
        propose_acceptance(session, manager, risk, TERMS)
    proposal = the_open(session, DecisionKind.ACCEPT)
    with pytest.raises(NotAllowedError, match="second person"), transaction(session):
        decide_acceptance(session, manager, risk, proposal.id, YES)
    assert status_of(session, trust, risk) is RiskStatus.OPEN
    with transaction(session):
        decide_acceptance(session, executive, risk, proposal.id, YES)
    assert status_of(session, trust, risk) is RiskStatus.TOLERATED
    terms = session.exec(select(DecisionTerms)).one()
    assert (terms.up_to_score, terms.expires_on, terms.condition, terms.ended_on) == (
        12,
        UNTIL,
        "It is looked at monthly.",
        None,
    )
    assert list(check_everything(session)) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"up_to_score": 11}, "up_to_score"),
        ({"up_to_score": 26}, "up_to_score"),
        ({"expires_on": date(2018, 6, 30)}, "expires_on"),
        ({"condition": "  "}, "condition"),
        ({"reason": " "}, "reason"),
    ],
)
def test_terms_that_bind_nothing_are_refused(
    session: Session, trust: Trust, risk: str, change: dict[str, object], field: str
) -> None:
    terms = replace(TERMS, **change)  # type: ignore[arg-type]
    with pytest.raises(FieldError) as refused, transaction(session):
        propose_acceptance(session, trust.actor(), risk, terms)
    assert refused.value.field == field
    assert open_decisions(session, risk) == set()


def test_a_risk_without_a_score_cannot_be_accepted(session: Session, trust: Trust) -> None:
    risk = a_risk(session, trust)
    with pytest.raises(FieldError, match="Score the risk first"), transaction(session):
        propose_acceptance(session, trust.actor(), risk, TERMS)


def test_who_may_not_accept_is_told_who_could(session: Session, trust: Trust, risk: str) -> None:
    lead = trust.actor(Role.RISK_LEAD)
    with transaction(session):
        propose_acceptance(session, trust.actor(), risk, TERMS)
    proposal = the_open(session, DecisionKind.ACCEPT).id
    who = "An? .* may not accept a risk. It takes an executive or a risk manager."
    with pytest.raises(NotAllowedError, match=who), transaction(session):
        decide_acceptance(session, lead, risk, proposal, YES)


def test_declining_leaves_it_open(session: Session, trust: Trust, risk: str) -> None:
    with transaction(session):
        propose_acceptance(session, trust.actor(Role.RISK_LEAD), risk, TERMS)
    proposal = the_open(session, DecisionKind.ACCEPT)
    with transaction(session):
        decide_acceptance(session, trust.actor(), risk, proposal.id, NO)
    assert proposal.state is DecisionState.DECLINED
    assert status_of(session, trust, risk) is RiskStatus.OPEN


def test_a_score_that_rose_meanwhile_is_not_accepted(
    session: Session, trust: Trust, risk: str
) -> None:
    with transaction(session):
        propose_acceptance(session, trust.actor(Role.RISK_LEAD), risk, TERMS)
    proposal = the_open(session, DecisionKind.ACCEPT).id
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 4, 4)
    with pytest.raises(FieldError, match="16 now, above the 12"), transaction(session):
        decide_acceptance(session, trust.actor(), risk, proposal, YES)


def test_terms_whose_day_has_passed_are_not_agreed(
    session: Session, trust: Trust, risk: str
) -> None:
    with transaction(session):
        propose_acceptance(session, trust.actor(Role.RISK_LEAD), risk, TERMS)
    proposal = the_open(session, DecisionKind.ACCEPT).id
    with pytest.raises(FieldError, match="has passed"), transaction(session):
        decide_acceptance(session, trust.actor(today=OCTOBER), risk, proposal, YES)


def test_a_higher_score_ends_it_in_the_same_transaction(
    session: Session, trust: Trust, risk: str
) -> None:
    accepted(session, trust, risk)
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 3, 4)
    assert status_of(session, trust, risk) is RiskStatus.TOLERATED, "12 was accepted"
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 4, 4)
    assert status_of(session, trust, risk) is RiskStatus.OPEN
    assert endings(session) == [AcceptanceEnd.SCORE_ROSE]
    assert registers_of(session, risk).keys() == {Register.HLRR}
    assert list(check_everything(session)) == []


def test_a_higher_score_of_a_past_day_ends_nothing(
    session: Session, trust: Trust, risk: str
) -> None:
    accepted(session, trust, risk)
    lead = trust.actor(Role.RISK_LEAD)
    a_score(session, lead, risk, 5, 5, effective_on=date(2018, 5, 1))
    assert status_of(session, trust, risk) is RiskStatus.TOLERATED


def test_it_holds_on_its_last_day_and_not_on_the_next(
    session: Session, trust: Trust, risk: str
) -> None:
    accepted(session, trust, risk)
    for today, ended in ((UNTIL, 0), (OCTOBER, 1), (OCTOBER, 0)):
        with transaction(session):
            actor = trust.actor(Role.COMMAND_LINE, today)
            assert end_expired_acceptances(session, actor) == ended
    assert endings(session) == [AcceptanceEnd.EXPIRED]
    after = says(session, trust, risk)
    assert (after.status, after.from_on) == (RiskStatus.OPEN, OCTOBER)
    assert list(check_everything(session)) == []


def test_another_organisations_acceptances_are_left_alone(
    session: Session, trust: Trust, risk: str
) -> None:
    accepted(session, trust, risk)
    other = a_trust(session, "other")
    with transaction(session):
        actor = other.actor(Role.COMMAND_LINE, OCTOBER)
        assert end_expired_acceptances(session, actor) == 0


def test_renewing_it_replaces_the_terms(session: Session, trust: Trust, risk: str) -> None:
    accepted(session, trust, risk)
    accepted(session, trust, risk, replace(TERMS, expires_on=date(2018, 12, 31)))
    assert endings(session) == [AcceptanceEnd.REPLACED, None]
    assert status_of(session, trust, risk) is RiskStatus.TOLERATED
    with transaction(session):
        actor = trust.actor(Role.COMMAND_LINE, OCTOBER)
        assert end_expired_acceptances(session, actor) == 0
    assert list(check_everything(session)) == []


def test_it_is_ended_by_decision_with_a_reason(session: Session, trust: Trust, risk: str) -> None:
    lead = trust.actor(Role.RISK_LEAD)
    with pytest.raises(FieldError, match="open already"), transaction(session):
        end_acceptance(session, lead, risk, "It is not accepted at all.")
    accepted(session, trust, risk)
    with pytest.raises(FieldError, match="why"), transaction(session):
        end_acceptance(session, lead, risk, " ")
    with transaction(session):
        end_acceptance(session, lead, risk, "There is money now.")
    assert status_of(session, trust, risk) is RiskStatus.OPEN
    assert endings(session) == [AcceptanceEnd.DECIDED]


def test_closing_an_accepted_risk_ends_its_acceptance(
    session: Session, trust: Trust, risk: str
) -> None:
    accepted(session, trust, risk)
    closed(session, trust, risk)
    assert endings(session) == [AcceptanceEnd.RISK_OVER]
    refused = "A risk that is closed cannot be accepted. A risk lead, an executive or a risk"
    with pytest.raises(FieldError, match=refused), transaction(session):
        propose_acceptance(session, trust.actor(), risk, TERMS)
    assert list(check_everything(session)) == []
