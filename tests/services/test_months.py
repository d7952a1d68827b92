"""Opening months: what is on the list and why, in which order, and what is refused."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from riskapp.domain.drafts import MoveMilestone
from riskapp.domain.due_periods import parse_due
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.months import Listed
from riskapp.domain.permissions import Role
from riskapp.models import MonthlyItem, MonthlyReview, Risk
from riskapp.queries.months import get_month, list_months
from riskapp.services.milestones import move_milestone
from riskapp.services.months import open_month
from riskapp.services.transactions import transaction
from tests.factories import TODAY, a_milestone, a_risk, a_score, a_trust
from tests.months import JUNE, an_open_month


def test_a_month_lists_the_hlrr_with_what_waits_first(session: Session) -> None:
    trust = a_trust(session)
    lead, manager = trust.actor(Role.RISK_LEAD), trust.actor()
    for _ in range(3):
        a_risk(session, trust)
    a_score(session, lead, "R-0001", 5, 5)
    a_score(session, lead, "R-0002", 4, 4)
    a_score(session, lead, "R-0003", 2, 2)
    an_open_month(session, trust)
    found = get_month(session, manager, JUNE)
    assert [item.reference for item in found.items] == ["R-0001", "R-0002"]
    assert found.items[0].listed == (
        Listed.ON_HLRR,
        Listed.ESCALATION_PROPOSED,
        Listed.QUESTION_OPEN,
        Listed.QUALITY,
    )
    assert found.figures.on_hlrr == 2
    assert found.figures.undecided == 2
    assert found.undecided == found.items


def test_what_comes_up_after_the_opening_joins_the_list(session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust)
    an_open_month(session, trust)
    assert get_month(session, trust.actor(), JUNE).items == ()
    a_score(session, trust.actor(Role.RISK_LEAD), "R-0001", 4, 4)
    [item] = get_month(session, trust.actor(), JUNE).items
    assert (item.reference, item.version, item.listed_on) == ("R-0001", 0, None)


def test_a_risk_below_the_threshold_is_listed_once_its_removal_is_proposed(
    session: Session,
) -> None:
    trust = a_trust(session)
    lead = trust.actor(Role.RISK_LEAD)
    a_risk(session, trust)
    a_score(session, lead, "R-0001", 4, 4)
    a_score(session, lead, "R-0001", 3, 3)
    an_open_month(session, trust)
    [item] = get_month(session, trust.actor(), JUNE).items
    assert Listed.REMOVAL_PROPOSED in item.listed
    assert Listed.ESCALATION_PROPOSED not in item.listed


def test_late_and_slipped_milestones_are_exceptions_of_risks_on_a_register(
    session: Session,
) -> None:
    trust = a_trust(session)
    for consequence in (4, 3):
        a_risk(session, trust, consequence=consequence, likelihood=4)
    early = date(2018, 5, 1)
    for risk in session.exec(select(Risk)).all():
        a_milestone(session, trust, "May 2018", risk_ids=(risk.id,), today=early)
        moved = a_milestone(session, trust, "Aug 2018", risk_ids=(risk.id,), today=early)
        with transaction(session):
            draft = MoveMilestone(parse_due("Sep 2018"), "The builder is late.", seen_version=1)
            move_milestone(session, trust.actor(), moved, draft)
    an_open_month(session, trust)
    [item] = get_month(session, trust.actor(), JUNE).items
    assert {Listed.MILESTONE_OVERDUE, Listed.MILESTONE_SLIPPED} <= set(item.listed)


def test_a_restricted_risk_is_listed_for_those_who_may_see_it(session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust, visibility=Visibility.RESTRICTED, by=trust.actor())
    a_score(session, trust.actor(), "R-0001", 4, 4)
    review = an_open_month(session, trust)
    kept = session.exec(select(MonthlyItem).where(MonthlyItem.monthly_review_id == review.id))
    assert len(kept.all()) == 1
    assert get_month(session, trust.actor(Role.SECRETARY), JUNE).items == ()
    assert get_month(session, trust.actor(Role.SECRETARY), JUNE).figures.on_hlrr == 0
    assert len(get_month(session, trust.actor(), JUNE).items) == 1


def test_opening_twice_is_harmless(session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust, consequence=4, likelihood=4)
    first = an_open_month(session, trust)
    assert an_open_month(session, trust).id == first.id
    assert len(session.exec(select(MonthlyReview)).all()) == 1


def test_a_month_that_has_not_begun_is_refused(session: Session) -> None:
    trust = a_trust(session)
    for month in (date(2018, 7, 1), date(2018, 8, 1)):
        with pytest.raises(FieldError, match="from its first day on"), transaction(session):
            open_month(session, trust.actor(Role.SECRETARY), month)


def test_one_month_is_open_at_a_time(session: Session) -> None:
    trust = a_trust(session)
    later = TODAY + timedelta(days=1)
    an_open_month(session, trust)
    with pytest.raises(FieldError, match="June 2018 is still open"), transaction(session):
        open_month(session, trust.actor(Role.SECRETARY, later), date(2018, 7, 1))


def test_only_those_with_the_right_open_a_month(session: Session) -> None:
    trust = a_trust(session)
    with pytest.raises(NotAllowedError), transaction(session):
        open_month(session, trust.actor(Role.EXECUTIVE), JUNE)
    with pytest.raises(NotFoundError, match="has not been opened"):
        get_month(session, trust.actor(), JUNE)


def test_the_first_month_to_open_is_todays(session: Session) -> None:
    trust = a_trust(session)
    assert list_months(session, trust.actor()).due == JUNE
    an_open_month(session, trust)
    months = list_months(session, trust.actor())
    assert (months.due, months.open and months.open.month) == (None, JUNE)
