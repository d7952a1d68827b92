"""Linking a risk to objectives and milestones."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session, select

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError
from riskapp.domain.escalation import Register
from riskapp.domain.permissions import Role
from riskapp.models import RiskMilestone, RiskObjective
from riskapp.services.links import link_milestone, link_objective, unlink_objective
from riskapp.services.transactions import transaction
from tests.factories import TODAY, a_milestone, a_programme, a_risk, a_score, a_trust, an_objective
from tests.services.looks import open_decisions, registers_of


def test_linking_later_moves_an_escalated_risk_to_the_framework(session: Session) -> None:
    trust = a_trust(session)
    objective, risk = an_objective(session, trust), a_risk(session, trust)
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 5, 3)
    with pytest.raises(NotAllowedError, match="executive or a risk manager"), transaction(session):
        link_objective(session, trust.actor(Role.RISK_LEAD), risk, objective.id)
    with transaction(session):
        link_objective(session, trust.actor(), risk, objective.id, "It stops the plan.")
    assert registers_of(session, risk).keys() == {Register.HLRR, Register.BAF}


def test_linking_answers_the_question_that_was_open(session: Session) -> None:
    trust = a_trust(session)
    objective, risk = an_objective(session, trust), a_risk(session, trust)
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 5, 3)
    with transaction(session):
        link_objective(session, trust.actor(), risk, objective.id, "It stops the plan.")
    assert DecisionKind.ANSWER_OBJECTIVE not in open_decisions(session, risk)


def test_a_risk_lead_links_below_the_threshold_and_twice_is_once(session: Session) -> None:
    trust = a_trust(session)
    objective, risk = an_objective(session, trust), a_risk(session, trust)
    for _ in range(2):
        with transaction(session):
            link_objective(session, trust.actor(Role.RISK_LEAD), risk, objective.id)
    assert len(session.exec(select(RiskObjective)).all()) == 1
    assert registers_of(session, risk) == {}


def test_unlinking_keeps_the_days_it_held(session: Session) -> None:
    trust = a_trust(session)
    early = trust.actor(today=date(2018, 5, 1))
    objective = an_objective(session, trust)
    risk = a_risk(session, trust, objective=objective, by=early)
    with pytest.raises(FieldError, match="why"), transaction(session):
        unlink_objective(session, trust.actor(), risk, objective.id, "")
    with transaction(session):
        unlink_objective(session, trust.actor(), risk, objective.id, "Wrong objective.")
    held = session.exec(select(RiskObjective)).one()
    assert (held.from_on, held.until_on) == (date(2018, 5, 1), TODAY)
    with transaction(session):
        link_objective(session, replace(early, today=TODAY), risk, objective.id)
    assert len(session.exec(select(RiskObjective)).all()) == 2


def test_a_link_made_and_ended_on_one_day_leaves_nothing(session: Session) -> None:
    trust = a_trust(session)
    objective = an_objective(session, trust)
    risk = a_risk(session, trust, objective=objective)
    with transaction(session):
        unlink_objective(session, trust.actor(), risk, objective.id, "A slip of the mouse.")
    assert session.exec(select(RiskObjective)).all() == []
    with pytest.raises(FieldError, match="not linked"), transaction(session):
        unlink_objective(session, trust.actor(), risk, objective.id, "Again.")


def test_a_milestone_mitigates_a_risk_of_its_own_organisation_only(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    risk = a_risk(session, trust)
    ours = a_milestone(session, trust, programme=a_programme(session, trust))
    theirs = a_milestone(session, other, programme=a_programme(session, other))
    for _ in range(2):
        with transaction(session):
            link_milestone(session, trust.actor(Role.RISK_LEAD), risk, ours)
    with pytest.raises(NotFoundError), transaction(session):
        link_milestone(session, trust.actor(Role.RISK_LEAD), risk, theirs)
    assert session.exec(select(RiskMilestone.milestone_id)).all() == [ours]
