"""What a month's list costs, and what former months hand on to it."""

from datetime import date

import pytest
from sqlmodel import Session

from riskapp.domain.months import Listed, Outcome
from riskapp.domain.permissions import Role
from riskapp.models import Meeting, MonthlyOutcome, MonthlyReview
from riskapp.queries.month_content import get_month_content
from riskapp.queries.months import get_month, get_review
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_risk, a_trust
from tests.meetings import a_committee, a_meeting
from tests.months import JUNE, a_closed_month, an_open_month
from tests.queries.statements import counted

JULY, AUGUST = date(2018, 7, 1), date(2018, 8, 1)
IN_JULY, IN_AUGUST = date(2018, 7, 31), date(2018, 8, 31)


def an_outcome(
    session: Session, trust: Trust, review: MonthlyReview, outcome: Outcome, to: Meeting | None
) -> None:
    """Record an outcome of the month's only risk."""
    [item] = get_month(session, trust.actor(), review.month).items
    with transaction(session):
        session.add(
            MonthlyOutcome(
                organisation_id=review.organisation_id,
                monthly_review_id=review.id,
                risk_id=item.row.id,
                outcome=outcome,
                deferred_to_id=to.id if to else None,
                decided_on=review.opened_on,
                recorded_by_id=trust.people[Role.SECRETARY].id,
            )
        )


def test_a_list_takes_as_many_statements_for_ten_risks_as_for_one(session: Session) -> None:
    trust = a_trust(session)
    reader = trust.actor(today=IN_JULY)
    a_risk(session, trust, consequence=4, likelihood=4)
    an_open_month(session, trust)
    a_closed_month(session, trust)
    an_open_month(session, trust, JULY, IN_JULY)
    with counted(session) as few:
        get_month(session, reader, JULY)
    for _ in range(9):
        a_risk(session, trust, consequence=4, likelihood=4)
    with counted(session) as many:
        assert len(get_month(session, reader, JULY).items) == 10
    assert len(many) == len(few) <= 16


def test_opening_and_closing_take_as_many_statements_for_ten_risks_as_for_two(
    session: Session,
) -> None:
    sent = []
    for code, risks in (("small", 2), ("large", 10)):
        trust = a_trust(session, code)
        for _ in range(risks):
            a_risk(session, trust, consequence=4, likelihood=4)
        with counted(session) as opening:
            an_open_month(session, trust)
        a_risk(session, trust, consequence=4, likelihood=4)
        with counted(session) as closing:
            a_closed_month(session, trust)
        sent.append((len(opening), len(closing)))
    assert sent[0] == sent[1]


def test_what_was_put_off_to_a_month_is_listed_there_and_not_before(session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust, consequence=4, likelihood=4)
    later = a_meeting(session, trust, a_committee(session, trust), on=IN_AUGUST)
    review = an_open_month(session, trust)
    an_outcome(session, trust, review, Outcome.DEFERRED, later)
    a_closed_month(session, trust)
    an_open_month(session, trust, JULY, IN_JULY)
    [item] = get_month(session, trust.actor(today=IN_JULY), JULY).items
    assert not {Listed.DEFERRED_HERE, Listed.LEFT_UNDECIDED} & set(item.listed)
    a_closed_month(session, trust, JULY, IN_JULY)
    an_open_month(session, trust, AUGUST, IN_AUGUST)
    [item] = get_month(session, trust.actor(today=IN_AUGUST), AUGUST).items
    assert Listed.DEFERRED_HERE in item.listed


@pytest.mark.parametrize("within", [True, False])
def test_what_is_put_off_within_its_month_is_still_to_be_decided(
    session: Session, within: bool
) -> None:
    trust = a_trust(session)
    a_risk(session, trust, consequence=4, likelihood=4)
    later = a_meeting(session, trust, a_committee(session, trust))
    review = an_open_month(session, trust)
    with transaction(session):
        later.monthly_review_id = review.id if within else None
        session.add(later)
    an_outcome(session, trust, review, Outcome.DEFERRED, later)
    assert len(get_month(session, trust.actor(), JUNE).undecided) == within
    a_closed_month(session, trust)
    closed = get_month_content(session, trust.actor(), get_review(session, trust.actor(), JUNE))
    assert len(closed[0].undecided) == within
    an_open_month(session, trust, JULY, IN_JULY)
    [item] = get_month(session, trust.actor(today=IN_JULY), JULY).items
    assert (Listed.LEFT_UNDECIDED in item.listed) is within
