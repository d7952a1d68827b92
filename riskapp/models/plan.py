"""The plan that risks threaten: objectives, programmes and milestones."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from riskapp.domain.due_periods import Precision
from riskapp.domain.intervals import FOREVER
from riskapp.domain.milestones import MilestoneStatus
from riskapp.models.base import OrganisationTable, OwnedTable, by_value, half_open, owned


class ObjectiveLevel(StrEnum):
    """Where an objective stands in its tree."""

    AIM = "aim"
    OBJECTIVE = "objective"


class Objective(OwnedTable, table=True):
    """A strategic aim or objective of one plan period."""

    __tablename__ = "objective"
    __table_args__ = (
        owned("parent_id", "objective"),
        owned("executive_post_id", "post"),
        owned("lead_committee_id", "committee"),
        sa.UniqueConstraint("organisation_id", "number", "starts_on"),
    )

    number: str = Field(max_length=20)
    level: ObjectiveLevel = Field(sa_type=by_value(ObjectiveLevel))
    title: str = Field(max_length=500)
    parent_id: UUID | None = None
    starts_on: date
    ends_on: date
    executive_post_id: UUID | None = None
    lead_committee_id: UUID | None = None
    position: int = 0


class Programme(OwnedTable, table=True):
    """A programme of work with its executive lead."""

    __tablename__ = "programme"
    __table_args__ = (owned("executive_post_id", "post"),)

    name: str = Field(max_length=200)
    section: str = Field(default="", max_length=40)
    executive_post_id: UUID | None = None
    position: int = 0


class ProgrammeObjective(OrganisationTable, table=True):
    """An objective that a programme serves."""

    __tablename__ = "programme_objective"
    __table_args__ = (owned("programme_id", "programme"), owned("objective_id", "objective"))

    programme_id: UUID = Field(primary_key=True)
    objective_id: UUID = Field(primary_key=True)


class Workstream(OwnedTable, table=True):
    """A part of a programme."""

    __tablename__ = "workstream"
    __table_args__ = (owned("programme_id", "programme"),)

    programme_id: UUID
    name: str = Field(max_length=200)
    position: int = 0


class Milestone(OwnedTable, table=True):
    """A step of a programme, an action of a risk, or both; `number` makes its reference."""

    __tablename__ = "milestone"
    __table_args__ = (
        owned("programme_id", "programme"),
        owned("workstream_id", "workstream"),
        owned("owner_post_id", "post"),
        sa.UniqueConstraint("organisation_id", "number"),
        sa.Index(None, "organisation_id", "programme_id"),
    )

    number: int
    words: str
    programme_id: UUID | None = None
    workstream_id: UUID | None = None
    owner_post_id: UUID | None = None
    status: MilestoneStatus = Field(
        default=MilestoneStatus.NOT_STARTED, sa_type=by_value(MilestoneStatus)
    )
    done_on: date | None = None
    version: int = 1
    evidence: str = Field(default="", max_length=500)


class MilestoneDue(OrganisationTable, table=True):
    """The due period a milestone had for a time; `due_on` is None when it only starts."""

    __tablename__ = "milestone_due"
    __table_args__ = (
        owned("milestone_id", "milestone"),
        half_open(),
        sa.Index(None, "organisation_id", "until_on", "due_on"),
    )

    milestone_id: UUID = Field(primary_key=True)
    from_on: date = Field(primary_key=True)
    until_on: date = FOREVER
    printed: str = Field(max_length=60)
    precision: Precision = Field(sa_type=by_value(Precision))
    starts_on: date
    due_on: date | None = None
    slip: int = 0
