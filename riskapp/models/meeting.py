"""Committees at work: what they oversee, their meetings and who was there."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from riskapp.clock import utc_now
from riskapp.domain.domains import Domain
from riskapp.domain.intervals import FOREVER
from riskapp.domain.meetings import Attended, MeetingState
from riskapp.models.base import OrganisationTable, OwnedTable, by_value, half_open, owned


class CommitteeDomain(OrganisationTable, table=True):
    """A consequence domain that a committee oversees, from one day until another."""

    __tablename__ = "committee_domain"
    __table_args__ = (owned("committee_id", "committee"), half_open())

    committee_id: UUID = Field(primary_key=True)
    domain: Domain = Field(sa_type=by_value(Domain), primary_key=True)
    from_on: date = Field(primary_key=True)
    until_on: date = FOREVER


class Meeting(OwnedTable, table=True):
    """A meeting of a committee on a day; `title` tells two of one day apart.

    `version` counts its changes, to refuse a stale save.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        owned("committee_id", "committee"),
        owned("monthly_review_id", "monthly_review"),
        sa.UniqueConstraint("organisation_id", "committee_id", "held_on", "title"),
        sa.Index(None, "organisation_id", "held_on"),
        sa.Index(None, "organisation_id", "monthly_review_id"),
    )

    committee_id: UUID
    held_on: date
    title: str = Field(default="", max_length=200)
    state: MeetingState = Field(default=MeetingState.PLANNED, sa_type=by_value(MeetingState))
    monthly_review_id: UUID | None = None
    cancelled_why: str = ""
    version: int = 1
    by_id: UUID = Field(foreign_key="person.id")
    recorded_at: datetime = Field(default_factory=utc_now)


class Attendance(OwnedTable, table=True):
    """Somebody at a meeting, by post or, where no post is theirs, by name."""

    __tablename__ = "attendance"
    __table_args__ = (
        owned("meeting_id", "meeting"),
        owned("post_id", "post"),
        sa.Index(None, "organisation_id", "meeting_id"),
    )

    meeting_id: UUID
    post_id: UUID | None = None
    name: str = Field(default="", max_length=200)
    attended: Attended = Field(sa_type=by_value(Attended))
    position: int = 0
