"""Two risks become one: what goes over, what stays, and what is refused."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.drafts import PlaceOnBaf
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError
from riskapp.domain.escalation import Register
from riskapp.domain.happenings import Happening
from riskapp.domain.life_drafts import ProposeMerge
from riskapp.domain.lifecycle import RiskStatus, Visibility
from riskapp.domain.permissions import Role
from riskapp.models import (
    Decision,
    History,
    RiskExposure,
    RiskMerge,
    RiskMilestone,
    RiskObjective,
)
from riskapp.queries.cases import get_case
from riskapp.queries.checks.everything import check_everything
from riskapp.queries.scope import still
from riskapp.services.decisions import place_on_baf
from riskapp.services.deeds import Deed
from riskapp.services.exposure import expose
from riskapp.services.links import link_objective
from riskapp.services.merges import decide_merge, propose_merge
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_milestone, a_risk, a_trust, an_objective
from tests.services.lives import NO, YES, closed, merged, status_of
from tests.services.looks import open_decisions, registers_of, the_open


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


def id_of(session: Session, trust: Trust, reference: str) -> UUID:
    session.rollback()
    return get_case(session, trust.actor(), reference).risk.id


def into(reference: str) -> ProposeMerge:
    return ProposeMerge(reference, "They are one.")


def test_merging_takes_two_people_and_the_other_carries_on(session: Session, trust: Trust) -> None:
    first = a_risk(session, trust, consequence=4, likelihood=4)
    second = a_risk(session, trust, consequence=3, likelihood=3)
    manager = trust.actor()
    with transaction(session):
        propose_merge(session, manager, first, into(second))
    proposal = the_open(session, DecisionKind.MERGE).id
    with pytest.raises(NotAllowedError, match="second person"), transaction(session):
        decide_merge(session, manager, first, proposal, YES)
    with transaction(session):
        decide_merge(session, trust.actor(Role.EXECUTIVE), first, proposal, YES)
    assert status_of(session, trust, first) is RiskStatus.MERGED
    assert status_of(session, trust, second) is RiskStatus.OPEN
    assert registers_of(session, first) == {}
    assert open_decisions(session, first) == set()
    row = session.exec(select(RiskMerge)).one()
    assert row.risk_id == id_of(session, trust, first)
    assert row.into_id == id_of(session, trust, second)
    assert list(check_everything(session)) == []


@dataclass(frozen=True)
class Linked:
    """Two risks, the first with an objective, a milestone, a risk above it and two below it."""

    first: str
    second: str
    above: str
    below: str
    shared: UUID
    own: UUID
    milestone: UUID


@pytest.fixture
def linked(session: Session, trust: Trust) -> Linked:
    """Make the links as people do; the second risk shares an objective, and is below the first."""
    manager = trust.actor()
    shared, own = an_objective(session, trust, "1"), an_objective(session, trust, "2")
    first, second = (a_risk(session, trust, objective=shared) for _ in range(2))
    above, below = a_risk(session, trust), a_risk(session, trust)
    milestone = a_milestone(session, trust, risk_ids=(id_of(session, trust, first),))
    with transaction(session):
        link_objective(session, manager, first, own.id, "It delays us.")
    for strategic in (above, first):
        with transaction(session):
            place_on_baf(session, manager, strategic, PlaceOnBaf("The Board asked."))
    for under, over in ((first, above), (below, first), (second, first)):
        with transaction(session):
            deed = Deed(session, manager, get_case(session, manager, under))
            expose(deed, get_case(session, manager, over).risk.id)
    return Linked(first, second, above, below, shared.id, own.id, milestone)


def ends(session: Session, end: Any, own: Any, risk_id: UUID) -> set[UUID]:
    """Return what a risk is linked to now in one table, by the column of either end."""
    session.rollback()
    query = select(col(end)).where(still(own.class_), col(own) == risk_id)
    return set(session.exec(query))


def test_what_it_was_linked_to_goes_over_once(
    session: Session, trust: Trust, linked: Linked
) -> None:
    over, under = (id_of(session, trust, one) for one in (linked.above, linked.below))
    merged(session, trust, linked.first, linked.second)
    wanted = {
        (RiskObjective.objective_id, RiskObjective.risk_id): {linked.shared, linked.own},
        (RiskMilestone.milestone_id, RiskMilestone.risk_id): {linked.milestone},
        (RiskExposure.strategic_id, RiskExposure.operational_id): {over},
        (RiskExposure.operational_id, RiskExposure.strategic_id): {under},
    }
    first, second = (id_of(session, trust, one) for one in (linked.first, linked.second))
    for (end, own), held in wanted.items():
        assert ends(session, end, own, second) == held
        assert ends(session, end, own, first) == set()
    told = select(History.risk_id).where(col(History.kind) == Happening.TOOK_IN)
    assert session.exec(told).one() == second
    assert list(check_everything(session)) == []


def test_a_link_that_would_make_a_ring_does_not_go_over(session: Session, trust: Trust) -> None:
    first, second, between = (a_risk(session, trust) for _ in range(3))
    manager = trust.actor()
    for strategic in (second, between):
        with transaction(session):
            place_on_baf(session, manager, strategic, PlaceOnBaf("The Board asked."))
    for under, over in ((between, second), (first, between)):
        with transaction(session):
            deed = Deed(session, manager, get_case(session, manager, under))
            expose(deed, get_case(session, manager, over).risk.id)
    merged(session, trust, first, second)
    kept, end = id_of(session, trust, second), RiskExposure.strategic_id
    assert ends(session, end, RiskExposure.operational_id, kept) == set()


def test_an_objective_that_goes_over_puts_a_high_score_on_the_framework(
    session: Session, trust: Trust
) -> None:
    first = a_risk(session, trust, objective=an_objective(session, trust))
    second = a_risk(session, trust, consequence=4, likelihood=4)
    assert registers_of(session, second).keys() == {Register.HLRR}
    merged(session, trust, first, second)
    assert registers_of(session, second).keys() == set(Register)


def test_what_cannot_become_one_is_refused(session: Session, trust: Trust) -> None:
    manager = trust.actor()
    risk, over = a_risk(session, trust), a_risk(session, trust)
    draft = a_risk(session, trust, draft=True)
    hidden = a_risk(session, trust, by=manager, visibility=Visibility.RESTRICTED)
    closed(session, trust, over)
    for source, target, words in (
        (risk, risk, "itself"),
        (risk, over, f"{over} is closed, so nothing can be merged into it."),
        (risk, draft, f"{draft} is a draft"),
        (risk, "R-0099", "There is no risk R-0099"),
        (risk, "nonsense", "reference such as R-0042"),
        (hidden, risk, "This risk is restricted"),
    ):
        with pytest.raises(FieldError, match=words) as refused, transaction(session):
            propose_merge(session, manager, source, into(target))
        assert refused.value.field == "into"
    lead = trust.actor(Role.RISK_LEAD)
    with pytest.raises(FieldError, match=f"There is no risk {hidden}"), transaction(session):
        propose_merge(session, lead, risk, into(hidden))


def test_nothing_goes_into_what_was_closed_meanwhile(session: Session, trust: Trust) -> None:
    first, second = a_risk(session, trust), a_risk(session, trust)
    with transaction(session):
        propose_merge(session, trust.actor(Role.RISK_LEAD), first, into(second))
    proposal = the_open(session, DecisionKind.MERGE)
    closed(session, trust, second)
    with pytest.raises(FieldError, match="nothing can be merged"), transaction(session):
        decide_merge(session, trust.actor(), first, proposal.id, YES)
    with transaction(session):
        decide_merge(session, trust.actor(), first, proposal.id, NO)
    query = select(Decision.state).where(col(Decision.id) == proposal.id)
    assert session.exec(query).one() is DecisionState.DECLINED
    assert status_of(session, trust, first) is RiskStatus.OPEN


def test_a_merged_risk_is_read_only_for_ever(session: Session, trust: Trust) -> None:
    first, second = a_risk(session, trust), a_risk(session, trust)
    merged(session, trust, first, second)
    with pytest.raises(FieldError, match="merged cannot be merged"), transaction(session):
        propose_merge(session, trust.actor(), first, into(second))


def test_a_decision_of_another_kind_merges_nothing(session: Session, trust: Trust) -> None:
    first = a_risk(session, trust, consequence=4, likelihood=4)
    waiting = the_open(session, DecisionKind.VALIDATE).id
    with pytest.raises(NotFoundError), transaction(session):
        decide_merge(session, trust.actor(), first, waiting, YES)
