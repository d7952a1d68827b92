"""Periods of the BAF: each with its entries, what becomes of them, and the Board's approval."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from riskapp.clock import utc_now
from riskapp.domain.intervals import FOREVER
from riskapp.domain.periods import Fate, PeriodState
from riskapp.models.base import OrganisationTable, OwnedTable, by_value, half_open, owned

IN_PREPARATION = sa.text("state = 'preparing'")


class BafPeriod(OwnedTable, table=True):
    """A period of the BAF; one is prepared at a time, and one that the Board approved is open.

    `why` are the words of the approval; `version` counts the changes while it is prepared.
    """

    __tablename__ = "baf_period"
    __table_args__ = (
        owned("meeting_id", "meeting"),
        sa.UniqueConstraint("organisation_id", "starts_on"),
        sa.Index(
            "uq_baf_period_preparing",
            "organisation_id",
            unique=True,
            sqlite_where=IN_PREPARATION,
            postgresql_where=IN_PREPARATION,
        ),
    )

    name: str = Field(max_length=60)
    starts_on: date
    ends_on: date
    state: PeriodState = Field(default=PeriodState.PREPARING, sa_type=by_value(PeriodState))
    by_id: UUID = Field(foreign_key="person.id")
    opened_on: date | None = None
    opened_by_id: UUID | None = Field(default=None, foreign_key="person.id")
    meeting_id: UUID | None = None
    why: str = ""
    version: int = 1
    recorded_at: datetime = Field(default_factory=utc_now)


class BafEntry(OrganisationTable, table=True):
    """What becomes of one risk in a period: its reference there, and where it stood when it opened.

    `closing_score` is where it stood at the end of the period before, `opening_score` where it
    stands in this one; `gap` says why it threatens none of the period's objectives. The reference
    holds from `from_on`, the day on which the period was opened.
    """

    __tablename__ = "baf_entry"
    __table_args__ = (
        owned("period_id", "baf_period"),
        owned("risk_id", "risk"),
        owned("into_risk_id", "risk"),
        half_open(),
        sa.Index(None, "organisation_id", "risk_id", "until_on"),
    )

    period_id: UUID = Field(primary_key=True)
    risk_id: UUID = Field(primary_key=True)
    fate: Fate | None = Field(default=None, sa_type=by_value(Fate))
    reason: str = ""
    reference: str = Field(default="", max_length=40)
    title: str = Field(default="", max_length=300)
    cause: str = ""
    event: str = ""
    effect: str = ""
    into_risk_id: UUID | None = None
    gap: str = ""
    closing_score: int | None = None
    opening_score: int | None = None
    from_on: date | None = None
    until_on: date = FOREVER
    version: int = 1


class BafEntryObjective(OrganisationTable, table=True):
    """An objective of the period that an entry will threaten."""

    __tablename__ = "baf_entry_objective"
    __table_args__ = (
        owned("period_id", "baf_period"),
        owned("risk_id", "risk"),
        owned("objective_id", "objective"),
    )

    period_id: UUID = Field(primary_key=True)
    risk_id: UUID = Field(primary_key=True)
    objective_id: UUID = Field(primary_key=True)
