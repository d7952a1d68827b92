"""Other systems that speak to the register: their tokens, and the answers they were given."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from riskapp.clock import utc_now
from riskapp.domain.api_tokens import TokenScope
from riskapp.models.base import OrganisationTable, OwnedTable, by_value, owned


class ApiToken(OwnedTable, table=True):
    """A person's token for one organisation; only a digest of it is kept, and its last signs."""

    __tablename__ = "api_token"
    __table_args__ = (
        sa.UniqueConstraint("digest"),
        sa.Index(None, "organisation_id", "person_id"),
    )

    person_id: UUID = Field(foreign_key="person.id")
    name: str = Field(max_length=100)
    digest: str = Field(max_length=64)
    hint: str = Field(max_length=8)
    scope: TokenScope = Field(sa_type=by_value(TokenScope))
    created_at: datetime = Field(default_factory=utc_now)
    expires_at: datetime
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None
    revoked_by_id: UUID | None = Field(default=None, foreign_key="person.id")


class ApiAnswer(OrganisationTable, table=True):
    """What a request under an idempotency key was answered, so that sent again it is done once.

    The answer's words are not kept: they are told anew from where `location` leads.
    """

    __tablename__ = "api_answer"
    __table_args__ = (owned("token_id", "api_token"), sa.Index(None, "recorded_at"))

    token_id: UUID = Field(primary_key=True)
    key: str = Field(primary_key=True, max_length=200)
    request_digest: str = Field(max_length=64)
    status: int
    location: str = Field(default="", max_length=500)
    recorded_at: datetime = Field(default_factory=utc_now)
