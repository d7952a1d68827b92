"""Monthly reviews for tests."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Session

from riskapp.domain.months import CloseMonth
from riskapp.domain.permissions import Role
from riskapp.models import Meeting, MonthlyItem, MonthlyOutcome, MonthlyReview, Review
from riskapp.services.month_closing import close_month
from riskapp.services.months import open_month
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust

JUNE = date(2018, 6, 1)


def an_open_month(
    session: Session, trust: Trust, month: date = JUNE, today: date = TODAY
) -> MonthlyReview:
    """Open the review of a month, as the secretary."""
    with transaction(session):
        return open_month(session, trust.actor(Role.SECRETARY, today), month)


def a_closed_month(
    session: Session,
    trust: Trust,
    month: date = JUNE,
    today: date = TODAY,
    why: str = "The chair was called away.",
) -> MonthlyReview:
    """Close the review of a month, with a reason for whatever is left undecided."""
    with transaction(session):
        draft = CloseMonth(month, why)
        return close_month(session, trust.actor(Role.SECRETARY, today), draft)


def without_months(session: Session) -> None:
    """Take away the months that there are, as if none had been opened yet."""
    with transaction(session):
        for statement in (
            sa.delete(MonthlyOutcome),
            sa.delete(MonthlyItem),
            sa.update(Meeting).values(monthly_review_id=None),
            sa.update(Review).values(meeting_id=None),
            sa.delete(MonthlyReview),
        ):
            session.connection().execute(statement)
    session.expire_all()
