"""What an organisation makes of the quality checks."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field

from riskapp.clock import utc_now
from riskapp.domain.intervals import FOREVER
from riskapp.domain.severity import Severity
from riskapp.models.base import OrganisationTable, by_value, half_open


class QualitySetting(OrganisationTable, table=True):
    """How serious a check is to an organisation, from one day until another, with the reason.

    `version` counts the changes of that check, to refuse a stale save.
    """

    __tablename__ = "quality_setting"
    __table_args__ = (half_open(),)

    check_key: str = Field(primary_key=True, max_length=60)
    from_on: date = Field(primary_key=True)
    until_on: date = FOREVER
    severity: Severity = Field(sa_type=by_value(Severity))
    reason: str
    by_id: UUID = Field(foreign_key="person.id")
    recorded_at: datetime = Field(default_factory=utc_now)
    version: int = 1
