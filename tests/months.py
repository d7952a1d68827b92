"""Monthly reviews for tests."""

from datetime import date

from sqlmodel import Session

from riskapp.domain.permissions import Role
from riskapp.models import MonthlyReview
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
