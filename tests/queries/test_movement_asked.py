"""What changed of which risks, as known when, and for whose eyes."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.drafts import (
    MoveMilestone,
    RaiseRisk,
    SetMilestone,
)
from riskapp.domain.due_periods import parse_due
from riskapp.domain.errors import UnfitError
from riskapp.domain.escalation import Register
from riskapp.domain.filters import MovementScope
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.movement import MoveKind
from riskapp.domain.permissions import Role
from riskapp.models import Objective, Risk
from riskapp.queries.cases import get_case
from riskapp.queries.movement import get_movement
from riskapp.readmodels.movement import Moved
from riskapp.services.milestones import move_milestone, set_milestone
from riskapp.services.risks import raise_risk
from riskapp.services.transactions import transaction
from tests.factories import (
    TODAY,
    Trust,
    a_milestone,
    a_risk,
    a_score,
    a_trust,
    an_objective,
    some_details,
)
from tests.queries.moves import (
    BEFORE,
    LATER,
    MOST_STATEMENTS,
    SINCE,
    WITHIN,
    an_old_risk,
    change_owner,
    score,
    the_movement,
    told,
)
from tests.queries.statements import counted


def test_what_is_backdated_says_when_it_was_entered_and_was_not_known_before(
    session: Session,
) -> None:
    trust = a_trust(session)
    reference = an_old_risk(session, trust, 3, 4)
    lead = trust.actor(Role.RISK_LEAD, LATER)
    a_score(session, lead, reference, 4, 4, effective_on=WITHIN, reason="Found out late.")
    with transaction(session):
        details = some_details("Raised late", None, Visibility.INTERNAL)
        raise_risk(session, lead, RaiseRisk(details, opened_on=WITHIN))
    between = WITHIN + timedelta(days=2)
    now = the_movement(session, trust, until=between)
    assert told(now.moves) == [
        (reference, "Went on the HLRR, by the threshold rule"),
        ("R-0002", "New, not scored"),
        (reference, "Score up from 12 to 16"),
    ]
    steps = [step.entered_later for move in now.moves for step in move.steps]
    assert [move.entered_later for move in now.moves if not move.steps] + steps == [LATER] * 3
    assert the_movement(session, trust, until=between, known_on=between).moves == ()
    known = the_movement(session, trust, until=between, known_on=LATER)
    assert known.moves == now.moves
    hlrr = MovementScope(register=Register.HLRR)
    then = the_movement(session, trust, until=between, known_on=between, risks=hlrr)
    assert then.moves == ()


def test_what_was_known_by_a_day_says_nothing_of_later_days(session: Session) -> None:
    trust = a_trust(session)
    with pytest.raises(UnfitError, match="nothing of later days"):
        the_movement(session, trust, known_on=LATER)


def two_that_move(session: Session, trust: Trust, objective: Objective) -> tuple[str, str]:
    """One risk of both registers and an objective, one of neither; each with an action done."""
    by = trust.actor(Role.RISK_LEAD, BEFORE)
    on_both = a_risk(session, trust, consequence=4, likelihood=4, by=by, objective=objective)
    other = an_old_risk(session, trust, 3, 4)
    for reference in (on_both, other):
        risk_id = get_case(session, trust.actor(), reference).risk.id
        milestone = a_milestone(session, trust, risk_ids=(risk_id,), today=BEFORE)
        score(session, trust, reference, (2, 2), WITHIN)
        with transaction(session):
            done = SetMilestone(MilestoneStatus.DONE, "Done.", 1)
            set_milestone(session, trust.actor(today=WITHIN), milestone, done)
    return on_both, other


def test_it_can_be_of_a_register_an_objective_a_committee_or_of_named_risks(
    session: Session,
) -> None:
    trust = a_trust(session)
    objective = an_objective(session, trust)
    on_both, _ = two_that_move(session, trust, objective)
    one = get_case(session, trust.actor(), on_both).risk.id
    asked = (
        MovementScope(register=Register.BAF),
        MovementScope(register=Register.HLRR, objective=objective.id),
        [one],
        sa.select(col(Risk.id)).where(col(Risk.id) == one),
    )
    for risks in asked:
        found = the_movement(session, trust, risks=risks)
        assert [move.kind for move in found.moves] == [MoveKind.DOWN, MoveKind.DONE]
        assert {_risk(move) for move in found.moves} == {on_both}
    assert not the_movement(session, trust, risks=MovementScope(committee=one)).moves
    assert len(the_movement(session, trust, risks=MovementScope()).moves) == 4


def _risk(move: Moved) -> str:
    return move.risks[0].reference


def test_what_is_hidden_is_in_nobodys_report(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    hidden = Visibility.RESTRICTED
    manager = trust.actor()
    secret = a_risk(session, trust, consequence=4, likelihood=4, visibility=hidden, by=manager)
    kept = a_risk(session, trust, consequence=4, likelihood=4)
    risk_id = get_case(session, manager, secret).risk.id
    milestone = a_milestone(session, trust, risk_ids=(risk_id,))
    with transaction(session):
        set_milestone(session, manager, milestone, SetMilestone(MilestoneStatus.DONE, "Done.", 1))
    viewer = get_movement(session, trust.actor(Role.VIEWER), SINCE, TODAY)
    assert {risk.reference for move in viewer.moves for risk in move.risks} == {kept}
    assert get_movement(session, other.actor(), SINCE, TODAY).moves == ()
    assert len(the_movement(session, trust).of_risk(risk_id)) == 3


def test_it_takes_as_many_statements_for_many_risks_as_for_one(session: Session) -> None:
    trust = a_trust(session)
    sent: list[tuple[int, int]] = []
    for more in (1, 6):
        for _ in range(more):
            reference = an_old_risk(session, trust, 3, 4)
            risk_id = get_case(session, trust.actor(), reference).risk.id
            milestone = a_milestone(session, trust, risk_ids=(risk_id,), today=BEFORE)
            with transaction(session):
                draft = MoveMilestone(parse_due("Dec 2018"), "Late.", 1)
                move_milestone(session, trust.actor(today=WITHIN), milestone, draft)
            score(session, trust, reference, (4, 4), WITHIN)
            change_owner(session, trust, reference)
        session.rollback()
        with counted(session) as statements:
            found = get_movement(session, trust.actor(), SINCE, TODAY)
        sent.append((len(statements), len(found.moves)))
    (few, moves), (many, more_moves) = sent
    assert (moves, more_moves) == (4, 28)
    assert few == many <= MOST_STATEMENTS


def test_a_quiet_month_has_nothing_to_tell(session: Session) -> None:
    trust = a_trust(session)
    an_old_risk(session, trust, 4, 4)
    found = the_movement(session, trust)
    assert (found.moves, found.counts, found.total) == ((), {}, "no changes")
