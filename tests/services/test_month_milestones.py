"""Milestones of no risk in the minutes of a month: said, and reached by a redaction later on."""

from datetime import date
from uuid import UUID

import pytest
from sqlmodel import Session, select

from riskapp.domain.drafts import Decide, MoveMilestone
from riskapp.domain.due_periods import parse_due
from riskapp.domain.permissions import Role
from riskapp.domain.redaction import ProposeRedaction
from riskapp.models import FinalWords, MonthlyReview, Programme, RiskMilestone
from riskapp.queries.cases import get_case
from riskapp.queries.month_content import get_month_content
from riskapp.readmodels.month_content import FinalMilestone
from riskapp.services.milestones import move_milestone
from riskapp.services.redaction import decide_redaction, propose_redaction
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_milestone, a_programme, a_risk, a_trust
from tests.months import a_closed_month, an_open_month

EARLY = date(2018, 4, 1)
NAME = "Zoë Zebrafinch"


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


@pytest.fixture
def estates(session: Session, trust: Trust) -> Programme:
    return a_programme(session, trust, "Estates")


def milestone(session: Session, trust: Trust, of: Programme, due: str) -> UUID:
    return a_milestone(session, trust, due, programme=of, today=EARLY)


def put_off(session: Session, trust: Trust, which: UUID, why: str) -> None:
    with transaction(session):
        draft = MoveMilestone(parse_due("Dec 2018"), why, seen_version=1)
        move_milestone(session, trust.actor(), which, draft)


def minuted(session: Session, trust: Trust, review: MonthlyReview) -> tuple[FinalMilestone, ...]:
    return get_month_content(session, trust.actor(Role.VIEWER), review)[0].milestones


def test_what_was_late_or_put_off_is_minuted_though_it_is_of_no_risk(
    session: Session, trust: Trust, estates: Programme
) -> None:
    milestone(session, trust, estates, "May 2018")
    put_off(session, trust, milestone(session, trust, estates, "Aug 2018"), "The builder is late.")
    milestone(session, trust, estates, "Sep 2018")
    risk_id = get_case(session, trust.actor(), a_risk(session, trust)).risk.id
    a_milestone(session, trust, "May 2018", programme=estates, risk_ids=(risk_id,), today=EARLY)
    an_open_month(session, trust)
    late, moved = minuted(session, trust, a_closed_month(session, trust))
    assert (late.due, late.days_late, late.slips) == ("May 2018", 30, ())
    assert (late.programme, late.words.text) == ("Estates", "Recruit six nurses")
    [slip] = moved.slips
    assert (moved.due, moved.days_late) == ("Dec 2018", 0)
    assert (slip.before, slip.due, slip.reason.text) == (
        "Aug 2018",
        "Dec 2018",
        "The builder is late.",
    )


def test_a_redaction_reaches_the_minutes_of_before_it_was_the_risks(
    session: Session, trust: Trust, estates: Programme
) -> None:
    which = milestone(session, trust, estates, "Aug 2018")
    put_off(session, trust, which, f"{NAME} is ill.")
    an_open_month(session, trust)
    review = a_closed_month(session, trust)
    risk = a_risk(session, trust)
    risk_id = get_case(session, trust.actor(), risk).risk.id
    here = trust.organisation.id
    with transaction(session):
        link = RiskMilestone(
            organisation_id=here, risk_id=risk_id, milestone_id=which, from_on=TODAY
        )
        session.add(link)
    redact(session, trust, risk)
    [left] = minuted(session, trust, review)
    assert left.slips[0].reason.shown == "redacted"
    assert left.words.text == "Recruit six nurses"
    assert not [one for one in session.exec(select(FinalWords.words)).all() if NAME in (one or "")]


def redact(session: Session, trust: Trust, risk: str) -> None:
    with transaction(session):
        draft = ProposeRedaction(NAME, "A patient.")
        proposed = propose_redaction(session, trust.actor(), risk, draft)
    with transaction(session):
        decision = Decide(agree=True, reason="So it is.")
        decide_redaction(session, trust.actor(Role.EXECUTIVE), risk, proposed.id, decision)


def test_why_a_month_was_left_so_is_redacted_by_a_risk_of_its_list_alone(
    session: Session, trust: Trust
) -> None:
    listed = a_risk(session, trust, title=f"{NAME} left", consequence=4, likelihood=4)
    an_open_month(session, trust)
    review = a_closed_month(session, trust, why=f"{NAME} was called away.")
    other = a_risk(session, trust, title=f"{NAME} stayed")
    redact(session, trust, other)
    session.refresh(review)
    assert review.why == f"{NAME} was called away."
    redact(session, trust, listed)
    session.refresh(review)
    assert review.why == "[redacted] was called away."
    content, _ = get_month_content(session, trust.actor(), review)
    assert content.why.shown == "redacted"
