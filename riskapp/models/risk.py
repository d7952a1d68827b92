"""Risks: who they are for ever, and what they say from one day until another."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from riskapp.clock import utc_now
from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import Origin, Proximity, RiskKind, RiskStatus, Treatment, Visibility
from riskapp.models.base import OrganisationTable, OwnedTable, by_value, half_open, owned

EXPECTED_PAIR = (
    "(expected_consequence IS NULL AND expected_likelihood IS NULL)"
    " OR (expected_consequence BETWEEN 1 AND 5 AND expected_likelihood BETWEEN 1 AND 5)"
)


class Risk(OwnedTable, table=True):
    """What never changes of a risk; `version` counts its changes, to refuse a stale save.

    `printed_cells` is what an old register printed of it and no other field holds, as JSON: see
    `riskapp.domain.printed_cells`.
    """

    __tablename__ = "risk"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "number"),
        sa.Index(None, "organisation_id", "raised_by_id", "id"),
        sa.Index(None, "organisation_id", "opened_on", "number", "id"),
        sa.Index(
            "uq_risk_printed_key",
            "organisation_id",
            "printed_key",
            unique=True,
            sqlite_where=sa.text("printed_key <> ''"),
            postgresql_where=sa.text("printed_key <> ''"),
        ),
    )

    number: int
    printed_reference: str = Field(default="", max_length=40)
    printed_key: str = Field(default="", max_length=40)
    printed_in: str = Field(default="", max_length=100)
    printed_date: str = Field(default="", max_length=40)
    opened_on: date
    opened_basis: str = Field(default="", max_length=200)
    raised_by_id: UUID = Field(foreign_key="person.id")
    recorded_at: datetime = Field(default_factory=utc_now)
    version: int = 1
    printed_cells: str = "[]"


class RiskVersion(OrganisationTable, table=True):
    """What a risk said from one day until another: every field of it that can change."""

    __tablename__ = "risk_version"
    __table_args__ = (
        owned("risk_id", "risk"),
        owned("unit_id", "unit"),
        owned("programme_id", "programme"),
        owned("owner_post_id", "post"),
        owned("executive_post_id", "post"),
        owned("lead_committee_id", "committee"),
        owned("handler_post_id", "post"),
        half_open(),
        sa.Index(
            "ix_risk_version_listing",
            "organisation_id",
            "until_on",
            "status",
            "visibility",
            "unit_id",
            "risk_id",
            "from_on",
        ),
        sa.Index(
            "ix_risk_version_of_risk",
            "organisation_id",
            "risk_id",
            "until_on",
            "status",
            "visibility",
            "unit_id",
        ),
        sa.Index(None, "organisation_id", "until_on", "title"),
    )

    risk_id: UUID = Field(primary_key=True)
    from_on: date = Field(primary_key=True)
    until_on: date = FOREVER
    status: RiskStatus = Field(sa_type=by_value(RiskStatus))
    title: str = Field(max_length=300)
    cause: str = ""
    event: str = ""
    effect: str = ""
    kind: RiskKind = Field(sa_type=by_value(RiskKind))
    unit_id: UUID
    programme_id: UUID | None = None
    owner_post_id: UUID | None = None
    executive_post_id: UUID | None = None
    lead_committee_id: UUID | None = None
    origin: Origin | None = Field(default=None, sa_type=by_value(Origin))
    treatment: Treatment | None = Field(default=None, sa_type=by_value(Treatment))
    visibility: Visibility = Field(default=Visibility.INTERNAL, sa_type=by_value(Visibility))
    visibility_reason: str = ""
    closed_on: date | None = None
    handler_post_id: UUID | None = None
    proximity: Proximity | None = Field(default=None, sa_type=by_value(Proximity))
    public_words: str = ""
    visibility_review_on: date | None = None


class RiskObjective(OrganisationTable, table=True):
    """A risk threatens an objective, from one day until another."""

    __tablename__ = "risk_objective"
    __table_args__ = (
        owned("risk_id", "risk"),
        owned("objective_id", "objective"),
        half_open(),
        sa.Index(None, "organisation_id", "until_on", "objective_id"),
    )

    risk_id: UUID = Field(primary_key=True)
    objective_id: UUID = Field(primary_key=True)
    from_on: date = Field(primary_key=True)
    until_on: date = FOREVER


class RiskMilestone(OrganisationTable, table=True):
    """A milestone mitigates a risk, from one day until another.

    Where it is known, it says to which consequence and likelihood it should bring the risk.
    """

    __tablename__ = "risk_milestone"
    __table_args__ = (
        owned("risk_id", "risk"),
        owned("milestone_id", "milestone"),
        half_open(),
        sa.CheckConstraint(EXPECTED_PAIR, name="expected"),
        sa.Index(None, "organisation_id", "until_on", "milestone_id"),
    )

    risk_id: UUID = Field(primary_key=True)
    milestone_id: UUID = Field(primary_key=True)
    from_on: date = Field(primary_key=True)
    until_on: date = FOREVER
    expected_consequence: int | None = None
    expected_likelihood: int | None = None


class RiskExposure(OrganisationTable, table=True):
    """An operational risk is exposure under a strategic one, from one day until another."""

    __tablename__ = "risk_exposure"
    __table_args__ = (
        owned("strategic_id", "risk"),
        owned("operational_id", "risk"),
        half_open(),
        sa.CheckConstraint("strategic_id <> operational_id", name="two_risks"),
        sa.Index(None, "organisation_id", "until_on", "operational_id"),
    )

    strategic_id: UUID = Field(primary_key=True)
    operational_id: UUID = Field(primary_key=True)
    from_on: date = Field(primary_key=True)
    until_on: date = FOREVER


class Review(OwnedTable, table=True):
    """A look at a risk, with what came of it and when the next is due.

    One that was withdrawn was recorded by mistake, so it never counted; why, its outcome says.
    """

    __tablename__ = "review"
    __table_args__ = (
        owned("risk_id", "risk"),
        owned("meeting_id", "meeting"),
        sa.Index(None, "organisation_id", "risk_id", "reviewed_on"),
    )

    risk_id: UUID
    reviewed_on: date
    next_on: date | None = None
    outcome: str = Field(max_length=40)
    note: str | None = None
    by_id: UUID = Field(foreign_key="person.id")
    recorded_at: datetime = Field(default_factory=utc_now)
    meeting_id: UUID | None = None
    withdrawn_on: date | None = None
    withdrawn_by_id: UUID | None = Field(default=None, foreign_key="person.id")
