"""What changed between two days, asked of a register that the deeds have made."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import (
    Decide,
    MoveMilestone,
    PlaceOnBaf,
    SetMilestone,
)
from riskapp.domain.due_periods import parse_due
from riskapp.domain.escalation import Register
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.movement import MoveKind
from riskapp.domain.permissions import Role
from riskapp.domain.scoring import ScoreKind
from riskapp.queries.cases import get_case
from riskapp.queries.movement import get_movement
from riskapp.services.decisions import decide_removal, place_on_baf
from riskapp.services.milestones import move_milestone, set_milestone
from riskapp.services.risks import open_risk
from riskapp.services.transactions import transaction
from tests.factories import (
    TODAY,
    Trust,
    a_milestone,
    a_programme,
    a_risk,
    a_score,
    a_trust,
)
from tests.queries.moves import (
    BEFORE,
    LATER,
    SINCE,
    WITHIN,
    an_old_risk,
    change_owner,
    reference_of,
    score,
    the_movement,
    told,
)
from tests.services.lives import accepted, closed, merged
from tests.services.looks import the_open


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
    assert reference_of(came_back) == back
    assert len(came_back.crossings) == 2
    assert [step.why for step in came_back.steps] == ["Winter.", "Over again."]
    assert told(found.of_kind(MoveKind.DOWN)) == [(down, "Score down from 12 to 6")]
    assert not any(reference_of(move) == same for move in found.moves)


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


def test_milestones_slip(session: Session) -> None:
    trust = a_trust(session)
    reference = an_old_risk(session, trust, 3, 4)
    risk_id = get_case(session, trust.actor(), reference).risk.id
    action = a_milestone(session, trust, risk_ids=(risk_id,), today=BEFORE)
    for due, version in (("Dec 2018", 1), ("Nov 2018", 2)):
        with transaction(session):
            draft = MoveMilestone(parse_due(due), "The supplier is late.", version)
            move_milestone(session, trust.actor(today=WITHIN), action, draft)
    found = the_movement(session, trust)
    slipped, sooner = found.of_risk(risk_id)
    assert (slipped.kind, slipped.words, slipped.why) == (
        MoveKind.SLIPPED,
        "Due date from Sep 2018 to Dec 2018",
        "The supplier is late.",
    )
    assert [risk.reference for risk in slipped.risks] == [reference]
    assert (sooner.kind, sooner.words) == (
        MoveKind.DUE_CHANGED,
        "Due date from Dec 2018 to Nov 2018",
    )


def set_status(
    session: Session, trust: Trust, id_: UUID, status: MilestoneStatus, seen: int
) -> None:
    with transaction(session):
        draft = SetMilestone(status, "All are in post.", seen)
        set_milestone(session, trust.actor(today=WITHIN), id_, draft)


def test_a_milestone_done_is_told_until_it_is_open_again(session: Session) -> None:
    trust = a_trust(session)
    step = a_milestone(session, trust, programme=a_programme(session, trust), today=BEFORE)
    set_status(session, trust, step, MilestoneStatus.DONE, 1)
    assert told(the_movement(session, trust).moves) == [("M-0001", "Done")]
    set_status(session, trust, step, MilestoneStatus.IN_PROGRESS, 2)
    assert not the_movement(session, trust).moves


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
