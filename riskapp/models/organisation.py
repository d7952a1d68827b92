"""Organisations and what they are made of: units, posts and committees."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from riskapp.clock import utc_now, uuid7
from riskapp.domain.intervals import FOREVER
from riskapp.models.base import OrganisationTable, OwnedTable, Table, by_value, half_open, owned


class OrganisationKind(StrEnum):
    """What sort of body it is; `installation` is the installation itself and keeps no register."""

    NHS_TRUST = "nhs-trust"
    INTEGRATED_CARE_SYSTEM = "integrated-care-system"
    COUNCIL = "council"
    OTHER = "other"
    INSTALLATION = "installation"


class UnitKind(StrEnum):
    """What a unit is; the root unit is the organisation itself."""

    ROOT = "root"
    BUSINESS_UNIT = "business-unit"
    DIRECTORATE = "directorate"
    SERVICE = "service"
    LOCALITY = "locality"
    PMO = "pmo"


class CommitteeKind(StrEnum):
    """Where a committee stands in the tree."""

    BOARD = "board"
    COMMITTEE = "committee"
    SUB_COMMITTEE = "sub-committee"
    TEAM = "team"
    GROUP = "group"


class Organisation(Table, table=True):
    """A body that keeps registers; `code` names it in addresses."""

    __tablename__ = "organisation"

    id: UUID = Field(default_factory=uuid7, primary_key=True)
    code: str = Field(max_length=20, unique=True)
    name: str = Field(max_length=200)
    kind: OrganisationKind = Field(sa_type=by_value(OrganisationKind))
    fictional: bool = False
    parent_id: UUID | None = Field(default=None, foreign_key="organisation.id")
    vision: str = ""
    plan: str = Field(default="", max_length=200)
    plan_dated: date | None = None
    plan_dated_basis: str = ""
    created_at: datetime = Field(default_factory=utc_now)


class OrganisationValue(OwnedTable, table=True):
    """One of an organisation's values, in its order."""

    __tablename__ = "organisation_value"

    position: int
    name: str = Field(max_length=100)
    words: str = ""


class Counter(OrganisationTable, table=True):
    """The last numbers given out; locked last in each transaction."""

    __tablename__ = "counter"

    risk_number: int = 0
    milestone_number: int = 0
    history_number: int = 0
    head_hash: str = Field(default="", max_length=64)


class Unit(OwnedTable, table=True):
    """A part of the organisation; the root unit has no parent."""

    __tablename__ = "unit"
    __table_args__ = (owned("parent_id", "unit"),)

    name: str = Field(max_length=200)
    kind: UnitKind = Field(sa_type=by_value(UnitKind))
    parent_id: UUID | None = None


class Post(OwnedTable, table=True):
    """A post that owns and leads; without a title, the document did not state it.

    `version` counts the changes of who holds it, to refuse a stale save.
    """

    __tablename__ = "post"

    title: str | None = Field(default=None, max_length=200)
    version: int = 1


class PostHolder(OwnedTable, table=True):
    """Who held a post from one day until another; a person of the register if they sign in."""

    __tablename__ = "post_holder"
    __table_args__ = (owned("post_id", "post"), half_open(), sa.Index(None, "person_id"))

    post_id: UUID
    person_id: UUID | None = Field(default=None, foreign_key="person.id")
    name: str = Field(max_length=200)
    from_on: date
    until_on: date = FOREVER


class Committee(OwnedTable, table=True):
    """The Board, a committee, a sub-committee, a team or a group, and what it does.

    One that `takes_programme_risks` oversees them first, until it hands them on. `version` counts
    the changes of what it oversees, to refuse a stale save.
    """

    __tablename__ = "committee"
    __table_args__ = (owned("parent_id", "committee"),)

    name: str = Field(max_length=200)
    kind: CommitteeKind = Field(sa_type=by_value(CommitteeKind))
    parent_id: UUID | None = None
    does: str = ""
    position: int = 0
    takes_programme_risks: bool = False
    version: int = 1
