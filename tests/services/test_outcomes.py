"""What a meeting decides about a risk of the month: done, kept and told in one, once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from riskapp.clock import uuid7
from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.drafts import AnswerObjective, Decide, PlaceOnBaf
from riskapp.domain.due_periods import parse_due
from riskapp.domain.errors import (
    FieldError,
    NotFoundError,
    StaleError,
)
from riskapp.domain.escalation import ObjectiveAnswer, Register
from riskapp.domain.happenings import Happening
from riskapp.domain.life_drafts import HandOn, ProposeAcceptance
from riskapp.domain.meetings import MeetingState
from riskapp.domain.month_drafts import (
    AnswerOpen,
    AskAction,
    CloseRisk,
    Decided,
    DecideOpen,
    Defer,
    NoChange,
    NoteScore,
)
from riskapp.domain.months import Outcome
from riskapp.domain.permissions import Role
from riskapp.models import Decision, History, Milestone, Review
from riskapp.queries.cases import get_case
from riskapp.services.decisions import propose_closing
from riskapp.services.transactions import transaction
from tests.factories import TODAY, a_post, a_programme, a_risk, a_score, a_trust
from tests.meetings import a_committee, a_meeting
from tests.month_lists import a_month, outcomes, record
from tests.queries.test_committees import overseen
from tests.services.looks import open_decisions, registers_of, the_open

YES = Decide(agree=True, reason="Agreed at the meeting.")
NO = Decide(agree=False, reason="Not yet.")


def kinds_told(session: Session) -> list[Happening]:
    session.rollback()
    return list(session.exec(select(History.kind).order_by(col(History.number))))


def test_no_change_is_a_review_of_the_meeting_and_says_when_the_next_is_due(
    session: Session,
) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust, consequence=4, likelihood=4)
    month = a_month(session, trust, risk)
    made = record(session, trust, month, risk, NoChange())
    review = session.exec(select(Review)).one()
    assert made.outcome is Outcome.NO_CHANGE
    assert (made.subject_id, made.meeting_id) == (review.id, month.meeting.id)
    assert review.meeting_id == month.meeting.id
    assert (review.reviewed_on, review.next_on) == (TODAY, date(2018, 7, 30))
    assert made.decided_on == month.meeting.held_on
    assert kinds_told(session)[-2:] == [Happening.RISK_REVIEWED, Happening.DECIDED_AT_MEETING]


def test_a_score_that_was_given_is_the_outcome(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    month = a_month(session, trust, risk)
    given = a_score(session, trust.actor(Role.RISK_LEAD), risk, 3, 3)
    made = record(session, trust, month, risk, NoteScore(given, "The rota is full."))
    assert (made.outcome, made.subject_id) == (Outcome.SCORED, given)
    with pytest.raises(NotFoundError):
        record(session, trust, month, risk, NoteScore(uuid7(), "No such score."), seen=2)


@pytest.mark.parametrize("answer", list(ObjectiveAnswer))
def test_the_objective_question_is_answered(session: Session, answer: ObjectiveAnswer) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust, consequence=4, likelihood=4)
    month = a_month(session, trust, risk)
    question = the_open(session, DecisionKind.ANSWER_OBJECTIVE)
    if answer is not ObjectiveAnswer.NEITHER:
        decided = AnswerObjective(answer, "It does.")
        with pytest.raises(FieldError):
            record(session, trust, month, risk, AnswerOpen(question.id, decided))
        assert outcomes(session) == []
        return
    draft = AnswerOpen(question.id, AnswerObjective(answer, "It does not."))
    made = record(session, trust, month, risk, draft)
    assert made.outcome is Outcome.NOT_ESCALATED
    assert DecisionKind.ANSWER_OBJECTIVE not in open_decisions(session, risk)


def test_a_score_that_awaits_validation_is_confirmed(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    month = a_month(session, trust, risk)
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 4, 4)
    waiting = the_open(session, DecisionKind.VALIDATE)
    made = record(session, trust, month, risk, DecideOpen(waiting.id, YES))
    assert (made.outcome, made.subject_id) == (Outcome.SCORE_CONFIRMED, waiting.id)
    assert waiting.decided_in_id == month.meeting.id


def test_a_risk_is_put_on_the_baf_by_the_meeting(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    month = a_month(session, trust, risk)
    made = record(session, trust, month, risk, PlaceOnBaf("The board wants to see it."))
    decision = session.exec(select(Decision).where(col(Decision.id) == made.subject_id)).one()
    assert made.outcome is Outcome.ESCALATED
    assert (decision.decided_in_id, decision.committee_id) == (
        month.meeting.id,
        month.meeting.committee_id,
    )
    assert Register.BAF in registers_of(session, risk)


@pytest.mark.parametrize(("said", "came"), [(YES, Outcome.REMOVED), (NO, Outcome.KEPT_ON)])
def test_a_proposed_removal_is_confirmed_or_declined(
    session: Session, said: Decide, came: Outcome
) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust, consequence=4, likelihood=4)
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 2, 2)
    month = a_month(session, trust, risk)
    removal = the_open(session, DecisionKind.REMOVE, Register.HLRR)
    made = record(session, trust, month, risk, DecideOpen(removal.id, said))
    assert made.outcome is came
    assert (Register.HLRR in registers_of(session, risk)) is not said.agree


def test_a_risk_is_accepted_on_terms_in_one(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust, consequence=3, likelihood=3)
    month = a_month(session, trust, risk)
    terms = ProposeAcceptance(12, date(2018, 12, 31), "Looked at monthly.", "No more can be done.")
    made = record(session, trust, month, risk, terms)
    decision = session.exec(select(Decision).where(col(Decision.id) == made.subject_id)).one()
    assert (made.outcome, made.reason) == (Outcome.ACCEPTED, "No more can be done.")
    assert decision.state is DecisionState.AGREED
    assert (decision.proposed_in_id, decision.decided_in_id) == (month.meeting.id,) * 2


def test_a_risk_is_closed_in_one_and_nothing_more_can_be_done_about_it(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust, consequence=4, likelihood=4)
    month = a_month(session, trust, risk)
    made = record(session, trust, month, risk, CloseRisk("The lease has ended."))
    assert made.outcome is Outcome.CLOSED
    assert registers_of(session, risk) == {}
    due = parse_due("Sep 2018")
    for late in (AskAction("Recruit", due, "Why not."), PlaceOnBaf("Why not.")):
        with pytest.raises(FieldError):
            record(session, trust, month, risk, late, seen=2)


@pytest.mark.parametrize(("said", "came"), [(YES, Outcome.CLOSED), (NO, Outcome.DECLINED)])
def test_what_somebody_proposed_is_agreed_or_declined(
    session: Session, said: Decide, came: Outcome
) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    month = a_month(session, trust, risk)
    with transaction(session):
        propose_closing(session, trust.actor(Role.RISK_LEAD), risk, "It has gone.")
    proposal = the_open(session, DecisionKind.CLOSE)
    made = record(session, trust, month, risk, DecideOpen(proposal.id, said))
    assert made.outcome is came


def test_an_action_is_asked_for_with_its_owner_and_due_period(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    month = a_month(session, trust, risk)
    owner = a_post(session, trust, "Director of Nursing")
    draft = AskAction("Recruit six nurses", parse_due("Q2 2018/19"), "Posts stay vacant.", owner.id)
    made = record(session, trust, month, risk, draft)
    milestone = session.exec(select(Milestone)).one()
    assert (made.outcome, made.subject_id) == (Outcome.ACTION_ASKED, milestone.id)
    assert milestone.owner_post_id == owner.id
    assert Happening.MILESTONE_LINKED in kinds_told(session)


def test_a_programme_risk_is_handed_on_by_the_meeting(session: Session) -> None:
    trust = a_trust(session)
    risk = overseen(session, trust, None, programme=a_programme(session, trust).id)
    month = a_month(session, trust, risk)
    audit = a_committee(session, trust, "Audit Committee")
    asked = HandOn(audit.id, "It needs an auditor's eye.", 1)
    with pytest.raises(StaleError):
        record(session, trust, month, risk, replace(asked, seen_version=0))
    made = record(session, trust, month, risk, asked)
    decision = session.exec(select(Decision).where(col(Decision.id) == made.subject_id)).one()
    assert (made.outcome, decision.kind) == (Outcome.HANDED_ON, DecisionKind.HAND_ON)
    assert decision.decided_in_id == month.meeting.id
    assert get_case(session, trust.actor(), risk).says.lead_committee_id == audit.id


def test_a_risk_is_put_off_to_a_later_meeting_that_is_planned(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    month = a_month(session, trust, risk)
    committee = a_committee(session, trust, "Audit Committee")
    later = a_meeting(session, trust, committee, on=TODAY + timedelta(days=30))
    earlier = a_meeting(session, trust, committee, on=TODAY - timedelta(days=30))
    gone = a_meeting(
        session, trust, committee, on=TODAY + timedelta(days=9), state=MeetingState.CANCELLED
    )
    for other in (earlier, gone):
        with pytest.raises(FieldError):
            record(session, trust, month, risk, Defer(other.id, "We need the audit."))
    made = record(session, trust, month, risk, Defer(later.id, "We need the audit."))
    assert (made.outcome, made.deferred_to_id) == (Outcome.DEFERRED, later.id)
    assert kinds_told(session)[-1] is Happening.DEFERRED


@pytest.mark.parametrize(
    "decided",
    [
        PlaceOnBaf(" "),
        CloseRisk(""),
        AskAction("Recruit", parse_due("Sep 2018"), ""),
        ProposeAcceptance(12, date(2018, 12, 31), "Monthly.", ""),
    ],
)
def test_every_decision_but_no_change_takes_a_reason(session: Session, decided: Decided) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    month = a_month(session, trust, risk)
    with pytest.raises(FieldError):
        record(session, trust, month, risk, decided)
    assert outcomes(session) == []
