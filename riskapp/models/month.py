"""The monthly reviews: one for each month, its risks and what was decided about each."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from riskapp.clock import utc_now
from riskapp.domain.months import MonthState, Outcome
from riskapp.models.base import OrganisationTable, OwnedTable, by_value, owned

IS_OPEN = sa.text("state = 'open'")


class MonthlyReview(OwnedTable, table=True):
    """The review of a month, named by its first day; one is open at a time.

    `why` says why it was not held, or why something was left undecided; `content_id` is what became
    final when it was closed.
    """

    __tablename__ = "monthly_review"
    __table_args__ = (
        owned("content_id", "final_content"),
        sa.UniqueConstraint("organisation_id", "month"),
        sa.Index(
            "uq_monthly_review_open",
            "organisation_id",
            unique=True,
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
    )

    month: date
    state: MonthState = Field(default=MonthState.OPEN, sa_type=by_value(MonthState))
    opened_on: date
    opened_by_id: UUID = Field(foreign_key="person.id")
    closed_on: date | None = None
    closed_by_id: UUID | None = Field(default=None, foreign_key="person.id")
    why: str = ""
    content_id: UUID | None = None
    version: int = 1
    recorded_at: datetime = Field(default_factory=utc_now)


class MonthlyItem(OrganisationTable, table=True):
    """A risk on a month's list, and why it came there: words of `Listed`, parted by spaces.

    `score_then` is the current score that it had then, 0 for none: the list keeps its order however
    the meeting scores. `version` counts what was recorded about it, to refuse a stale save.
    """

    __tablename__ = "monthly_item"
    __table_args__ = (
        owned("monthly_review_id", "monthly_review"),
        owned("risk_id", "risk"),
        sa.Index(None, "organisation_id", "risk_id"),
    )

    monthly_review_id: UUID = Field(primary_key=True)
    risk_id: UUID = Field(primary_key=True)
    listed: str = Field(max_length=400)
    listed_on: date
    score_then: int = 0
    version: int = 1


class MonthlyOutcome(OwnedTable, table=True):
    """What was decided about a risk of the month: at which meeting, on whose proposal, and why.

    `subject_id` is what it made or decided: an assessment, a decision, a milestone, a review;
    `form_id` is that of the form it was sent with, which records once however often it is sent. One
    that was withdrawn was recorded by mistake: it stays, and never counted.
    """

    __tablename__ = "monthly_outcome"
    __table_args__ = (
        owned("monthly_review_id", "monthly_review"),
        owned("risk_id", "risk"),
        owned("meeting_id", "meeting"),
        owned("deferred_to_id", "meeting"),
        owned("proposed_by_post_id", "post"),
        sa.UniqueConstraint("organisation_id", "form_id"),
        sa.Index(None, "organisation_id", "monthly_review_id", "risk_id"),
        sa.Index(None, "organisation_id", "risk_id"),
    )

    monthly_review_id: UUID
    risk_id: UUID
    outcome: Outcome = Field(sa_type=by_value(Outcome))
    reason: str = ""
    meeting_id: UUID | None = None
    proposed_by_post_id: UUID | None = None
    deferred_to_id: UUID | None = None
    form_id: UUID | None = None
    subject_id: UUID | None = None
    decided_on: date
    recorded_by_id: UUID = Field(foreign_key="person.id")
    recorded_at: datetime = Field(default_factory=utc_now)
    withdrawn_on: date | None = None
    withdrawn_by_id: UUID | None = Field(default=None, foreign_key="person.id")
    withdrawn_why: str = ""
