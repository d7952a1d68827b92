"""Months with risks on their lists, for tests of what meetings decide."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.clock import uuid7
from riskapp.domain.month_drafts import Decided, RecordOutcome
from riskapp.domain.months import Listed
from riskapp.domain.permissions import Role
from riskapp.models import Meeting, MonthlyItem, MonthlyOutcome, MonthlyReview
from riskapp.queries.cases import read_case
from riskapp.services.outcomes import record_outcome
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust
from tests.meetings import a_committee, a_meeting

MONTH = date(2018, 6, 1)


@dataclass(frozen=True)
class Month:
    """An open month and the meeting that reviews it."""

    review: MonthlyReview
    meeting: Meeting

    def asks(self, decided: Decided, *, seen: int = 1, token: UUID | None = None) -> RecordOutcome:
        """Return what somebody sends who saw that version of a risk's entry."""
        return RecordOutcome(token or uuid7(), self.review.month, self.meeting.id, seen, decided)


def a_month(session: Session, trust: Trust, *references: str, present: int = 2) -> Month:
    """Open June 2018 with these risks on its list, and hold a meeting of it today."""
    meeting = a_meeting(session, trust, a_committee(session, trust), present=present)
    manager = trust.actor()
    with transaction(session):
        review = MonthlyReview(
            organisation_id=trust.organisation.id,
            month=MONTH,
            opened_on=TODAY,
            opened_by_id=manager.person_id,
        )
        session.add(review)
        session.flush()
        meeting.monthly_review_id = review.id
        session.add(meeting)
    for reference in references:
        listed(session, trust, review, reference)
    return Month(review, meeting)


def listed(
    session: Session,
    trust: Trust,
    review: MonthlyReview,
    reference: str,
    *why: Listed,
) -> None:
    """Put a risk on a month's list, because it is on the HLRR unless other reasons are given."""
    risk = read_case(session, trust.actor(), reference).risk
    with transaction(session):
        session.add(
            MonthlyItem(
                organisation_id=review.organisation_id,
                monthly_review_id=review.id,
                risk_id=risk.id,
                listed=" ".join(why or (Listed.ON_HLRR,)),
                listed_on=TODAY,
            )
        )


def outcomes(session: Session) -> list[MonthlyOutcome]:
    """Return all that was recorded, the first first."""
    session.rollback()
    session.expire_all()
    return list(session.exec(select(MonthlyOutcome).order_by(col(MonthlyOutcome.recorded_at))))


def record(
    session: Session, trust: Trust, month: Month, risk: str, decided: Decided, **asked: int
) -> MonthlyOutcome:
    """Record what was decided about a risk, as the secretary."""
    with transaction(session):
        actor = trust.actor(Role.SECRETARY)
        return record_outcome(session, actor, risk, month.asks(decided, **asked))
