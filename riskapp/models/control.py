"""Controls of a risk, the assurances that they work, and the gaps in both."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from riskapp.clock import utc_now
from riskapp.domain.assurance import AssuranceLevel, AssuranceResult, Line, SourceKind
from riskapp.domain.controls import ControlType, Effectiveness, Frequency, GapKind
from riskapp.domain.intervals import FOREVER
from riskapp.models.base import OrganisationTable, OwnedTable, by_value, half_open, owned


class Control(OwnedTable, table=True):
    """What never changes of a control; `version` counts its changes, to refuse a stale save."""

    __tablename__ = "control"
    __table_args__ = (owned("risk_id", "risk"), sa.Index(None, "organisation_id", "risk_id"))

    risk_id: UUID
    by_id: UUID = Field(foreign_key="person.id")
    recorded_at: datetime = Field(default_factory=utc_now)
    version: int = 1


class ControlVersion(OrganisationTable, table=True):
    """What a control was from one day until another; a control without one that holds is retired.

    `risk_id` is the control's own, so that the controls of a list of risks are found at once.
    """

    __tablename__ = "control_version"
    __table_args__ = (
        owned("control_id", "control"),
        owned("risk_id", "risk"),
        owned("owner_post_id", "post"),
        half_open(),
        sa.Index(None, "organisation_id", "risk_id", "until_on"),
    )

    control_id: UUID = Field(primary_key=True)
    from_on: date = Field(primary_key=True)
    until_on: date = FOREVER
    risk_id: UUID
    words: str
    control_type: ControlType | None = Field(default=None, sa_type=by_value(ControlType))
    owner_post_id: UUID | None = None
    effectiveness: Effectiveness = Field(
        default=Effectiveness.NOT_KNOWN, sa_type=by_value(Effectiveness)
    )
    last_tested_on: date | None = None
    frequency: Frequency | None = Field(default=None, sa_type=by_value(Frequency))


class Assurance(OwnedTable, table=True):
    """Evidence that a control works, or of how the whole risk is held.

    `settled_on` is the day its recommendations were verified as done; a withdrawn one was recorded
    by mistake and counts no more. `entered_on` is the register's own day of recording it.
    """

    __tablename__ = "assurance"
    __table_args__ = (
        owned("risk_id", "risk"),
        owned("control_id", "control"),
        owned("committee_id", "committee"),
        sa.CheckConstraint("period_from <= period_to", name="period"),
        sa.Index(None, "organisation_id", "risk_id", "received_on"),
    )

    risk_id: UUID
    control_id: UUID | None = None
    source: str = Field(max_length=300)
    source_kind: SourceKind = Field(sa_type=by_value(SourceKind))
    line: Line = Field(sa_type=by_value(Line))
    independent: bool = False
    result: AssuranceResult = Field(sa_type=by_value(AssuranceResult))
    level: AssuranceLevel | None = Field(default=None, sa_type=by_value(AssuranceLevel))
    received_on: date
    period_from: date | None = None
    period_to: date | None = None
    expires_on: date | None = None
    committee_id: UUID | None = None
    evidence: str = Field(default="", max_length=500)
    words: str = ""
    entered_on: date
    by_id: UUID = Field(foreign_key="person.id")
    recorded_at: datetime = Field(default_factory=utc_now)
    settled_on: date | None = None
    settled_by_id: UUID | None = Field(default=None, foreign_key="person.id")
    settled_why: str = ""
    withdrawn_on: date | None = None
    withdrawn_by_id: UUID | None = Field(default=None, foreign_key="person.id")
    withdrawn_why: str = ""
    version: int = 1


class Gap(OwnedTable, table=True):
    """Something missing, from the day it was raised until the day it was closed.

    It is closed by a milestone that is done, or with a reason. One raised and closed on the same
    day never stood at a day's end, but is kept.
    """

    __tablename__ = "gap"
    __table_args__ = (
        owned("risk_id", "risk"),
        owned("control_id", "control"),
        owned("closed_milestone_id", "milestone"),
        sa.CheckConstraint("from_on <= until_on", name="half_open"),
        sa.Index(None, "organisation_id", "risk_id", "until_on"),
    )

    risk_id: UUID
    control_id: UUID | None = None
    kind: GapKind = Field(sa_type=by_value(GapKind))
    words: str
    from_on: date
    until_on: date = FOREVER
    by_id: UUID = Field(foreign_key="person.id")
    recorded_at: datetime = Field(default_factory=utc_now)
    closed_by_id: UUID | None = Field(default=None, foreign_key="person.id")
    closed_why: str = ""
    closed_milestone_id: UUID | None = None


class GapMilestone(OrganisationTable, table=True):
    """A milestone is to close a gap, from one day until another."""

    __tablename__ = "gap_milestone"
    __table_args__ = (
        owned("gap_id", "gap"),
        owned("milestone_id", "milestone"),
        half_open(),
        sa.Index(None, "organisation_id", "milestone_id"),
    )

    gap_id: UUID = Field(primary_key=True)
    milestone_id: UUID = Field(primary_key=True)
    from_on: date = Field(primary_key=True)
    until_on: date = FOREVER


class AssuranceRating(OwnedTable, table=True):
    """How a committee rates the assurance of a risk, in its own word: this is the record."""

    __tablename__ = "assurance_rating"
    __table_args__ = (
        owned("risk_id", "risk"),
        owned("committee_id", "committee"),
        sa.Index(None, "organisation_id", "risk_id", "rated_on"),
    )

    risk_id: UUID
    committee_id: UUID
    rating: str = Field(max_length=60)
    words: str = ""
    rated_on: date
    entered_on: date
    by_id: UUID = Field(foreign_key="person.id")
    recorded_at: datetime = Field(default_factory=utc_now)
