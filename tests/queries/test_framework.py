"""The HLRR, the BAF and the heat map on a real database."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlmodel import Session

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import Decide
from riskapp.domain.escalation import Entered, Register
from riskapp.domain.filters import RegisterFilters
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Role
from riskapp.queries.cases import get_case, get_standing
from riskapp.queries.framework import framework, high_level
from riskapp.queries.heat_map import heat_map
from riskapp.queries.register import list_register
from riskapp.services.decisions import decide_closing, propose_closing, validate_score
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_risk, a_score, a_trust, a_unit, an_objective
from tests.queries.many import multiply
from tests.queries.statements import counted

LATER = TODAY + timedelta(days=30)


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


def decision_of(session: Session, trust: Trust, reference: str, kind: DecisionKind) -> UUID:
    """Return the id of the decision of that kind at hand."""
    case = get_case(session, trust.actor(), reference)
    decision = get_standing(session, case).open(kind)
    assert decision is not None
    return decision.id


def test_the_hlrr_has_the_highest_first_and_counts_what_waits(
    session: Session, trust: Trust
) -> None:
    a_risk(session, trust, title="Fifteen", consequence=5, likelihood=3)
    a_risk(session, trust, title="Twelve", consequence=4, likelihood=3)
    twenty = a_risk(session, trust, title="Twenty", consequence=5, likelihood=4)
    found = high_level(session, trust.actor())
    assert [row.title for row in found.rows] == ["Twenty", "Fifteen"]
    assert (found.awaiting_validation, found.questions_open, found.removals_proposed) == (2, 2, 0)
    held = found.rows[0].standing_on(Register.HLRR)
    assert held is not None
    assert (held.since, held.entered, held.opening_score) == (TODAY, Entered.THRESHOLD, 20)
    with transaction(session):
        which = decision_of(session, trust, twenty, DecisionKind.VALIDATE)
        validate_score(session, trust.actor(), twenty, which, Decide(agree=True, reason="Agreed."))
    assert high_level(session, trust.actor()).awaiting_validation == 1


def test_a_fall_proposes_a_removal_and_takes_nothing_off(session: Session, trust: Trust) -> None:
    reference = a_risk(session, trust, consequence=5, likelihood=4)
    a_score(session, trust.actor(today=LATER), reference, 2, 2)
    found = high_level(session, trust.actor())
    assert found.removals_proposed == 1
    assert found.rows[0].current is not None
    assert found.rows[0].current.value == 4
    then = high_level(session, trust.actor(), TODAY)
    assert then.removals_proposed == 0
    assert then.rows[0].current is not None
    assert then.rows[0].current.value == 20


def test_a_day_later_than_a_validation_still_knows_that_the_score_had_waited(
    session: Session, trust: Trust
) -> None:
    reference = a_risk(session, trust, consequence=5, likelihood=4)
    with transaction(session):
        which = decision_of(session, trust, reference, DecisionKind.VALIDATE)
        executive = trust.actor(Role.EXECUTIVE, LATER)
        validate_score(session, executive, reference, which, Decide(agree=True, reason="Agreed."))
    assert high_level(session, trust.actor()).awaiting_validation == 0
    then = high_level(session, trust.actor(), TODAY)
    assert then.awaiting_validation == 1
    held = then.rows[0].standing_on(Register.HLRR)
    assert held is not None
    assert held.awaiting_validation


def test_the_framework_is_by_objective_and_the_unstated_come_last(
    session: Session, trust: Trust
) -> None:
    first, second = an_objective(session, trust, "1"), an_objective(session, trust, "2")
    an_objective(session, trust, "3")
    a_risk(session, trust, title="Second", consequence=4, likelihood=4, objective=second)
    a_risk(session, trust, title="First", consequence=5, likelihood=4, objective=first)
    a_risk(session, trust, title="Not on it", consequence=5, likelihood=4)
    found = framework(session, trust.actor())
    numbers = [group.objective.number if group.objective else "" for group in found.groups]
    assert numbers == ["1", "2"]
    assert [row.title for group in found.groups for row in group.rows] == ["First", "Second"]
    assert (found.risks, found.awaiting_validation) == (2, 2)
    assert found.groups[0].executive == "post not stated"
    assert framework(session, trust.actor(), TODAY) == found
    assert framework(session, trust.actor(), TODAY - timedelta(days=1)).groups == ()


def test_nobody_sees_on_these_lists_what_the_register_hides(session: Session, trust: Trust) -> None:
    unit, objective = a_unit(session, trust), an_objective(session, trust)
    other = a_trust(session, "other")
    a_risk(session, other, title="Theirs", consequence=5, likelihood=5)
    a_risk(
        session, trust, title="Named", consequence=5, likelihood=5, objective=objective,
        visibility=Visibility.RESTRICTED, by=trust.actor(),
    )  # fmt: skip
    a_risk(session, trust, title="Here", consequence=4, likelihood=5, unit=unit)
    seen = {
        trust.actor(Role.VIEWER): (["Here"], 0, 1),
        trust.actor(Role.AUDITOR): (["Named", "Here"], 1, 2),
        trust.lead_of(unit.id): (["Here"], 0, 1),
        trust.actor(Role.REPORTER): ([], 0, 0),
    }
    for actor, (titles, on_baf, plotted) in seen.items():
        for on in (None, TODAY):
            assert [row.title for row in high_level(session, actor, on).rows] == titles
            assert framework(session, actor, on).risks == on_baf
            assert heat_map(session, actor, None, on).plotted == plotted
            assert heat_map(session, actor, Register.HLRR, on).plotted == plotted


def test_every_cell_counts_what_the_register_lists_for_it(session: Session, trust: Trust) -> None:
    for consequence, likelihood in ((5, 4), (5, 4), (3, 3), (1, 1)):
        a_risk(session, trust, consequence=consequence, likelihood=likelihood)
    a_risk(session, trust, draft=True)
    closed = a_risk(session, trust, consequence=3, likelihood=3)
    _close(session, trust, closed)
    for register in (None, *Register):
        for on in (None, TODAY):
            found = heat_map(session, trust.actor(), register, on)
            for cell in (cell for row in found.rows for cell in row):
                asked = RegisterFilters(
                    register=register, consequence=cell.consequence, likelihood=cell.likelihood
                )
                assert list_register(session, trust.actor(), asked, on=on).total == cell.count
            beside = RegisterFilters(register=register, unplottable=True)
            assert list_register(session, trust.actor(), beside, on=on).total == found.unplottable
    assert heat_map(session, trust.actor()).plotted == 4


def test_the_heat_map_as_at_a_day_counts_what_was_live_on_it(
    session: Session, trust: Trust
) -> None:
    gone, stays = (a_risk(session, trust, consequence=3, likelihood=3) for _ in range(2))
    _close(session, trust, gone, LATER)
    before = TODAY - timedelta(days=1)
    a_score(session, trust.actor(Role.RISK_LEAD), stays, 4, 4, effective_on=before)
    for role in (Role.RISK_MANAGER, Role.VIEWER):
        actor = trust.actor(role, LATER)
        found = [heat_map(session, actor, None, on) for on in (before, TODAY, LATER, None)]
        assert [heat.plotted for heat in found] == [0, 2, 1, 1]
        assert [heat.unplottable for heat in found] == [0, 0, 0, 0]


def test_statements_do_not_grow_with_the_risks(session: Session, trust: Trust) -> None:
    objective = an_objective(session, trust)
    reference = a_risk(session, trust, consequence=4, likelihood=4, objective=objective)
    taken: list[list[int]] = []
    for more in (9, 490):
        multiply(session, trust, reference, more)
        taken.append(
            [_statements(session, trust, ask) for ask in (high_level, framework, heat_map)]
        )
    assert high_level(session, trust.actor()).awaiting_validation == 500
    assert all(later <= first <= 8 for first, later in zip(*taken, strict=True))


def _statements(session: Session, trust: Trust, ask: object) -> int:
    with counted(session) as sent:
        ask(session, trust.actor())  # type: ignore[operator]
    return len(sent)


def _close(session: Session, trust: Trust, reference: str, day: date = TODAY) -> None:
    with transaction(session):
        propose_closing(session, trust.actor(Role.RISK_LEAD, day), reference, "It is gone.")
    which = decision_of(session, trust, reference, DecisionKind.CLOSE)
    with transaction(session):
        agreed = Decide(agree=True, reason="Agreed.")
        decide_closing(session, trust.actor(today=day), reference, which, agreed)
