"""Unlinking a milestone from a risk: with a reason, and never what was not seen."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, select

from riskapp.domain.controls import CloseGap
from riskapp.domain.drafts import SetMilestone
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.milestone_drafts import UnlinkMilestone
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.permissions import Actor, Role
from riskapp.models import GapMilestone, RiskMilestone
from riskapp.queries.assurance import get_assurance_page
from riskapp.queries.cases import get_case
from riskapp.queries.history import list_last_entries
from riskapp.queries.milestones import list_milestones_of_risks
from riskapp.services.gaps import close_gap
from riskapp.services.milestone_links import unlink_milestone
from riskapp.services.milestones import set_milestone
from riskapp.services.transactions import transaction
from tests.assurances import a_gap
from tests.factories import TODAY, Trust, a_milestone, a_programme, a_risk, a_trust
from tests.services.lives import closed

BEFORE = TODAY - timedelta(days=30)
WHY = UnlinkMilestone("It belongs to another risk.", seen_version=1)


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


@pytest.fixture
def risk(session: Session, trust: Trust) -> str:
    return a_risk(session, trust, by=trust.actor(today=BEFORE))


@pytest.fixture
def milestone(session: Session, trust: Trust, risk: str) -> UUID:
    """A milestone of a programme that has mitigated the risk for a month."""
    risk_ids = (id_of(session, trust, risk),)
    programme = a_programme(session, trust)
    return a_milestone(session, trust, programme=programme, risk_ids=risk_ids, today=BEFORE)


def id_of(session: Session, trust: Trust, reference: str) -> UUID:
    found = get_case(session, trust.actor(), reference).risk.id
    session.rollback()
    return found


def unlink(session: Session, actor: Actor, risk: str, milestone: UUID, **other: Any) -> None:
    with transaction(session):
        unlink_milestone(session, actor, risk, milestone, replace(WHY, **other))


def links(session: Session) -> list[RiskMilestone]:
    session.rollback()
    return list(session.exec(select(RiskMilestone)))


def test_the_days_it_held_are_kept_and_told(
    session: Session, trust: Trust, risk: str, milestone: UUID
) -> None:
    lead = trust.actor(Role.RISK_LEAD)
    unlink(session, lead, risk, milestone)
    (held,) = links(session)
    assert (held.from_on, held.until_on) == (BEFORE, TODAY)
    ids = [held.risk_id]
    assert list_milestones_of_risks(session, lead, ids)[held.risk_id] == ()
    assert len(list_milestones_of_risks(session, lead, ids, BEFORE)[held.risk_id]) == 1
    told = list_last_entries(session, lead, ids)[held.risk_id][0]
    assert told.sentence == f"The risk-lead unlinked milestone M-0001 from {risk}."
    assert told.words == {"reason": WHY.reason}


def test_a_link_made_today_never_held(session: Session, trust: Trust, risk: str) -> None:
    ids = (id_of(session, trust, risk),)
    made = a_milestone(session, trust, programme=a_programme(session, trust), risk_ids=ids)
    unlink(session, trust.actor(), risk, made)
    assert links(session) == []


def test_what_it_was_to_close_is_left_open_without_it(
    session: Session, trust: Trust, risk: str, milestone: UUID
) -> None:
    gap = a_gap(session, trust.actor(), risk, milestone_ids=(milestone,))
    with pytest.raises(StaleError, match="what it is to close"):
        unlink(session, trust.actor(), risk, milestone)
    unlink(session, trust.actor(), risk, milestone, seen_gaps=frozenset({gap}))
    page = get_assurance_page(session, trust.actor(), risk)
    assert [(one.id, one.milestones) for one in page.found.open_gaps] == [(gap, ())]
    session.rollback()
    assert session.exec(select(GapMilestone)).all() == []
    told = list_last_entries(session, trust.actor(), [page.risk.id])[page.risk.id]
    assert "named" not in told[0].sentence
    assert "M-0001" in told[1].sentence


def test_a_gap_that_it_closed_stays_closed_by_it(
    session: Session, trust: Trust, risk: str, milestone: UUID
) -> None:
    actor = trust.actor()
    gap = a_gap(session, actor, risk, milestone_ids=(milestone,))
    with transaction(session):
        set_milestone(
            session, actor, milestone, SetMilestone(MilestoneStatus.DONE, "Done.", seen_version=1)
        )
    with transaction(session):
        close_gap(session, actor, risk, gap, CloseGap(milestone_id=milestone, reason=""))
    unlink(session, actor, risk, milestone, seen_version=2)
    (kept,) = get_assurance_page(session, actor, risk).found.closed_gaps
    assert kept.closed_by == "M-0001"


def test_who_comes_late_unlinks_nothing(
    session: Session, trust: Trust, risk: str, milestone: UUID
) -> None:
    with transaction(session):
        at_risk = SetMilestone(MilestoneStatus.AT_RISK, "Nobody comes.", seen_version=1)
        set_milestone(session, trust.actor(), milestone, at_risk)
    with pytest.raises(StaleError, match="changed this milestone"):
        unlink(session, trust.actor(), risk, milestone)
    unlink(session, trust.actor(), risk, milestone, seen_version=2)
    with pytest.raises(StaleError, match="unlinked this milestone"):
        unlink(session, trust.actor(), risk, milestone, seen_version=2)


def test_an_action_is_left_with_a_risk_that_its_reader_knows(
    session: Session, trust: Trust, risk: str
) -> None:
    other = a_risk(session, trust, title="Another")
    ids = (id_of(session, trust, risk), id_of(session, trust, other))
    action = a_milestone(session, trust, risk_ids=ids)
    unlink(session, trust.actor(), risk, action)
    with pytest.raises(FieldError, match="cancelled instead"):
        unlink(session, trust.actor(), other, action)
    assert len(links(session)) == 1


def test_it_takes_a_reason_the_right_and_a_risk_that_is_not_over(
    session: Session, trust: Trust, risk: str, milestone: UUID
) -> None:
    with pytest.raises(FieldError, match="no longer mitigates"):
        unlink(session, trust.actor(), risk, milestone, reason=" ")
    with pytest.raises(NotAllowedError):
        unlink(session, trust.actor(Role.VIEWER), risk, milestone)
    with pytest.raises(NotFoundError):
        unlink(session, trust.actor(), risk, uuid4())
    closed(session, trust, risk)
    with pytest.raises(FieldError, match="closed"):
        unlink(session, trust.actor(), risk, milestone)
    assert len(links(session)) == 1
