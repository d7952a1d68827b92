"""What people write while they work: notes, forms half filled in, views of the register."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from riskapp.clock import utc_now
from riskapp.models.base import OrganisationTable, OwnedTable, owned


class RiskNote(OwnedTable, table=True):
    """A note on a risk; None only where it was redacted."""

    __tablename__ = "risk_note"
    __table_args__ = (owned("risk_id", "risk"), sa.Index(None, "organisation_id", "risk_id"))

    risk_id: UUID
    words: str | None
    entered_on: date
    by_id: UUID = Field(foreign_key="person.id")
    recorded_at: datetime = Field(default_factory=utc_now)


class MilestoneNote(OwnedTable, table=True):
    """A note on how a milestone is getting on, with a link to the evidence if there is one."""

    __tablename__ = "milestone_note"
    __table_args__ = (
        owned("milestone_id", "milestone"),
        sa.Index(None, "organisation_id", "milestone_id"),
    )

    milestone_id: UUID
    words: str | None
    evidence: str = Field(default="", max_length=500)
    entered_on: date
    by_id: UUID = Field(foreign_key="person.id")
    recorded_at: datetime = Field(default_factory=utc_now)


class KeptForm(OrganisationTable, table=True):
    """A form that a person has not sent yet: where it is, what is in it, what it was based on."""

    __tablename__ = "kept_form"
    __table_args__ = (owned("risk_id", "risk"), sa.Index(None, "person_id"))

    person_id: UUID = Field(primary_key=True, foreign_key="person.id")
    place: str = Field(primary_key=True, max_length=200)
    risk_id: UUID | None = None
    content: str
    kept_at: datetime = Field(default_factory=utc_now)


class SavedView(OwnedTable, table=True):
    """A view of the register under a name: what its address asks for, of one person or shared."""

    __tablename__ = "saved_view"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "person_id", "name"),
        sa.Index(None, "person_id"),
    )

    person_id: UUID = Field(foreign_key="person.id")
    name: str = Field(max_length=80)
    asks: str = Field(default="", max_length=2000)
    shared: bool = False
    recorded_at: datetime = Field(default_factory=utc_now)
