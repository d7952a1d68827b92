"""Two people at the same moment in the life of a risk: one wins, and nothing tears."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, select

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.life_drafts import ProposeMerge
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.permissions import Role
from riskapp.models import Decision, RiskMerge
from riskapp.services.acceptances import (
    decide_acceptance,
    end_expired_acceptances,
    propose_acceptance,
)
from riskapp.services.merges import decide_merge, propose_merge
from riskapp.services.transactions import transaction
from riskapp.services.withdrawals import withdraw_proposal
from tests.factories import Trust, a_risk, a_score, a_trust
from tests.services.lives import TERMS, YES, accepted, status_of
from tests.services.looks import the_open
from tests.services.test_at_once import FINE, Deed, at_once, scoring, sound


def agreeing(trust: Trust, reference: str, proposal: UUID, role: Role = Role.EXECUTIVE) -> Deed:
    actor = trust.actor(role)  # here, for the threads must not read through one session
    return lambda session: decide_acceptance(session, actor, reference, proposal, YES)


def withdrawing(trust: Trust, reference: str, proposal: UUID) -> Deed:
    actor = trust.actor(Role.RISK_LEAD)
    return lambda session: withdraw_proposal(session, actor, reference, proposal)


def merging(trust: Trust, reference: str, proposal: UUID) -> Deed:
    actor = trust.actor()
    return lambda session: decide_merge(session, actor, reference, proposal, YES)


def test_what_is_agreed_and_withdrawn_at_once_is_one_of_the_two(
    engine: sa.Engine, session: Session
) -> None:
    trust = a_trust(session)
    for _ in range(4):
        risk = a_risk(session, trust, consequence=4, likelihood=3)
        with transaction(session):
            propose_acceptance(session, trust.actor(Role.RISK_LEAD), risk, TERMS)
        proposal = the_open(session, DecisionKind.ACCEPT).id
        session.rollback()
        both = [agreeing(trust, risk, proposal), withdrawing(trust, risk, proposal)]
        session.rollback()
        assert at_once(engine, both) == {FINE: 1, "StaleError": 1}
        state = session.exec(select(Decision.state).where(Decision.id == proposal)).one()
        tolerated = status_of(session, trust, risk) is RiskStatus.TOLERATED
        assert tolerated == (state.value == "agreed")
    sound(session)


def test_two_merges_in_a_ring_leave_one_risk(engine: sa.Engine, session: Session) -> None:
    trust = a_trust(session)
    for _ in range(4):
        pair = [a_risk(session, trust), a_risk(session, trust)]
        deeds = []
        for mine, other in (pair, reversed(pair)):
            with transaction(session):
                draft = ProposeMerge(other, "They are one.")
                proposal = propose_merge(session, trust.actor(Role.RISK_LEAD), mine, draft).id
            deeds.append(merging(trust, mine, proposal))
        session.rollback()
        ended = at_once(engine, deeds)
        assert ended[FINE] == 1
        assert sum(ended.values()) == 2
        statuses = sorted(status_of(session, trust, one) for one in pair)
        assert statuses == [RiskStatus.MERGED, RiskStatus.OPEN]
        session.rollback()
    assert len(session.exec(select(RiskMerge)).all()) == 4
    sound(session)


def test_no_risk_is_accepted_below_a_score_that_is_saved_meanwhile(
    engine: sa.Engine, session: Session
) -> None:
    trust = a_trust(session)
    lead = trust.actor(Role.RISK_LEAD)
    for _ in range(4):
        risk = a_risk(session, trust)
        seen = a_score(session, lead, risk, 4, 3)
        with transaction(session):
            proposal = propose_acceptance(session, lead, risk, TERMS).id
        session.rollback()
        ended = at_once(engine, [agreeing(trust, risk, proposal), scoring(lead, risk, seen)])
        assert ended in ({FINE: 2}, {FINE: 1, "FieldError": 1})
        assert status_of(session, trust, risk) is RiskStatus.OPEN
        session.rollback()
    sound(session)


def test_what_is_renewed_as_it_expires_is_settled_once(engine: sa.Engine, session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust, consequence=4, likelihood=3)
    accepted(session, trust, risk)
    with transaction(session):
        draft = replace(TERMS, expires_on=date(2019, 3, 31))
        propose_acceptance(session, trust.actor(Role.RISK_LEAD), risk, draft)
    proposal = the_open(session, DecisionKind.ACCEPT).id
    session.rollback()
    october = date(2018, 10, 1)
    manager, settler = trust.actor(today=october), trust.actor(Role.COMMAND_LINE, october)

    def renewing(db: Session) -> None:
        decide_acceptance(db, manager, risk, proposal, YES)

    def settling(db: Session) -> int:
        return end_expired_acceptances(db, settler)

    assert at_once(engine, [renewing, settling]) == {FINE: 2}
    assert status_of(session, trust, risk) is RiskStatus.TOLERATED
    sound(session)
