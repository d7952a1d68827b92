"""What the quality checks find in a real database, now and as at a day."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.assurance import Line
from riskapp.domain.controls import GapKind
from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import Decide, PlaceOnBaf
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.permissions import Role
from riskapp.domain.scoring import ScoreKind
from riskapp.models import (
    ControlVersion,
    Gap,
    GapMilestone,
    Milestone,
    Review,
)
from riskapp.services.decisions import place_on_baf, propose_closing, validate_score
from riskapp.services.reviews import review_risk
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_milestone, a_risk, a_score, a_trust, an_objective
from tests.queries.quality_rows import (
    a_control,
    a_post,
    add,
    an_assurance,
    failing,
    id_of,
    let_it_say,
)
from tests.services.looks import the_open

NEW = {"no-owner", "no-target", "no-action"}
"""What is owed of a risk that was raised with a score below the threshold."""


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


def test_a_new_risk_owes_an_owner_a_target_and_an_action(session: Session, trust: Trust) -> None:
    assert failing(session, trust, a_risk(session, trust, consequence=3, likelihood=3)) == NEW
    assert failing(session, trust, a_risk(session, trust)) == NEW - {"no-action"} | {"not-scored"}


def test_what_is_done_about_a_risk_is_owed_no_more(session: Session, trust: Trust) -> None:
    reference = a_risk(session, trust, consequence=3, likelihood=3)
    lead = trust.actor(Role.RISK_LEAD)
    a_score(session, lead, reference, 2, 2, kind=ScoreKind.TARGET)
    assert failing(session, trust, reference) == {"no-owner", "no-action"}
    a_milestone(session, trust, risk_ids=(id_of(session, reference),))
    assert failing(session, trust, reference) == {"no-owner"}
    post = a_post(session, trust, until=TODAY + timedelta(days=1))
    let_it_say(session, reference, owner_post_id=post)
    assert failing(session, trust, reference) == set()
    assert failing(session, trust, reference, TODAY) == set()


@pytest.mark.parametrize(
    ("until", "vacant"), [(None, True), (TODAY, True), (TODAY + timedelta(days=1), False)]
)
def test_a_post_that_nobody_holds_is_vacant(
    session: Session, trust: Trust, until: date | None, vacant: bool
) -> None:
    reference = a_risk(session, trust, consequence=3, likelihood=3)
    let_it_say(session, reference, owner_post_id=a_post(session, trust, until))
    for on in (None, TODAY):
        assert ("owner-vacant" in failing(session, trust, reference, on)) is vacant


def test_what_waits_to_be_decided_is_owed_until_it_is(session: Session, trust: Trust) -> None:
    earlier = trust.actor(Role.RISK_LEAD, TODAY - timedelta(days=1))
    reference = a_risk(session, trust, consequence=5, likelihood=4, by=earlier)
    with transaction(session):
        propose_closing(session, trust.actor(Role.RISK_LEAD), reference, "It is gone.")
    waits = {"awaits-validation", "question-open", "no-executive"}
    assert failing(session, trust, reference) == NEW | waits | {"decision-open"}
    validation = the_open(session, DecisionKind.VALIDATE).id
    with transaction(session):
        validate_score(session, trust.actor(), reference, validation, Decide(True, "Agreed."))
    assert "awaits-validation" not in failing(session, trust, reference)
    assert failing(session, trust, reference, earlier.today) == NEW | waits
    a_score(session, trust.actor(Role.RISK_LEAD), reference, 2, 2)
    assert "removal-proposed" in failing(session, trust, reference)


def test_a_risk_on_the_baf_owes_an_objective_an_open_milestone_and_assurance(
    session: Session, trust: Trust
) -> None:
    reference = a_risk(session, trust, consequence=3, likelihood=3)
    with transaction(session):
        place_on_baf(session, trust.actor(), reference, PlaceOnBaf("The Board asked."))
    baf = {"baf-no-objective", "baf-no-action", "baf-first-line-only", "no-executive"}
    assert failing(session, trust, reference) == NEW - {"no-action"} | baf
    milestone = a_milestone(session, trust, risk_ids=(id_of(session, reference),))
    assert "baf-no-action" not in failing(session, trust, reference)
    with transaction(session):
        session.get_one(Milestone, (trust.organisation.id, milestone)).status = MilestoneStatus.DONE
    assert "baf-no-action" in failing(session, trust, reference)


@pytest.mark.parametrize(
    ("more", "assured"),
    [
        ({}, True),
        ({"line": Line.SECOND}, True),
        ({"line": Line.EXTERNAL, "expires_on": TODAY}, True),
        ({"line": Line.FIRST}, False),
        ({"expires_on": TODAY - timedelta(days=1)}, False),
        ({"withdrawn_on": TODAY}, False),
        ({"received_on": TODAY + timedelta(days=1)}, False),
    ],
)
def test_an_upper_assurance_counts_while_it_holds(
    session: Session, trust: Trust, more: dict[str, Any], assured: bool
) -> None:
    objective = an_objective(session, trust)
    reference = a_risk(session, trust, consequence=4, likelihood=4, objective=objective)
    add(session, trust, an_assurance(trust, id_of(session, reference), **more))
    for on in (None, TODAY):
        assert ("baf-first-line-only" in failing(session, trust, reference, on)) is not assured


def test_every_control_owes_an_assurance_of_its_own(session: Session, trust: Trust) -> None:
    reference = a_risk(session, trust, consequence=3, likelihood=3)
    risk_id = id_of(session, reference)
    first, second = UUID(int=1), UUID(int=2)
    add(session, trust, *a_control(trust, risk_id, first), an_assurance(trust, risk_id))
    assert "control-no-assurance" in failing(session, trust, reference)
    add(session, trust, an_assurance(trust, risk_id, control_id=first, line=Line.FIRST))
    assert "control-no-assurance" not in failing(session, trust, reference)
    add(session, trust, *a_control(trust, risk_id, second))
    assert "control-no-assurance" in failing(session, trust, reference)
    with transaction(session):
        held = select(ControlVersion).where(col(ControlVersion.control_id) == second)
        session.exec(held).one().until_on = TODAY + timedelta(days=1)
    assert "control-no-assurance" not in failing(session, trust, reference)
    assert "control-no-assurance" in failing(session, trust, reference, TODAY)


@pytest.mark.parametrize(
    ("status", "planned"),
    [(MilestoneStatus.NOT_STARTED, True), (MilestoneStatus.CANCELLED, False)],
)
def test_a_gap_owes_a_milestone_that_is_not_cancelled(
    session: Session, trust: Trust, status: MilestoneStatus, planned: bool
) -> None:
    reference = a_risk(session, trust, consequence=3, likelihood=3)
    gap = {
        "id": UUID(int=3),
        "risk_id": id_of(session, reference),
        "kind": GapKind.CONTROL,
        "words": "No cover at night",
        "from_on": TODAY,
        "by_id": trust.people[Role.RISK_LEAD].id,
    }
    add(session, trust, (Gap, gap))
    assert "gap-no-milestone" in failing(session, trust, reference)
    milestone = a_milestone(session, trust)
    linked = {"gap_id": gap["id"], "milestone_id": milestone, "from_on": TODAY}
    add(session, trust, (GapMilestone, linked))
    with transaction(session):
        session.get_one(Milestone, (trust.organisation.id, milestone)).status = status
    assert ("gap-no-milestone" not in failing(session, trust, reference)) is planned


def test_a_review_is_a_look_and_six_without_a_change_are_too_many(
    session: Session, trust: Trust
) -> None:
    opened = trust.actor(Role.RISK_LEAD, TODAY - timedelta(days=200))
    reference = a_risk(session, trust, consequence=4, likelihood=4, by=opened)
    assert "not-reviewed" in failing(session, trust, reference)
    for days in range(6, 0, -1):
        reviewer = trust.actor(Role.RISK_LEAD, TODAY - timedelta(days=days))
        with transaction(session):
            review_risk(session, reviewer, reference, "As it was.")
        assert ("same-again" in failing(session, trust, reference)) is (days == 1)
    assert "not-reviewed" not in failing(session, trust, reference)
    before = TODAY - timedelta(days=2)
    assert "same-again" not in failing(session, trust, reference, before)
    assert "not-reviewed" in failing(session, trust, reference, TODAY - timedelta(days=7))
    _with_another_outcome(session, trust, reference, TODAY - timedelta(days=4))
    assert "same-again" not in failing(session, trust, reference)


def _with_another_outcome(session: Session, trust: Trust, reference: str, on: date) -> None:
    by = trust.people[Role.RISK_LEAD].id
    fields = {"risk_id": id_of(session, reference), "reviewed_on": on, "by_id": by}
    add(session, trust, (Review, fields | {"outcome": "changed"}))


def test_a_restriction_owes_a_day_on_which_it_is_asked_again(
    session: Session, trust: Trust
) -> None:
    reference = a_risk(session, trust, visibility=Visibility.RESTRICTED, by=trust.actor())
    assert "restricted-for-ever" in failing(session, trust, reference)
    let_it_say(session, reference, visibility_review_on=TODAY)
    assert "restricted-for-ever" not in failing(session, trust, reference)
