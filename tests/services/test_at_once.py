"""Several people at the same moment: one wins, the others are told, and nothing tears."""

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.domains import Domain
from riskapp.domain.drafts import Decide, ScoreRisk
from riskapp.domain.errors import FieldError, NotAllowedError, StaleError
from riskapp.domain.permissions import Actor, Role
from riskapp.domain.scoring import Consequence, Likelihood, ScoreKind
from riskapp.models.database import open_session
from riskapp.queries.cases import get_case, get_positions
from riskapp.queries.checks.everything import check_everything
from riskapp.services.decisions import decide_closing, propose_closing, validate_score
from riskapp.services.scores import score_risk
from riskapp.services.transactions import transaction
from tests.factories import a_risk, a_score, a_trust
from tests.services.looks import open_decisions, the_open

Deed = Callable[[Session], object]
FINE = "done"


def at_once(engine: sa.Engine, deeds: Iterable[Deed]) -> Counter[str]:
    """Do each deed in a thread of its own, all beginning together; count how they ended."""
    todo = list(deeds)
    ready = Barrier(len(todo))

    def do(deed: Deed) -> str:
        with open_session(engine) as session:
            ready.wait(30)
            try:
                with transaction(session):
                    deed(session)
            except (StaleError, FieldError, NotAllowedError) as error:
                return type(error).__name__
            return FINE

    with ThreadPoolExecutor(len(todo)) as threads:
        return Counter(threads.map(do, todo))


def sound(session: Session) -> None:
    session.rollback()
    assert list(check_everything(session)) == []


def scoring(actor: Actor, reference: str, seen: UUID | None) -> Deed:
    levels = {Domain.SAFETY: Consequence(4)}
    draft = ScoreRisk(ScoreKind.CURRENT, levels, Likelihood(4), "It rose.", seen=seen)
    return lambda session: score_risk(session, actor, reference, draft)


def closing(actor: Actor, reference: str, proposal: UUID) -> Deed:
    yes = Decide(agree=True, reason="It has gone.")
    return lambda session: decide_closing(session, actor, reference, proposal, yes)


def test_one_of_two_scorers_is_late(engine: sa.Engine, session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    case = get_case(session, trust.actor(), risk)
    seen = get_positions(session, case)[ScoreKind.CURRENT].assessment_id
    session.rollback()
    roles = (Role.RISK_LEAD, Role.EXECUTIVE)
    ended = at_once(engine, [scoring(trust.actor(role), risk, seen) for role in roles])
    assert ended == {FINE: 1, "StaleError": 1}
    sound(session)


def test_one_of_two_deciders_is_late(engine: sa.Engine, session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 4, 4)
    waiting = the_open(session, DecisionKind.VALIDATE).id
    session.rollback()
    yes = Decide(agree=True, reason="It is so.")

    def confirm(role: Role) -> Deed:
        actor = trust.actor(role)  # here, for the threads must not read through one session
        return lambda db: validate_score(db, actor, risk, waiting, yes)

    ended = at_once(engine, [confirm(Role.RISK_MANAGER), confirm(Role.EXECUTIVE)])
    assert ended == {FINE: 1, "StaleError": 1}
    assert DecisionKind.VALIDATE not in open_decisions(session, risk)
    sound(session)


def test_no_score_slips_in_while_a_risk_is_closed(engine: sa.Engine, session: Session) -> None:
    trust = a_trust(session)
    risks = [a_risk(session, trust) for _ in range(4)]
    lead = trust.actor(Role.RISK_LEAD)
    for risk in risks:
        with transaction(session):
            propose_closing(session, lead, risk, "It has gone.")
        proposal = the_open(session, DecisionKind.CLOSE).id
        case = get_case(session, lead, risk)
        seen = get_positions(session, case)[ScoreKind.CURRENT].assessment_id
        session.rollback()

        ended = at_once(engine, [closing(trust.actor(), risk, proposal), scoring(lead, risk, seen)])
        assert ended in ({FINE: 2}, {FINE: 1, "FieldError": 1})
        assert open_decisions(session, risk) == set()
    sound(session)


def test_the_chain_of_history_stays_whole_under_eight_writers(
    engine: sa.Engine, session: Session
) -> None:
    trust = a_trust(session)
    risks = [a_risk(session, trust) for _ in range(8)]
    session.rollback()
    lead = trust.actor(Role.RISK_LEAD)
    for _ in range(3):
        deeds = []
        for risk in risks:
            case = get_case(session, lead, risk)
            seen = get_positions(session, case)[ScoreKind.CURRENT].assessment_id
            deeds.append(scoring(lead, risk, seen))
        session.rollback()
        assert at_once(engine, deeds) == {FINE: 8}
    sound(session)


@pytest.mark.parametrize("second", [Role.COMMAND_LINE, Role.RISK_LEAD])
def test_a_score_of_who_may_not_validate_is_nobodys_second(session: Session, second: Role) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    a_score(session, trust.actor(Role.EXECUTIVE), risk, 5, 4)
    a_score(session, trust.actor(second), risk, 4, 4)
    assert DecisionKind.VALIDATE in open_decisions(session, risk)
