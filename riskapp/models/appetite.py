"""Risk appetite: the organisation's scale, and what it states for objectives and domains."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from riskapp.clock import utc_now
from riskapp.domain.domains import Domain
from riskapp.domain.intervals import FOREVER
from riskapp.models.base import STILL, OrganisationTable, OwnedTable, by_value, half_open, owned


class AppetiteScale(OwnedTable, table=True):
    """A scale of appetite, in force from one day until another; its levels never change."""

    __tablename__ = "appetite_scale"
    __table_args__ = (
        half_open(),
        sa.Index(
            "uq_appetite_scale_open",
            "organisation_id",
            unique=True,
            sqlite_where=STILL,
            postgresql_where=STILL,
        ),
    )

    name: str = Field(max_length=100)
    from_on: date
    until_on: date = FOREVER
    by_id: UUID = Field(foreign_key="person.id")
    recorded_at: datetime = Field(default_factory=utc_now)


class AppetiteLevel(OrganisationTable, table=True):
    """A level of a scale, the lowest appetite first, with the highest score it tolerates."""

    __tablename__ = "appetite_level"
    __table_args__ = (
        owned("scale_id", "appetite_scale"),
        sa.CheckConstraint("highest BETWEEN 0 AND 25", name="highest"),
    )

    scale_id: UUID = Field(primary_key=True)
    position: int = Field(primary_key=True)
    name: str = Field(max_length=40)
    highest: int
    words: str = ""


class AppetiteStatement(OwnedTable, table=True):
    """The appetite stated for an objective or for a consequence domain, while it holds."""

    __tablename__ = "appetite_statement"
    __table_args__ = (
        owned("objective_id", "objective"),
        sa.ForeignKeyConstraint(
            ["organisation_id", "scale_id", "level"],
            [
                "appetite_level.organisation_id",
                "appetite_level.scale_id",
                "appetite_level.position",
            ],
            deferrable=True,
            initially="DEFERRED",
        ),
        half_open(),
        sa.CheckConstraint("(objective_id IS NULL) <> (domain IS NULL)", name="subject"),
        sa.Index(
            "uq_appetite_statement_objective",
            "organisation_id",
            "objective_id",
            unique=True,
            sqlite_where=STILL,
            postgresql_where=STILL,
        ),
        sa.Index(
            "uq_appetite_statement_domain",
            "organisation_id",
            "domain",
            unique=True,
            sqlite_where=STILL,
            postgresql_where=STILL,
        ),
    )

    objective_id: UUID | None = None
    domain: Domain | None = Field(default=None, sa_type=by_value(Domain))
    scale_id: UUID
    level: int
    words: str = ""
    from_on: date
    until_on: date = FOREVER
    by_id: UUID = Field(foreign_key="person.id")
    recorded_at: datetime = Field(default_factory=utc_now)
