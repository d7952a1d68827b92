"""Approving, opening again, handing on, withdrawing, and what has happened."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.escalation import Register
from riskapp.domain.life_drafts import JudgeDraft, ProposeTransfer, RecordOccurrence, Verdict
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.permissions import Role
from riskapp.models import Decision, Occurrence, Placement
from riskapp.queries.checks.everything import check_everything
from riskapp.services.approvals import ask_approval, decide_approval
from riskapp.services.decisions import decide_closing, propose_closing, validate_score
from riskapp.services.occurrences import record_occurrence
from riskapp.services.reopenings import decide_reopening, propose_reopening
from riskapp.services.risks import open_risk
from riskapp.services.transactions import transaction
from riskapp.services.transfers import decide_transfer, propose_transfer
from riskapp.services.withdrawals import withdraw_proposal
from tests.factories import Trust, a_risk, a_score, a_trust, a_unit
from tests.services.lives import NO, YES, accepted, closed, says, status_of
from tests.services.looks import open_decisions, registers_of, the_open

HAPPENED = RecordOccurrence(date(2018, 6, 12), "Two visits were missed.", "INC-117")


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


def a_sent_draft(session: Session, trust: Trust, by: Role = Role.REPORTER) -> str:
    actor = trust.actor(by)
    risk = a_risk(session, trust, consequence=4, likelihood=4, draft=True, by=actor)
    with transaction(session):
        ask_approval(session, actor, risk, "Please look.")
    return risk


def judged(verdict: Verdict) -> JudgeDraft:
    return JudgeDraft(verdict, "We looked at it.")


@pytest.mark.parametrize(
    ("verdict", "status", "state"),
    [
        (Verdict.APPROVE, RiskStatus.OPEN, DecisionState.AGREED),
        (Verdict.SEND_BACK, RiskStatus.DRAFT, DecisionState.SENT_BACK),
        (Verdict.REJECT, RiskStatus.REJECTED, DecisionState.DECLINED),
    ],
)
def test_a_draft_is_approved_sent_back_or_rejected(
    session: Session, trust: Trust, verdict: Verdict, status: RiskStatus, state: DecisionState
) -> None:
    risk = a_sent_draft(session, trust)
    assert status_of(session, trust, risk) is RiskStatus.AWAITING_APPROVAL
    assert registers_of(session, risk) == {}
    asked = the_open(session, DecisionKind.APPROVE)
    with transaction(session):
        decide_approval(session, trust.actor(), risk, asked.id, judged(verdict))
    assert status_of(session, trust, risk) is status
    assert asked.state is state
    on_register = {Register.HLRR} if verdict is Verdict.APPROVE else set()
    assert registers_of(session, risk).keys() == on_register, "its score counts once it is open"
    assert list(check_everything(session)) == []


def test_nobody_approves_what_they_raised_or_sent(session: Session, trust: Trust) -> None:
    manager, executive = trust.actor(), trust.actor(Role.EXECUTIVE)
    risk = a_risk(session, trust, draft=True, by=manager)
    with transaction(session):
        ask_approval(session, executive, risk)
    asked = the_open(session, DecisionKind.APPROVE).id
    for own in (manager, executive):
        with pytest.raises(NotAllowedError, match="second person"), transaction(session):
            decide_approval(session, own, risk, asked, judged(Verdict.APPROVE))
    with pytest.raises(FieldError, match="An executive or a risk manager may approve it"):
        open_risk(session, manager, risk)


def test_a_draft_that_was_taken_back_is_a_draft_again(session: Session, trust: Trust) -> None:
    risk = a_sent_draft(session, trust)
    asked = the_open(session, DecisionKind.APPROVE)
    with pytest.raises(NotAllowedError, match="Only who proposed"), transaction(session):
        withdraw_proposal(session, trust.actor(), risk, asked.id)
    with transaction(session):
        withdraw_proposal(session, trust.actor(Role.REPORTER), risk, asked.id)
    assert status_of(session, trust, risk) is RiskStatus.DRAFT
    assert asked.state is DecisionState.WITHDRAWN
    with pytest.raises(StaleError), transaction(session):
        decide_approval(session, trust.actor(), risk, asked.id, judged(Verdict.APPROVE))
    assert list(check_everything(session)) == []


def test_who_scored_a_draft_is_not_the_second_person_once_another_opens_it(
    session: Session, trust: Trust
) -> None:
    risk = a_risk(session, trust, draft=True)
    a_score(session, trust.actor(), risk, 5, 4)
    with transaction(session):
        open_risk(session, trust.actor(Role.RISK_LEAD), risk)
    waiting = the_open(session, DecisionKind.VALIDATE).id
    with pytest.raises(NotAllowedError, match="second person"), transaction(session):
        validate_score(session, trust.actor(), risk, waiting, YES)


def test_a_draft_scored_earlier_is_on_the_register_from_the_day_it_opens(
    session: Session, trust: Trust
) -> None:
    may = trust.actor(Role.RISK_LEAD, date(2018, 5, 1))
    risk = a_risk(session, trust, consequence=4, likelihood=4, draft=True, by=may)
    with transaction(session):
        open_risk(session, trust.actor(), risk)
    assert registers_of(session, risk)[Register.HLRR].from_on == date(2018, 6, 30)


def test_a_closed_risk_opens_again_and_the_rule_looks_at_its_score(
    session: Session, trust: Trust
) -> None:
    risk = a_risk(session, trust, consequence=4, likelihood=4)
    closed(session, trust, risk)
    assert registers_of(session, risk) == {}
    july = date(2018, 7, 20)
    lead, manager = trust.actor(Role.RISK_LEAD, july), trust.actor(today=july)
    with transaction(session):
        propose_reopening(session, lead, risk, "It is back.")
    proposal = the_open(session, DecisionKind.REOPEN).id
    with transaction(session):
        decide_reopening(session, manager, risk, proposal, YES)
    now = says(session, trust, risk)
    assert (now.status, now.closed_on) == (RiskStatus.OPEN, None)
    assert registers_of(session, risk)[Register.HLRR].from_on == july
    assert len(session.exec(select(Placement)).all()) == 2, "its earlier stay is kept"
    assert DecisionKind.VALIDATE in open_decisions(session, risk)
    assert list(check_everything(session)) == []


def test_declining_to_open_it_again_leaves_it_closed(session: Session, trust: Trust) -> None:
    risk = a_risk(session, trust)
    closed(session, trust, risk)
    with transaction(session):
        propose_reopening(session, trust.actor(), risk, "It is back.")
    proposal = the_open(session, DecisionKind.REOPEN).id
    with pytest.raises(NotAllowedError, match="second person"), transaction(session):
        decide_reopening(session, trust.actor(), risk, proposal, YES)
    with transaction(session):
        decide_reopening(session, trust.actor(Role.EXECUTIVE), risk, proposal, NO)
    assert status_of(session, trust, risk) is RiskStatus.CLOSED


def test_a_rejected_risk_changes_only_by_being_opened(session: Session, trust: Trust) -> None:
    risk = a_sent_draft(session, trust)
    asked = the_open(session, DecisionKind.APPROVE).id
    with transaction(session):
        decide_approval(session, trust.actor(), risk, asked, judged(Verdict.REJECT))
    with pytest.raises(FieldError, match="rejected, so nothing"):
        a_score(session, trust.actor(), risk, 2, 2)
    session.rollback()
    with transaction(session):
        propose_reopening(session, trust.actor(Role.RISK_LEAD), risk, "We were wrong.")
    proposal = the_open(session, DecisionKind.REOPEN).id
    with transaction(session):
        decide_reopening(session, trust.actor(), risk, proposal, YES)
    assert status_of(session, trust, risk) is RiskStatus.OPEN


def test_another_unit_takes_a_risk_over(session: Session, trust: Trust) -> None:
    ours, theirs = a_unit(session, trust, "Ours"), a_unit(session, trust, "Theirs")
    risk = a_risk(session, trust, unit=ours)
    lead, draft = trust.lead_of(ours.id), ProposeTransfer(theirs.id, "The ward moved.")
    with transaction(session):
        propose_transfer(session, lead, risk, draft)
    proposal = the_open(session, DecisionKind.TRANSFER).id
    with pytest.raises(NotAllowedError, match="second person"), transaction(session):
        decide_transfer(session, lead, risk, proposal, YES)
    narrow = replace(trust.actor(Role.EXECUTIVE), units=frozenset({ours.id}))
    with pytest.raises(NotAllowedError, match="does not reach Theirs"), transaction(session):
        decide_transfer(session, narrow, risk, proposal, YES)
    with transaction(session):
        decide_transfer(session, trust.actor(), risk, proposal, YES)
    assert says(session, trust, risk).unit_id == theirs.id
    assert list(check_everything(session)) == []


def test_a_lead_of_both_units_may_take_it_over(session: Session, trust: Trust) -> None:
    ours, theirs = a_unit(session, trust, "Ours"), a_unit(session, trust, "Theirs")
    risk = a_risk(session, trust, unit=ours)
    with transaction(session):
        draft = ProposeTransfer(theirs.id, "The ward moved.")
        propose_transfer(session, trust.actor(), risk, draft)
    proposal = the_open(session, DecisionKind.TRANSFER).id
    with transaction(session):
        decide_transfer(session, trust.lead_of(ours.id, theirs.id), risk, proposal, YES)
    assert says(session, trust, risk).unit_id == theirs.id


def test_a_transfer_to_nowhere_is_refused(session: Session, trust: Trust) -> None:
    other = a_trust(session, "other")
    risk = a_risk(session, trust)
    here = ProposeTransfer(trust.root.id, "Why not.")
    with pytest.raises(FieldError, match="already"), transaction(session):
        propose_transfer(session, trust.actor(), risk, here)
    with pytest.raises(NotFoundError), transaction(session):
        propose_transfer(session, trust.actor(), risk, ProposeTransfer(other.root.id, "Why."))


def test_a_risk_that_has_happened_stays_open_and_is_scored_again(
    session: Session, trust: Trust
) -> None:
    risk = a_risk(session, trust, consequence=4, likelihood=2)
    reporter_like = trust.actor(Role.RISK_LEAD)
    for _ in range(2):
        with transaction(session):
            record_occurrence(session, reporter_like, risk, HAPPENED)
    assert status_of(session, trust, risk) is RiskStatus.OPEN
    assert open_decisions(session, risk) == {DecisionKind.RESCORE}, "it is asked once"
    assert len(session.exec(select(Occurrence)).all()) == 2
    given = a_score(session, reporter_like, risk, 4, 3, reason="It does happen.")
    assert open_decisions(session, risk) == set()
    asked = select(Decision).where(col(Decision.kind) == DecisionKind.RESCORE)
    answered = session.exec(asked).one()
    assert (answered.state, answered.assessment_id) == (DecisionState.AGREED, given)
    assert list(check_everything(session)) == []


def test_an_accepted_risk_that_has_happened_stays_accepted(session: Session, trust: Trust) -> None:
    risk = a_risk(session, trust, consequence=4, likelihood=3)
    accepted(session, trust, risk)
    with transaction(session):
        record_occurrence(session, trust.actor(), risk, HAPPENED)
    assert status_of(session, trust, risk) is RiskStatus.TOLERATED


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(HAPPENED, happened_on=date(2018, 7, 1)), "happened_on"),
        (replace(HAPPENED, words=" "), "words"),
    ],
)
def test_half_an_occurrence_is_refused(
    session: Session, trust: Trust, draft: RecordOccurrence, field: str
) -> None:
    risk = a_risk(session, trust)
    with pytest.raises(FieldError) as refused, transaction(session):
        record_occurrence(session, trust.actor(), risk, draft)
    assert refused.value.field == field
    assert open_decisions(session, risk) == set()


def test_a_draft_has_not_happened(session: Session, trust: Trust) -> None:
    risk = a_risk(session, trust, draft=True)
    with pytest.raises(FieldError, match="a draft cannot be recorded"), transaction(session):
        record_occurrence(session, trust.actor(), risk, HAPPENED)


def test_only_who_proposed_withdraws_and_then_nobody_decides(
    session: Session, trust: Trust
) -> None:
    risk = a_risk(session, trust)
    lead = trust.actor(Role.RISK_LEAD)
    with transaction(session):
        propose_closing(session, lead, risk, "It has gone.")
    proposal = the_open(session, DecisionKind.CLOSE).id
    with pytest.raises(NotAllowedError, match="Only who proposed"), transaction(session):
        withdraw_proposal(session, trust.actor(), risk, proposal)
    with transaction(session):
        withdraw_proposal(session, lead, risk, proposal)
    with pytest.raises(StaleError), transaction(session):
        decide_closing(session, trust.actor(), risk, proposal, YES)
    with pytest.raises(StaleError), transaction(session):
        withdraw_proposal(session, lead, risk, proposal)
    with transaction(session):
        propose_closing(session, lead, risk, "Now it has.")
    assert list(check_everything(session)) == []


def test_what_the_register_asks_is_nobodys_to_withdraw(session: Session, trust: Trust) -> None:
    risk = a_risk(session, trust, consequence=4, likelihood=4)
    waiting = the_open(session, DecisionKind.VALIDATE).id
    with pytest.raises(NotFoundError), transaction(session):
        withdraw_proposal(session, trust.actor(Role.RISK_LEAD), risk, waiting)
