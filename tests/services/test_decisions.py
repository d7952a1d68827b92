"""What people decide about a risk, and what the register refuses."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.drafts import AnswerObjective, Decide, PlaceOnBaf
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.escalation import Entered, ObjectiveAnswer, Register
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.permissions import Role
from riskapp.models import Decision, History, HistoryText, Placement, RiskExposure, RiskVersion
from riskapp.queries.cases import get_case
from riskapp.services.decisions import (
    answer_objective,
    decide_closing,
    decide_removal,
    place_on_baf,
    propose_closing,
)
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_risk, a_score, a_trust, an_objective
from tests.services.looks import awaiting_stays, open_decisions, registers_of, the_open

YES = Decide(agree=True, reason="Agreed at the executive meeting.")
NO = Decide(agree=False, reason="Not yet.")


def an_escalated_risk(session: Session, trust: Trust) -> str:
    risk = a_risk(session, trust)
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 4, 4)
    return risk


def answering(answer: ObjectiveAnswer, **more: object) -> AnswerObjective:
    return AnswerObjective(answer, "Discussed.", **more)  # type: ignore[arg-type]


def test_its_own_entry_puts_the_risk_on_the_framework(session: Session) -> None:
    trust = a_trust(session)
    objective, risk = an_objective(session, trust), an_escalated_risk(session, trust)
    question = the_open(session, DecisionKind.ANSWER_OBJECTIVE)
    draft = answering(ObjectiveAnswer.OWN_ENTRY, objective_ids=(objective.id,))
    with transaction(session):
        answer_objective(session, trust.actor(), risk, question.id, draft)
    held = registers_of(session, risk)
    assert held[Register.BAF].entered is Entered.OBJECTIVE
    waiting = awaiting_stays(session, trust.actor(), risk)
    assert waiting == {Register.HLRR, Register.BAF}, "the score still awaits its second person"
    assert question.answer is ObjectiveAnswer.OWN_ENTRY
    assert question.decided_why == "Discussed."


def test_neither_is_an_answer_and_is_not_asked_again(session: Session) -> None:
    trust = a_trust(session)
    risk = an_escalated_risk(session, trust)
    question = the_open(session, DecisionKind.ANSWER_OBJECTIVE)
    with transaction(session):
        answer_objective(
            session, trust.actor(), risk, question.id, answering(ObjectiveAnswer.NEITHER)
        )
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 5, 4)
    assert registers_of(session, risk).keys() == {Register.HLRR}
    assert DecisionKind.ANSWER_OBJECTIVE not in open_decisions(session, risk)


def test_exposure_stands_under_a_risk_that_is_on_the_framework(session: Session) -> None:
    trust = a_trust(session)
    above, risk = a_risk(session, trust, title="Strategic"), an_escalated_risk(session, trust)
    with transaction(session):
        place_on_baf(session, trust.actor(), above, PlaceOnBaf("The Board asked for it."))
    strategic = get_case(session, trust.actor(), above).risk
    question = the_open(session, DecisionKind.ANSWER_OBJECTIVE)
    draft = answering(ObjectiveAnswer.EXPOSURE, baf_risk_id=strategic.id)
    with transaction(session):
        answer_objective(session, trust.actor(), risk, question.id, draft)
    assert session.exec(select(RiskExposure.strategic_id)).one() == strategic.id
    assert registers_of(session, risk).keys() == {Register.HLRR}


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (answering(ObjectiveAnswer.OWN_ENTRY), "objectives"),
        (answering(ObjectiveAnswer.EXPOSURE), "baf_risk"),
        (AnswerObjective(ObjectiveAnswer.NEITHER, " "), "reason"),
    ],
)
def test_half_an_answer_is_refused(session: Session, draft: AnswerObjective, field: str) -> None:
    trust = a_trust(session)
    risk = an_escalated_risk(session, trust)
    question = the_open(session, DecisionKind.ANSWER_OBJECTIVE)
    with pytest.raises(FieldError) as refused, transaction(session):
        answer_objective(session, trust.actor(), risk, question.id, draft)
    assert refused.value.field == field
    assert DecisionKind.ANSWER_OBJECTIVE in open_decisions(session, risk)


def test_an_objective_of_another_organisation_is_not_there(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    theirs, risk = an_objective(session, other), an_escalated_risk(session, trust)
    question = the_open(session, DecisionKind.ANSWER_OBJECTIVE)
    draft = answering(ObjectiveAnswer.OWN_ENTRY, objective_ids=(theirs.id,))
    with pytest.raises(NotFoundError), transaction(session):
        answer_objective(session, trust.actor(), risk, question.id, draft)
    assert DecisionKind.ANSWER_OBJECTIVE in open_decisions(session, risk)


def test_leaving_a_register_is_decided_by_someone_else(session: Session) -> None:
    trust = a_trust(session)
    manager, executive = trust.actor(), trust.actor(Role.EXECUTIVE)
    risk = a_risk(session, trust)
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 4, 4)
    a_score(session, manager, risk, 3, 3)
    proposal = the_open(session, DecisionKind.REMOVE, Register.HLRR)
    with pytest.raises(NotAllowedError, match="second person"), transaction(session):
        decide_removal(session, manager, risk, proposal.id, YES)
    with transaction(session):
        decide_removal(session, executive, risk, proposal.id, YES)
    assert registers_of(session, risk) == {}
    left = session.exec(select(Placement)).one()
    assert left.left_by_id == proposal.id
    assert (left.from_on, left.until_on) == (TODAY, TODAY), "it was there at no day's end"


def test_declining_keeps_the_risk_on_and_a_decision_is_taken_once(session: Session) -> None:
    trust = a_trust(session)
    risk = an_escalated_risk(session, trust)
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 3, 3)
    proposal = the_open(session, DecisionKind.REMOVE, Register.HLRR)
    with transaction(session):
        decide_removal(session, trust.actor(), risk, proposal.id, NO)
    assert registers_of(session, risk).keys() == {Register.HLRR}
    with pytest.raises(StaleError), transaction(session):
        decide_removal(session, trust.actor(Role.EXECUTIVE), risk, proposal.id, YES)


def test_what_the_board_put_on_the_framework_stays_whatever_the_score(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust, consequence=4, likelihood=4)
    with transaction(session):
        place_on_baf(session, trust.actor(Role.SECRETARY), risk, PlaceOnBaf("Board, 2 June."))
    waiting = awaiting_stays(session, trust.actor(), risk)
    assert waiting == {Register.HLRR}, "the Board's decision rests on no score"
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 2, 2)
    assert Register.BAF in registers_of(session, risk)
    assert the_open(session, DecisionKind.REMOVE, Register.HLRR)
    with pytest.raises(FieldError, match="already"), transaction(session):
        place_on_baf(session, trust.actor(), risk, PlaceOnBaf("Again."))
    told = select(HistoryText.words).join(History, col(History.number) == col(HistoryText.number))
    assert "Board, 2 June." in session.exec(told.where(History.kind == Happening.PLACED)).all()


def test_closing_takes_two_people_and_ends_every_stay(session: Session) -> None:
    trust = a_trust(session)
    risk = an_escalated_risk(session, trust)
    manager, executive = trust.actor(), trust.actor(Role.EXECUTIVE)
    with transaction(session):
        propose_closing(session, manager, risk, "The cause has gone.")
    with pytest.raises(FieldError, match="already"), transaction(session):
        propose_closing(session, manager, risk, "The cause has gone.")
    proposal = the_open(session, DecisionKind.CLOSE)
    with pytest.raises(NotAllowedError, match="second person"), transaction(session):
        decide_closing(session, manager, risk, proposal.id, YES)
    with transaction(session):
        decide_closing(session, executive, risk, proposal.id, YES)
    assert registers_of(session, risk) == {}
    assert open_decisions(session, risk) == set()
    says = session.exec(select(RiskVersion).where(col(RiskVersion.until_on) == FOREVER)).one()
    assert (says.status, says.closed_on) == (RiskStatus.CLOSED, date(2018, 6, 30))
    session.rollback()
    with pytest.raises(FieldError, match="closed"):
        a_score(session, manager, risk, 5, 5)


def test_declining_to_close_leaves_it_open(session: Session) -> None:
    trust = a_trust(session)
    risk = an_escalated_risk(session, trust)
    with transaction(session):
        propose_closing(session, trust.actor(Role.RISK_LEAD), risk, "The cause has gone.")
    proposal = the_open(session, DecisionKind.CLOSE)
    with transaction(session):
        decide_closing(session, trust.actor(), risk, proposal.id, NO)
    declined = session.exec(select(Decision).where(col(Decision.id) == proposal.id)).one()
    assert declined.state is DecisionState.DECLINED
    assert registers_of(session, risk).keys() == {Register.HLRR}
