"""Issued packs with their files, which warnings are waived, and how an organisation's packs look.

What a pack says is `final_content`, kept for ever; what is here says that it was issued, and
whether it still stands.
"""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from riskapp.clock import utc_now
from riskapp.domain.packs import PackKind
from riskapp.models.base import OrganisationTable, OwnedTable, by_value, owned


class Pack(OwnedTable, table=True):
    """A pack that was issued: its number, what it is of, its digests, and what it replaces.

    `subject_id` is the committee, objective, risk or month that it is of, `subject` the words for
    it; `code` is what every page shows, taken from the digest of the content; `file_digest` is the
    SHA-256 of the PDF's bytes; `drawn_by` is the version that drew it. A pack that was withdrawn
    says when, by whom and why; its number is never used again. `asked_id` is that of the form it
    was asked for with: the same form issues one pack.
    """

    __tablename__ = "pack"
    __table_args__ = (
        owned("content_id", "final_content"),
        owned("committee_id", "committee"),
        owned("meeting_id", "meeting"),
        owned("replaces_id", "pack"),
        sa.UniqueConstraint("organisation_id", "number"),
        sa.UniqueConstraint("organisation_id", "asked_id"),
        sa.UniqueConstraint("organisation_id", "stem", "edition"),
        sa.CheckConstraint("edition >= 1", name="edition"),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)", name="withdrawn_by_somebody"
        ),
        sa.Index(None, "organisation_id", "kind", "committee_id", "as_at"),
        sa.Index(None, "organisation_id", "code"),
        sa.Index(None, "organisation_id", "file_digest"),
    )

    number: str = Field(max_length=100)
    stem: str = Field(max_length=90)
    edition: int = 1
    kind: PackKind = Field(sa_type=by_value(PackKind))
    subject_id: UUID | None = None
    subject: str = Field(default="", max_length=200)
    title: str = Field(max_length=200)
    as_at: date
    public: bool = False
    committee_id: UUID | None = None
    meeting_id: UUID | None = None
    replaces_id: UUID | None = None
    content_id: UUID
    asked_id: UUID
    code: str = Field(max_length=9)
    file_digest: str = Field(max_length=64)
    drawn_by: str = Field(max_length=40)
    pages: int = 0
    issued_on: date
    issued_at: datetime = Field(default_factory=utc_now)
    issued_by_id: UUID = Field(foreign_key="person.id")
    why: str = ""
    withdrawn_on: date | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by_id: UUID | None = Field(default=None, foreign_key="person.id")
    withdrawn_why: str = ""


class PackFile(OrganisationTable, table=True):
    """The bytes of an issued pack; NULL once words of it were redacted."""

    __tablename__ = "pack_file"
    __table_args__ = (owned("pack_id", "pack"),)

    pack_id: UUID = Field(primary_key=True)
    content: bytes | None = None


class PackRisk(OrganisationTable, table=True):
    """A risk that an issued pack tells of: what the late-changes sheet and a redaction go by."""

    __tablename__ = "pack_risk"
    __table_args__ = (
        owned("pack_id", "pack"),
        owned("risk_id", "risk"),
        sa.Index(None, "organisation_id", "risk_id"),
    )

    pack_id: UUID = Field(primary_key=True)
    risk_id: UUID = Field(primary_key=True)


class PackWaiver(OwnedTable, table=True):
    """A warning of the quality gate that is waived until a day, with the reason."""

    __tablename__ = "pack_waiver"
    __table_args__ = (sa.Index(None, "organisation_id", "check_key", "until_on"),)

    check_key: str = Field(max_length=60)
    from_on: date
    until_on: date
    why: str
    by_id: UUID = Field(foreign_key="person.id")
    recorded_at: datetime = Field(default_factory=utc_now)
    ended_on: date | None = None
    ended_by_id: UUID | None = Field(default=None, foreign_key="person.id")


class OrganisationLook(OrganisationTable, table=True):
    """How an organisation's pages and packs look: its two colours as "#005EB8", and its logo.

    `nhs_mark` is true where somebody has said that it is entitled to the NHS mark, which is then
    part of the logo that it loads; the product brings none.
    """

    __tablename__ = "organisation_look"

    organisation_id: UUID = Field(foreign_key="organisation.id", primary_key=True)
    colour: str = Field(max_length=7)
    dark: str = Field(max_length=7)
    logo: bytes | None = None
    logo_words: str = Field(default="", max_length=200)
    nhs_mark: bool = False
    by_id: UUID = Field(foreign_key="person.id")
    recorded_at: datetime = Field(default_factory=utc_now)
    version: int = 1
