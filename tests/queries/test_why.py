"""Why a figure is what it is: the very entry that made it so, as at any day."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import Decide, EditRisk, MoveMilestone
from riskapp.domain.due_periods import parse_due
from riskapp.domain.errors import NotAllowedError
from riskapp.domain.escalation import Register
from riskapp.domain.happenings import Happening
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Role
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.why import About, AboutMilestone
from riskapp.queries.cases import get_case
from riskapp.queries.milestone_history import get_milestone_why
from riskapp.queries.milestones import get_milestone
from riskapp.queries.names import get_risk_name
from riskapp.queries.organisation_history import get_entry
from riskapp.queries.why import get_why
from riskapp.readmodels.why import Why
from riskapp.services.decisions import decide_removal
from riskapp.services.milestones import move_milestone
from riskapp.services.risks import edit_risk
from riskapp.services.transactions import transaction
from tests.factories import (
    Trust,
    a_milestone,
    a_post,
    a_programme,
    a_risk,
    a_score,
    a_trust,
    some_details,
)
from tests.queries.statements import counted
from tests.services.looks import the_open

MAY = date(2018, 5, 1)
JUNE = date(2018, 6, 3)


@pytest.fixture
def trust(session: Session) -> Trust:
    """A trust with a risk scored 9 in May, 16 on 3 June, and 12 for the middle of May since."""
    trust = a_trust(session)
    a_risk(session, trust, consequence=3, likelihood=3, by=trust.actor(Role.RISK_LEAD, MAY))
    lead = trust.actor(Role.RISK_LEAD, JUNE)
    a_score(session, lead, "R-0001", 4, 4, reason="Two more have left.")
    manager = trust.actor()
    a_score(session, manager, "R-0001", 3, 4, effective_on=date(2018, 5, 15), reason="Seen late.")
    return trust


def why(session: Session, trust: Trust, about: About, on: date | None = None) -> Why:
    session.rollback()
    actor = trust.actor()
    return get_why(session, actor, get_risk_name(session, actor, "R-0001").id, about, on)


def made_by(session: Session, trust: Trust, found: Why) -> Happening:
    """The kind of the entry that the answer names, which must be among those listed."""
    assert found.made_by in {line.number for line in found.lines}
    return get_entry(session, trust.actor(), found.made_by or 0).line.kind


def test_the_score_that_stands_is_answered_by_its_own_entry(session: Session, trust: Trust) -> None:
    found = why(session, trust, About.CURRENT)
    assert found.question == "Why is the current score 16?"
    assert found.answer == (
        "The current score is 16 because The risk-lead scored it 4 × 4 on 3 June 2018:"
        " “Two more have left.”"
    )
    assert made_by(session, trust, found) is Happening.SCORED


@pytest.mark.parametrize(
    ("on", "answer"),
    [
        (date(2018, 5, 2), "The current score is 9 because The risk-lead scored it 3 × 3"),
        (
            date(2018, 5, 20),
            (
                "The current score is 12 because The risk-manager scored it 3 × 4 from 15 May 2018,"
                " entered on 30 June 2018: “Seen late.”"
            ),
        ),
        (JUNE, "The current score is 16"),
        (date(2018, 4, 1), "Nobody had given it a current score."),
    ],
)
def test_a_past_day_is_answered_by_what_stood_then(
    session: Session, trust: Trust, on: date, answer: str
) -> None:
    found = why(session, trust, About.CURRENT, on)
    assert found.answer.startswith(answer)
    assert all((line.backdated_to or line.entered_on) <= on for line in found.lines)


def test_scores_of_one_kind_are_not_answered_by_another(session: Session, trust: Trust) -> None:
    a_score(session, trust.actor(), "R-0001", 2, 2, kind=ScoreKind.TARGET, reason="In reach.")
    assert why(session, trust, About.INHERENT).made_by is None
    found = why(session, trust, About.TARGET)
    assert found.answer.startswith("The target score is 4")
    assert [line.kind for line in found.lines] == [Happening.SCORED]


def test_a_target_date_is_answered_by_the_first_score_that_gave_it(
    session: Session, trust: Trust
) -> None:
    for score in (2, 3):
        a_score(session, trust.actor(), "R-0001", score, 2, kind=ScoreKind.TARGET)
    found = why(session, trust, About.TARGET_DATE)
    assert found.question == "Why is the target to be reached by 31 March 2019?"
    assert "with the target score of 4 " in found.answer
    assert found.made_by == min(line.number for line in found.lines)


def test_a_stay_on_a_register_is_answered_by_its_entry_and_the_score_that_led_to_it(
    session: Session, trust: Trust
) -> None:
    found = why(session, trust, About.HLRR)
    assert found.answer == (
        "It has been on the High Level Risk Register since 3 June 2018, by the threshold rule:"
        " its score then was 16. The risk-lead scored it 4 × 4 on 3 June 2018:"
        " “Two more have left.”"
    )
    assert made_by(session, trust, found) is Happening.PLACED
    assert {line.kind for line in found.lines} == {Happening.PLACED, Happening.SCORED}
    assert "Nothing has put it there" in why(session, trust, About.HLRR, MAY).answer
    assert why(session, trust, About.BAF).made_by is None


def test_a_risk_taken_off_is_answered_by_who_decided_it(session: Session, trust: Trust) -> None:
    a_score(session, trust.actor(Role.RISK_LEAD), "R-0001", 2, 2)
    decision = the_open(session, DecisionKind.REMOVE, Register.HLRR).id
    with transaction(session):
        draft = Decide(agree=True, reason="It has passed.")
        decide_removal(session, trust.actor(), "R-0001", decision, draft)
    found = why(session, trust, About.HLRR)
    assert found.question == "Why is it not on the HLRR?"
    assert found.answer.endswith("The risk-manager took it off on 30 June 2018: “It has passed.”")
    assert made_by(session, trust, found) is Happening.TAKEN_OFF


def test_an_owner_is_answered_by_who_named_the_post(session: Session, trust: Trust) -> None:
    assert why(session, trust, About.OWNER).question == "Why is there no owner?"
    post = a_post(session, trust, "Matron")
    version = get_case(session, trust.actor(), "R-0001").risk.version
    session.rollback()
    details = replace(
        some_details("Too few community nurses", None, Visibility.INTERNAL), owner_post_id=post.id
    )
    with transaction(session):
        edit_risk(session, trust.actor(), "R-0001", EditRisk(details, "She leads it.", version))
    found = why(session, trust, About.OWNER)
    assert found.answer == (
        "The owner is Matron because The risk-manager changed it on 30 June 2018: “She leads it.”"
    )
    assert made_by(session, trust, found) is Happening.RISK_EDITED
    assert why(session, trust, About.OWNER, JUNE).answer.startswith("No owner is stated")


def test_a_due_date_is_answered_by_its_last_move(session: Session, trust: Trust) -> None:
    milestone = a_milestone(session, trust, programme=a_programme(session, trust), today=MAY)
    with transaction(session):
        draft = MoveMilestone(parse_due("Dec 2018"), "The supplier is late.", 1)
        move_milestone(session, trust.actor(), milestone, draft)
    session.rollback()
    actor = trust.actor()
    row = get_milestone(session, actor, "M-0001")
    found = get_milestone_why(session, actor, row, AboutMilestone.DUE)
    assert found.answer.startswith("It is due Dec 2018 because The risk-manager moved it")
    assert [line.kind for line in found.lines] == [
        Happening.MILESTONE_MOVED,
        Happening.MILESTONE_ADDED,
    ]
    then = get_milestone(session, actor, "M-0001", JUNE)
    earlier = get_milestone_why(session, actor, then, AboutMilestone.DUE, JUNE)
    assert earlier.answer == "It is due Sep 2018, as The risk-manager added it on 1 May 2018."


def test_it_takes_few_statements_and_the_right_to_read_history(
    session: Session, trust: Trust
) -> None:
    session.rollback()
    actor = trust.actor()
    risk_id = get_risk_name(session, actor, "R-0001").id
    for about in About:
        with counted(session) as sent:
            get_why(session, actor, risk_id, about)
        assert len(sent) <= 2, about
    with pytest.raises(NotAllowedError):
        get_why(session, trust.actor(Role.VIEWER), risk_id, About.CURRENT)
