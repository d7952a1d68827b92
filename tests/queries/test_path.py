"""The path to target as a risk's page has it."""

from datetime import date

import pytest
from sqlmodel import Session

from riskapp.domain.controls import ChangeControl, ControlDetails, RetireControl
from riskapp.domain.domains import Domain
from riskapp.domain.drafts import ScoreRisk, SetMilestone
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.path import FlagKind
from riskapp.domain.permissions import Role
from riskapp.domain.scoring import Consequence, Likelihood, ScoreKind
from riskapp.queries.cases import get_case, get_positions
from riskapp.queries.risk_page import get_risk_page
from riskapp.readmodels.path import PathShown
from riskapp.services.controls import change_control, retire_control
from riskapp.services.milestones import set_milestone
from riskapp.services.scores import score_risk
from riskapp.services.transactions import transaction
from tests.assurances import a_control
from tests.factories import TODAY, Trust, a_milestone, a_risk, a_score, a_trust

JAN, FEBRUARY, MARCH, MAY = (date(2018, month, 7) for month in (1, 2, 3, 5))


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


def aim_at(
    session: Session, trust: Trust, reference: str, *, day: date, by: date, why: str
) -> None:
    """Set the target score, 6, with its date, on a day."""
    actor = trust.actor(Role.RISK_LEAD, day)
    held = get_positions(session, get_case(session, actor, reference)).get(ScoreKind.TARGET)
    session.rollback()
    consequences = {Domain.SAFETY: Consequence(3)}
    seen = held.assessment_id if held else None
    draft = ScoreRisk(ScoreKind.TARGET, consequences, Likelihood(2), why, seen, target_on=by)
    with transaction(session):
        score_risk(session, actor, reference, draft)


def path_of(session: Session, trust: Trust, reference: str, on: date | None = None) -> PathShown:
    session.rollback()
    path = get_risk_page(session, trust.actor(), reference, on=on).path
    assert path is not None
    return path


def test_every_move_of_the_target_date_is_kept_with_who_and_why(
    session: Session, trust: Trust
) -> None:
    reference = a_risk(session, trust, by=trust.actor(Role.RISK_LEAD, JAN))
    first, second, third = date(2018, 6, 1), date(2018, 9, 30), date(2019, 3, 31)
    aim_at(session, trust, reference, day=JAN, by=first, why="By the summer.")
    aim_at(session, trust, reference, day=MARCH, by=second, why="The supplier is late.")
    aim_at(session, trust, reference, day=MAY, by=third, why="Later still.")
    path = path_of(session, trust, reference)
    assert path.words == "No milestone mitigates it; target date moved twice."
    assert [(move.on, move.before, move.after, move.why) for move in path.moves] == [
        (MARCH, first, second, "The supplier is late."),
        (MAY, second, third, "Later still."),
    ]
    assert path.moves[0].by == "The risk-lead"
    then = path_of(session, trust, reference, MARCH)
    assert (then.on, len(then.moves)) == (MARCH, 1)


def test_milestones_done_carry_the_score_and_nothing_else_does(
    session: Session, trust: Trust
) -> None:
    reference = a_risk(session, trust, by=trust.actor(Role.RISK_LEAD, JAN))
    lead = trust.actor(Role.RISK_LEAD, JAN)
    a_score(session, lead, reference, 4, 4)
    risk_id = get_case(session, lead, reference).risk.id
    session.rollback()
    milestone = a_milestone(session, trust, "Apr 2018", risk_ids=(risk_id,), today=JAN)
    a_score(session, trust.actor(Role.RISK_LEAD, MARCH), reference, 4, 3)
    kinds = [flag.kind for flag in path_of(session, trust, reference).flags]
    assert kinds == [FlagKind.FELL_UNEARNED]
    with transaction(session):
        done = SetMilestone(MilestoneStatus.DONE, "All six have started.", 1)
        set_milestone(session, trust.actor(today=MAY), milestone, done)
    a_score(session, trust.actor(Role.RISK_LEAD, MAY), reference, 4, 2)
    assert path_of(session, trust, reference).flags == ()
    then = path_of(session, trust, reference, MARCH)
    assert [flag.kind for flag in then.flags] == [FlagKind.FELL_UNEARNED]
    assert then.words == "The one milestone is open; no target score is set."
    assert TODAY > MAY


def test_a_control_that_was_added_earns_a_fall_even_if_it_was_retired_since(
    session: Session, trust: Trust
) -> None:
    reference = a_risk(session, trust, by=trust.actor(Role.RISK_LEAD, JAN))
    a_score(session, trust.actor(Role.RISK_LEAD, JAN), reference, 4, 4)
    control = a_control(session, trust.actor(Role.RISK_LEAD, FEBRUARY), reference)
    with transaction(session):
        change = ChangeControl(ControlDetails("Daily rota review"), "Every day.", 1)
        change_control(session, trust.actor(today=MAY), reference, control, change)
    a_score(session, trust.actor(Role.RISK_LEAD, MARCH), reference, 4, 3)
    with transaction(session):
        retire_control(session, trust.actor(), reference, control, RetireControl("Not needed.", 2))
    assert path_of(session, trust, reference).flags == ()
    a_score(session, trust.actor(Role.RISK_LEAD), reference, 4, 2)
    kinds = [flag.kind for flag in path_of(session, trust, reference).flags]
    assert kinds == [FlagKind.FELL_UNEARNED], "a control that was only changed was not added"
