"""What changed between two days, asked of a register that the deeds have made."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import (
    Decide,
    EditRisk,
    MoveMilestone,
    PlaceOnBaf,
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
from riskapp.domain.scoring import ScoreKind
from riskapp.models import Risk
from riskapp.queries.cases import get_case
from riskapp.queries.movement import get_movement
from riskapp.readmodels.movement import Moved, Movement
from riskapp.services.decisions import decide_removal, place_on_baf
from riskapp.services.milestones import move_milestone, set_milestone
from riskapp.services.risks import edit_risk, open_risk, raise_risk
from riskapp.services.transactions import transaction
from tests.factories import (
    TODAY,
    Trust,
    a_milestone,
    a_post,
    a_programme,
    a_risk,
    a_score,
    a_trust,
    an_objective,
    some_details,
)
from tests.queries.statements import counted
from tests.services.lives import accepted, closed, merged
from tests.services.looks import the_open

BEFORE = date(2018, 4, 10)
SINCE = date(2018, 5, 30)
WITHIN = date(2018, 6, 10)
LATER = date(2018, 6, 20)
MOST_STATEMENTS = 8


def the_movement(
    session: Session, trust: Trust, since: date = SINCE, until: date = TODAY, **asked: object
) -> Movement:
    session.rollback()
    return get_movement(session, trust.actor(), since, until, **asked)  # type: ignore[arg-type]


def told(moves: tuple[Moved, ...]) -> list[tuple[str, str]]:
    """Return each change as its reference and its words."""
    return [(_reference(move), move.words) for move in moves]


def _reference(move: Moved) -> str:
    return move.milestone.reference if move.milestone else move.risks[0].reference


def score(
    session: Session,
    trust: Trust,
    reference: str,
    pair: tuple[int, int],
    on: date,
    *,
    why: str = "So.",
) -> None:
    lead = trust.actor(Role.RISK_LEAD, on)
    a_score(session, lead, reference, *pair, reason=why)


def an_old_risk(session: Session, trust: Trust, consequence: int, likelihood: int) -> str:
    by = trust.actor(Role.RISK_LEAD, BEFORE)
    return a_risk(session, trust, consequence=consequence, likelihood=likelihood, by=by)


def test_a_score_moves_in_net_and_every_crossing_on_the_way_is_told(session: Session) -> None:
    trust = a_trust(session)
    up, back, same, down = (an_old_risk(session, trust, 3, 4) for _ in range(4))
    score(session, trust, up, (4, 4), WITHIN, why="Two wards closed.")
    score(session, trust, back, (4, 4), WITHIN, why="Winter.")
    score(session, trust, back, (4, 3), LATER, why="Over again.")
    score(session, trust, same, (4, 3), WITHIN)
    score(session, trust, down, (2, 3), WITHIN)
    found = the_movement(session, trust)
    (went_up,) = found.of_kind(MoveKind.UP)
    assert (went_up.words, went_up.scores) == ("Score up from 12 to 16", (12, 16))
    assert [(step.why, step.by) for step in went_up.steps] == [
        ("Two wards closed.", "The risk-lead")
    ]
    (came_back,) = found.of_kind(MoveKind.BACK)
    assert _reference(came_back) == back
    assert len(came_back.crossings) == 2
    assert [step.why for step in came_back.steps] == ["Winter.", "Over again."]
    assert told(found.of_kind(MoveKind.DOWN)) == [(down, "Score down from 12 to 6")]
    assert not any(_reference(move) == same for move in found.moves)


def test_a_risk_goes_on_a_register_and_comes_off_by_a_decision(session: Session) -> None:
    trust = a_trust(session)
    reference = an_old_risk(session, trust, 4, 4)
    score(session, trust, reference, (2, 4), WITHIN)
    proposal = the_open(session, DecisionKind.REMOVE, Register.HLRR).id
    with transaction(session):
        draft = Decide(agree=True, reason="It has been low for a month.")
        decide_removal(session, trust.actor(today=LATER), reference, proposal, draft)
    entered = the_movement(session, trust, date(2018, 4, 1), SINCE)
    assert told(entered.of_kind(MoveKind.ESCALATED)) == [
        (reference, "Went on the HLRR, by the threshold rule")
    ]
    (off,) = the_movement(session, trust).of_kind(MoveKind.DE_ESCALATED)
    assert (off.words, off.on, off.by) == ("Came off the HLRR", LATER, "The risk-manager")
    assert off.why == "It has been low for a month."
    assert not the_movement(session, trust).of_kind(MoveKind.ESCALATED)


def test_the_boards_own_decision_has_its_reason(session: Session) -> None:
    trust = a_trust(session)
    reference = an_old_risk(session, trust, 2, 2)
    with transaction(session):
        draft = PlaceOnBaf("The Board wants to see it.")
        place_on_baf(session, trust.actor(today=WITHIN), reference, draft)
    (on,) = the_movement(session, trust).of_kind(MoveKind.ESCALATED)
    assert (on.words, on.why) == (
        "Went on the BAF, by the board's decision",
        "The Board wants to see it.",
    )


def test_every_turn_of_a_life_is_told(session: Session) -> None:
    trust = a_trust(session)
    into, away, over, kept = (an_old_risk(session, trust, 3, 4) for _ in range(4))
    merged(session, trust, away, into)
    closed(session, trust, over)
    accepted(session, trust, kept)
    found = the_movement(session, trust)
    assert told(found.of_kind(MoveKind.MERGED)) == [(away, f"Merged into {into}")]
    assert told(found.of_kind(MoveKind.CLOSED)) == [(over, "Closed")]
    assert found.of_kind(MoveKind.CLOSED)[0].why == "Agreed at the executive meeting."
    assert told(found.of_kind(MoveKind.ACCEPTED)) == [
        (kept, "Accepted, up to a score of 12 until 30 September 2018")
    ]


def test_a_risk_is_new_on_the_day_it_is_opened_and_its_first_score_is_told_with_it(
    session: Session,
) -> None:
    trust = a_trust(session)
    lead = trust.actor(Role.RISK_LEAD, WITHIN)
    scored = a_risk(session, trust, consequence=3, likelihood=3, by=lead)
    unscored = a_risk(session, trust, by=lead)
    a_risk(session, trust, by=lead, draft=True)
    opened = a_risk(
        session, trust, consequence=2, likelihood=2, draft=True,
        by=trust.actor(Role.RISK_LEAD, BEFORE),
    )  # fmt: skip
    with transaction(session):
        open_risk(session, lead, opened)
    old = an_old_risk(session, trust, 3, 3)
    first = a_risk(session, trust, by=trust.actor(Role.RISK_LEAD, BEFORE))
    score(session, trust, first, (3, 2), WITHIN)
    found = the_movement(session, trust)
    assert told(found.of_kind(MoveKind.NEW)) == [
        (scored, "New, with a score of 9"),
        (unscored, "New, not scored"),
        (opened, "New, with a score of 4"),
    ]
    assert told(found.of_kind(MoveKind.SCORED)) == [(first, "Scored 6")]
    assert not found.of_risk(get_case(session, trust.actor(), old).risk.id)


def test_a_target_moves_in_score_or_date(session: Session) -> None:
    trust = a_trust(session)
    reference = an_old_risk(session, trust, 3, 4)
    lead = trust.actor(Role.RISK_LEAD, WITHIN)
    a_score(session, lead, reference, 3, 2, kind=ScoreKind.TARGET, reason="By the spring.")
    later = trust.actor(Role.RISK_LEAD, LATER)
    a_score(session, later, reference, 2, 2, kind=ScoreKind.TARGET, reason="Lower.")
    (moved,) = the_movement(session, trust).of_kind(MoveKind.TARGET)
    assert moved.words == "Target from not set to 4 by 31 March 2019"
    assert [(step.before, step.after, step.why) for step in moved.steps] == [
        ("not set", "6 by 31 March 2019", "By the spring."),
        ("6 by 31 March 2019", "4 by 31 March 2019", "Lower."),
    ]


def test_milestones_slip_and_are_done(session: Session) -> None:
    trust = a_trust(session)
    reference = an_old_risk(session, trust, 3, 4)
    risk_id = get_case(session, trust.actor(), reference).risk.id
    action = a_milestone(session, trust, risk_ids=(risk_id,), today=BEFORE)
    step = a_milestone(session, trust, programme=a_programme(session, trust), today=BEFORE)
    for due, version in (("Dec 2018", 1), ("Nov 2018", 2)):
        with transaction(session):
            draft = MoveMilestone(parse_due(due), "The supplier is late.", version)
            move_milestone(session, trust.actor(today=WITHIN), action, draft)
    for status, version in ((MilestoneStatus.DONE, 1),):
        with transaction(session):
            done = SetMilestone(status, "All are in post.", version)
            set_milestone(session, trust.actor(today=LATER), step, done)
    found = the_movement(session, trust)
    (slipped,) = found.of_kind(MoveKind.SLIPPED)
    assert (slipped.words, slipped.why) == (
        "Due date from Sep 2018 to Dec 2018",
        "The supplier is late.",
    )
    assert [risk.reference for risk in slipped.risks] == [reference]
    assert told(found.of_kind(MoveKind.DUE_CHANGED)) == [
        ("M-0001", "Due date from Dec 2018 to Nov 2018")
    ]
    assert told(found.of_kind(MoveKind.DONE)) == [("M-0002", "Done")]
    assert [move.kind for move in found.of_risk(risk_id)] == [
        MoveKind.SLIPPED,
        MoveKind.DUE_CHANGED,
    ]


def test_a_milestone_that_is_open_again_is_not_told_as_done(session: Session) -> None:
    trust = a_trust(session)
    step = a_milestone(session, trust, programme=a_programme(session, trust), today=BEFORE)
    for status, version in ((MilestoneStatus.DONE, 1), (MilestoneStatus.IN_PROGRESS, 2)):
        with transaction(session):
            draft = SetMilestone(status, "So.", version)
            set_milestone(session, trust.actor(today=WITHIN), step, draft)
    assert not the_movement(session, trust).moves


def change_owner(session: Session, trust: Trust, reference: str) -> None:
    post = a_post(session, trust, "Chief Nurse").id
    case = get_case(session, trust.actor(), reference)
    details = replace(some_details(case.says.title, None, Visibility.INTERNAL), owner_post_id=post)
    with transaction(session):
        draft = EditRisk(details, "She leads on it now.", case.risk.version)
        edit_risk(session, trust.actor(today=WITHIN), reference, draft)


def test_an_owner_changes_and_why_is_told_to_who_may_read_the_history(session: Session) -> None:
    trust = a_trust(session)
    reference = an_old_risk(session, trust, 3, 4)
    change_owner(session, trust, reference)
    (changed,) = the_movement(session, trust).of_kind(MoveKind.OWNER)
    assert changed.words == "Owner from nobody to Chief Nurse"
    assert (changed.why, changed.by) == ("She leads on it now.", "The risk-manager")
    viewer = get_movement(session, trust.actor(Role.VIEWER), SINCE, TODAY)
    (shown,) = viewer.of_kind(MoveKind.OWNER)
    assert (shown.words, shown.why, shown.by) == (changed.words, "", "")


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


def test_it_can_be_of_a_register_an_objective_a_committee_or_of_named_risks(
    session: Session,
) -> None:
    trust = a_trust(session)
    objective = an_objective(session, trust)
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
    one = get_case(session, trust.actor(), on_both).risk.id
    statement = sa.select(col(Risk.id)).where(col(Risk.id) == one)
    asked = (
        MovementScope(register=Register.BAF),
        MovementScope(register=Register.HLRR, objective=objective.id),
        [one],
        statement,
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
