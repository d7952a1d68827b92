"""What has become final: content that never changes, with its digest; its words can be redacted.

`content` is canonical JSON that holds digests of typed words, never the words, as the history does.
"""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from riskapp.clock import utc_now
from riskapp.models.base import OrganisationTable, OwnedTable


class FinalContent(OwnedTable, table=True):
    """Content that is final: `digest` is its SHA-256, `layout` says by which version to read it."""

    __tablename__ = "final_content"

    kind: str = Field(max_length=40)
    layout: int
    content: str
    digest: str = Field(max_length=64)
    made_at: datetime = Field(default_factory=utc_now)


class FinalWords(OrganisationTable, table=True):
    """Typed words of final content, beside the salt of their digest; both NULL once redacted."""

    __tablename__ = "final_words"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["organisation_id", "content_id"],
            ["final_content.organisation_id", "final_content.id"],
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.Index(None, "organisation_id", "risk_id"),
    )

    content_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    risk_id: UUID | None = None
    salt: str | None = Field(default=None, max_length=32)
    words: str | None = None
