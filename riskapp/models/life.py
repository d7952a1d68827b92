"""The turns in a risk's life: the terms it was decided on, mergers, and that it has happened."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from riskapp.clock import utc_now
from riskapp.domain.decisions import AcceptanceEnd, DecisionState
from riskapp.domain.intervals import FOREVER
from riskapp.models.base import OrganisationTable, OwnedTable, by_value, half_open, owned


class DecisionTerms(OrganisationTable, table=True):
    """What a proposal would mean: a score accepted until a day, another unit, risk or committee.

    `ended_on` is the day on which an acceptance that was agreed ended, and `ended_by` how.
    """

    __tablename__ = "decision_terms"
    __table_args__ = (
        owned("decision_id", "decision"),
        owned("unit_id", "unit"),
        owned("into_risk_id", "risk"),
        owned("to_committee_id", "committee"),
        sa.CheckConstraint("up_to_score BETWEEN 1 AND 25", name="up_to_score"),
        sa.CheckConstraint("(ended_on IS NULL) = (ended_by IS NULL)", name="ended"),
    )

    decision_id: UUID = Field(primary_key=True)
    up_to_score: int | None = None
    expires_on: date | None = None
    condition: str = ""
    unit_id: UUID | None = None
    into_risk_id: UUID | None = None
    ended_on: date | None = None
    ended_by: AcceptanceEnd | None = Field(default=None, sa_type=by_value(AcceptanceEnd))
    to_committee_id: UUID | None = None


class RiskMerge(OrganisationTable, table=True):
    """A risk went into another, which carries on; the history of both is kept."""

    __tablename__ = "risk_merge"
    __table_args__ = (
        owned("risk_id", "risk"),
        owned("into_id", "risk"),
        owned("decision_id", "decision"),
        half_open(),
        sa.CheckConstraint("risk_id <> into_id", name="two_risks"),
        sa.Index(None, "organisation_id", "into_id"),
    )

    risk_id: UUID = Field(primary_key=True)
    into_id: UUID
    decision_id: UUID | None = None
    from_on: date
    until_on: date = FOREVER


class Occurrence(OwnedTable, table=True):
    """A risk has happened; `words` say what followed."""

    __tablename__ = "occurrence"
    __table_args__ = (
        owned("risk_id", "risk"),
        sa.Index(None, "organisation_id", "risk_id", "happened_on"),
    )

    risk_id: UUID
    happened_on: date
    words: str = ""
    incident_reference: str = Field(default="", max_length=60)
    entered_on: date
    by_id: UUID = Field(foreign_key="person.id")
    recorded_at: datetime = Field(default_factory=utc_now)


class Redaction(OwnedTable, table=True):
    """Words that should not be there, proposed by one person and redacted by another.

    `phrase` is what to look for, forgotten as soon as it is decided.
    """

    __tablename__ = "redaction"
    __table_args__ = (
        owned("risk_id", "risk"),
        sa.Index(None, "organisation_id", "risk_id"),
        sa.Index(None, "organisation_id", "state"),
    )

    risk_id: UUID
    phrase: str | None = None
    state: DecisionState = Field(default=DecisionState.OPEN, sa_type=by_value(DecisionState))
    opened_on: date
    opened_by_id: UUID = Field(foreign_key="person.id")
    opened_why: str
    decided_on: date | None = None
    decided_by_id: UUID | None = Field(default=None, foreign_key="person.id")
    decided_why: str = ""
    places: int = 0
    recorded_at: datetime = Field(default_factory=utc_now)
