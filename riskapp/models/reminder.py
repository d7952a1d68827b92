"""Reminders: who wants them when, when the line is told, and which digests have been sent."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from riskapp.clock import utc_now
from riskapp.domain.reminders import LONG_OVERDUE_DAYS, HowOften, Sent
from riskapp.models.base import OrganisationTable, by_value


class ReminderChoice(OrganisationTable, table=True):
    """How often somebody is told by one organisation; who has none is told every Monday."""

    __tablename__ = "reminder_choice"
    __table_args__ = (sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),)

    person_id: UUID = Field(primary_key=True, foreign_key="person.id")
    how: HowOften = Field(sa_type=by_value(HowOften))
    weekday: int = 0
    version: int = 1
    recorded_at: datetime = Field(default_factory=utc_now)


class ReminderRule(OrganisationTable, table=True):
    """After how many days an organisation tells the line of what is overdue; 0 is never."""

    __tablename__ = "reminder_rule"
    __table_args__ = (sa.CheckConstraint("days BETWEEN 0 AND 365", name="days"),)

    days: int = LONG_OVERDUE_DAYS
    by_id: UUID = Field(foreign_key="person.id")
    version: int = 1
    recorded_at: datetime = Field(default_factory=utc_now)


class ReminderMail(OrganisationTable, table=True):
    """A digest of a person's for a day: the row stands before it is sent, so none goes twice.

    What it says is not kept: it is in the register.
    """

    __tablename__ = "reminder_mail"

    person_id: UUID = Field(primary_key=True, foreign_key="person.id")
    day: date = Field(primary_key=True)
    state: Sent = Field(default=Sent.SENDING, sa_type=by_value(Sent))
    attempts: int = 1
    error: str = Field(default="", max_length=200)
    began_at: datetime = Field(default_factory=utc_now)
    sent_at: datetime | None = None
