"""People, what they are to an organisation, and their sign-ins."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from riskapp.clock import utc_now, uuid7
from riskapp.domain.permissions import Role
from riskapp.models.base import OwnedTable, Table, by_value, owned


class Person(Table, table=True):
    """Somebody who acts; without a password hash they cannot sign in."""

    __tablename__ = "person"

    id: UUID = Field(default_factory=uuid7, primary_key=True)
    email: str = Field(max_length=254, unique=True)
    name: str = Field(max_length=200)
    password_hash: str | None = Field(default=None, max_length=200)
    demonstration: bool = False
    active: bool = True
    created_at: datetime = Field(default_factory=utc_now)


class Membership(OwnedTable, table=True):
    """A person's role in an organisation; with a unit, only there and below."""

    __tablename__ = "membership"
    __table_args__ = (
        owned("unit_id", "unit"),
        sa.UniqueConstraint("organisation_id", "person_id"),
        sa.Index(None, "person_id"),
    )

    person_id: UUID = Field(foreign_key="person.id")
    role: Role = Field(sa_type=by_value(Role))
    unit_id: UUID | None = None


class SignInSession(Table, table=True):
    """A signed-in browser; only a digest of its token is kept."""

    __tablename__ = "sign_in_session"
    __table_args__ = (sa.Index(None, "person_id"),)

    token_digest: str = Field(primary_key=True, max_length=64)
    person_id: UUID = Field(foreign_key="person.id")
    started_at: datetime = Field(default_factory=utc_now)
    last_seen_at: datetime = Field(default_factory=utc_now)
    ended_at: datetime | None = None


class SignInAttempt(Table, table=True):
    """A refused sign-in, so that guessing can be slowed; the address typed is kept as a digest."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (sa.Index(None, "email_digest", "at"),)

    id: UUID = Field(default_factory=uuid7, primary_key=True)
    email_digest: str = Field(max_length=64)
    at: datetime = Field(default_factory=utc_now)
