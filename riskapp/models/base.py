"""What every table shares: named constraints, an organisation's key, enums stored by value."""

from enum import Enum
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from riskapp.clock import uuid7

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

STILL = sa.text("until_on = '9999-12-31'")
"""What a partial index asks for that holds only what still does."""


class Table(SQLModel):
    """Base of every table: constraints have names that migrations and messages can use."""

    metadata = sa.MetaData(naming_convention=NAMES)


class OrganisationTable(Table):
    """A row of one organisation, whose key begins with it."""

    organisation_id: UUID = Field(primary_key=True, foreign_key="organisation.id")


class OwnedTable(OrganisationTable):
    """A row of one organisation under a key of its own, known before it is saved."""

    id: UUID = Field(default_factory=uuid7, primary_key=True)


def owned(column: str, table: str) -> sa.ForeignKeyConstraint:
    """Point at a row of the same organisation: a link across organisations cannot be stored.

    Checked at the end of the transaction, so that rows of one deed may be written in any order.
    """
    return sa.ForeignKeyConstraint(
        ["organisation_id", column],
        [f"{table}.organisation_id", f"{table}.id"],
        deferrable=True,
        initially="DEFERRED",
    )


def half_open() -> sa.CheckConstraint:
    """Demand that an interval ends after it begins."""
    return sa.CheckConstraint("from_on < until_on", name="half_open")


def by_value(enum: type[Enum], name: str | None = None) -> type[Any]:
    """Store an enum by its value, with a CHECK; give a name where a table uses it twice."""
    stored = sa.Enum(
        enum,
        name=name or enum.__name__.lower(),
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [str(member.value) for member in members],
    )
    return cast("type[Any]", stored)
