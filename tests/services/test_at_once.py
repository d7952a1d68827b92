"""Several people at the same moment: one wins, the others are told, and nothing tears."""

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from threading import Barrier
from time import sleep
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from riskapp.domain.bulk_change import ChangeMany, Part
from riskapp.domain.decisions import DecisionKind
from riskapp.domain.domains import Domain
from riskapp.domain.drafts import Decide, ScoreRisk
from riskapp.domain.errors import NotAllowedError, StaleError, UnfitError
from riskapp.domain.filters import RegisterFilters
from riskapp.domain.permissions import Actor, Role
from riskapp.domain.scoring import Consequence, Likelihood, ScoreKind
from riskapp.domain.views import KeepView
from riskapp.models.database import open_session
from riskapp.queries.cases import get_case, get_positions
from riskapp.queries.checks.everything import check_everything
from riskapp.queries.matrices import get_matrix
from riskapp.queries.views import list_views
from riskapp.services.bulk_change import change_many, preview_change
from riskapp.services.decisions import decide_closing, propose_closing, validate_score
from riskapp.services.scores import score_risk
from riskapp.services.transactions import transaction
from riskapp.services.views import keep_view
from tests.factories import a_post, a_risk, a_score, a_trust, a_unit
from tests.services.looks import open_decisions, the_open

Deed = Callable[[Session], object]
FINE = "done"
PATIENCE = 120


def at_once(engine: sa.Engine, deeds: Iterable[Deed]) -> Counter[str]:
    """Do each deed in a thread of its own, all beginning together; count how they ended."""
    todo = list(deeds)
    ready = Barrier(len(todo))

    def do(deed: Deed) -> str:
        with open_session(engine) as session:
            ready.wait(PATIENCE)
            try:
                with transaction(session):
                    deed(session)
            except (StaleError, UnfitError, NotAllowedError) as error:
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


def keeping(actor: Actor, name: str) -> Deed:
    """Keep a view, and commit so late that others of that name are sent meanwhile."""

    def keep(session: Session) -> None:
        keep_view(session, actor, KeepView(name, ""))
        sleep(0.5)

    return keep


def test_two_views_of_one_name_are_one(engine: sa.Engine, session: Session) -> None:
    actor = a_trust(session).actor()
    session.rollback()
    ended = at_once(engine, [keeping(actor, name) for name in ("Mine", "Mine", "mine")])
    assert ended == {FINE: 1, "FieldError": 2}
    assert len(list_views(session, actor)) == 1


def test_one_of_two_changes_of_many_is_late_and_no_risk_is_half_changed(
    engine: sa.Engine, session: Session
) -> None:
    trust = a_trust(session)
    risks = [a_risk(session, trust) for _ in range(6)]
    posts = [a_post(session, trust, title).id for title in ("First", "Second")]
    units = [a_unit(session, trust, title).id for title in ("Ward 1", "Ward 2")]
    actor, filters = trust.actor(), RegisterFilters()
    matrix = get_matrix(session, actor)
    deeds = []
    for post, unit in zip(posts, units, strict=True):
        wanted = {Part.OWNER: post, Part.UNIT: unit}
        draft = ChangeMany(wanted, "It changes hands.", "")
        seen = preview_change(session, actor, filters, matrix, draft).digest
        asked = {"actor": actor, "filters": filters, "matrix": matrix}
        deeds.append(partial(change_many, **asked, draft=replace(draft, seen=seen)))
    session.rollback()
    assert at_once(engine, deeds) == {FINE: 1, "StaleError": 1}
    cases = [get_case(session, actor, risk) for risk in risks]
    assert {case.risk.version for case in cases} == {2}
    said = {(case.says.owner_post_id, case.says.unit_id) for case in cases}
    assert len(said) == 1
    assert said <= set(zip(posts, units, strict=True))
    sound(session)


@pytest.mark.parametrize("second", [Role.COMMAND_LINE, Role.RISK_LEAD])
def test_a_score_of_who_may_not_validate_is_nobodys_second(session: Session, second: Role) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    a_score(session, trust.actor(Role.EXECUTIVE), risk, 5, 4)
    a_score(session, trust.actor(second), risk, 4, 4)
    assert DecisionKind.VALIDATE in open_decisions(session, risk)
