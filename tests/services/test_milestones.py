"""Milestones: moved, marked and never quietly changed."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.drafts import AddMilestone, MoveMilestone, SetMilestone
from riskapp.domain.due_periods import parse_due
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.permissions import Role
from riskapp.models import Milestone, MilestoneDue
from riskapp.queries.cases import get_case
from riskapp.services.milestones import add_milestone, move_milestone, set_milestone
from riskapp.services.transactions import transaction
from tests.factories import TODAY, a_milestone, a_programme, a_risk, a_trust


def moving(due: str, version: int = 1) -> MoveMilestone:
    return MoveMilestone(parse_due(due), "The supplier is late.", version)


def test_moving_keeps_the_earlier_due_period_and_counts_the_slip(session: Session) -> None:
    trust = a_trust(session)
    early, late = date(2018, 5, 1), date(2018, 6, 1)
    milestone = a_milestone(
        session, trust, "Sep 2018", programme=a_programme(session, trust), today=early
    )
    with transaction(session):
        move_milestone(session, trust.actor(today=late), milestone, moving("Q4 2018/19"))
    spans = session.exec(select(MilestoneDue).order_by(col(MilestoneDue.from_on))).all()
    assert [(s.from_on, s.until_on, s.printed, s.due_on, s.slip) for s in spans] == [
        (early, late, "Sep 2018", date(2018, 9, 30), 0),
        (late, FOREVER, "Q4 2018/19", date(2019, 3, 31), 1),
    ]


def test_what_someone_else_changed_meanwhile_is_refused(session: Session) -> None:
    trust = a_trust(session)
    milestone = a_milestone(session, trust, programme=a_programme(session, trust))
    with transaction(session):
        move_milestone(session, trust.actor(), milestone, moving("Dec 2018"))
    with pytest.raises(StaleError), transaction(session):
        move_milestone(session, trust.actor(), milestone, moving("Jan 2019"))
    with pytest.raises(FieldError, match="already"), transaction(session):
        move_milestone(session, trust.actor(), milestone, moving("Dec 2018", version=2))


def test_done_says_when(session: Session) -> None:
    trust = a_trust(session)
    milestone = a_milestone(session, trust, programme=a_programme(session, trust))
    draft = SetMilestone(MilestoneStatus.DONE, "All six have started.", 1)
    with transaction(session):
        set_milestone(session, trust.actor(Role.RISK_LEAD), milestone, draft)
    found = session.exec(select(Milestone)).one()
    assert (found.status, found.done_on) == (MilestoneStatus.DONE, TODAY)
    with transaction(session):
        again = replace(draft, status=MilestoneStatus.IN_PROGRESS, seen_version=2)
        set_milestone(session, trust.actor(), milestone, again)
    assert session.exec(select(Milestone)).one().done_on is None


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REPORTER, Role.AUDITOR])
def test_who_may_not_change_a_milestone(session: Session, role: Role) -> None:
    trust = a_trust(session)
    milestone = a_milestone(session, trust, programme=a_programme(session, trust))
    with pytest.raises(NotAllowedError), transaction(session):
        move_milestone(session, trust.actor(role), milestone, moving("Dec 2018"))


def test_an_action_of_a_hidden_risk_is_hidden_with_it(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust, visibility=Visibility.RESTRICTED, by=trust.actor())
    risk_id = get_case(session, trust.actor(), risk).risk.id
    milestone = a_milestone(session, trust, risk_ids=(risk_id,))
    with pytest.raises(NotFoundError), transaction(session):
        move_milestone(session, trust.actor(Role.RISK_LEAD), milestone, moving("Dec 2018"))


def test_a_milestone_needs_words_and_a_visible_risk(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    theirs = get_case(session, other.actor(), a_risk(session, other)).risk.id
    with pytest.raises(FieldError), transaction(session):
        add_milestone(session, trust.actor(), AddMilestone(" ", parse_due("Sep 2018")))
    draft = AddMilestone("Recruit", parse_due("Sep 2018"), risk_ids=(theirs,))
    with pytest.raises(NotFoundError), transaction(session):
        add_milestone(session, trust.actor(), draft)
    session.rollback()
    assert session.exec(select(Milestone)).all() == []
