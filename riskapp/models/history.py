"""The history, chained and append-only; the words people typed; where loaded rows came from."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from riskapp.domain.happenings import Happening
from riskapp.models.base import OrganisationTable, OwnedTable, by_value


class History(OrganisationTable, table=True):
    """One entry: `entry` is canonical JSON that holds digests of typed words, never the words.

    `entry_hash` is SHA-256 over the entry, which holds the hash of the one before.
    """

    __tablename__ = "history"
    __table_args__ = (
        sa.Index(None, "organisation_id", "risk_id", "number"),
        sa.Index(None, "organisation_id", "subject_id", "number"),
        sa.Index(None, "organisation_id", "entered_on", "number"),
        sa.Index(None, "organisation_id", "by_id", "entered_on", "number", "kind"),
        sa.Index(None, "organisation_id", "kind", "entered_on", "number"),
    )

    number: int = Field(primary_key=True)
    at: datetime
    entered_on: date
    by_id: UUID = Field(foreign_key="person.id")
    kind: Happening = Field(sa_type=by_value(Happening))
    risk_id: UUID | None = None
    subject_id: UUID | None = None
    entry: str
    entry_hash: str = Field(max_length=64)


class HistoryText(OrganisationTable, table=True):
    """Words typed in an entry, beside the salt of their digest; both NULL once redacted."""

    __tablename__ = "history_text"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["organisation_id", "number"],
            ["history.organisation_id", "history.number"],
            deferrable=True,
            initially="DEFERRED",
        ),
    )

    number: int = Field(primary_key=True)
    name: str = Field(primary_key=True, max_length=60)
    salt: str | None = Field(default=None, max_length=32)
    words: str | None = None


class Provenance(OwnedTable, table=True):
    """Where a loaded row is printed: document and 1-based lines, and a digest of the record."""

    __tablename__ = "provenance"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "subject_kind", "record_key"),
        sa.Index(None, "organisation_id", "subject_id"),
    )

    subject_kind: str = Field(max_length=40)
    subject_id: UUID
    record_key: str = Field(max_length=100)
    document: str = Field(default="", max_length=200)
    lines: str = Field(default="", max_length=400)
    record_digest: str = Field(max_length=64)
