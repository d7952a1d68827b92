"""Everything of an organisation, row by row, to be brought in elsewhere as it is."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.actions import Action
from riskapp.domain.errors import NotAllowedError
from riskapp.domain.permissions import Actor, require
from riskapp.models import Organisation, Person
from riskapp.models.migrating import find_revision
from riskapp.models.taken import (
    ORGANISATION,
    columns_taken,
    people_named,
    schema_of,
    taken_tables,
    writer_of,
)
from riskapp.queries.organisation_history import sees_all
from riskapp.readmodels.everything import FORMAT, VERSION, Everything, PlainRow

AT_ONCE: Final = 500
FEW: Final = 4
"""Rows that are fetched at once, and fewer of those that hold whole files."""
OF_ORGANISATION: Final = frozenset({"id", "parent_id"})
"""What of the organisation's own row means nothing elsewhere."""
OF_PERSON: Final = ("id", "name", "email", "active")
ONLY_WHOLE: Final = (
    "Everything can be taken out only by somebody to whom everything shows: restricted risks too,"
    " and every unit."
)


def read_everything(session: Session, actor: Actor, now: datetime) -> Everything:
    """Return all rows of the actor's organisation, its history and its packs among them.

    Read in one transaction, so that it is of one moment. NotAllowedError for somebody from whom
    any of it is hidden.
    """
    require_whole(actor)
    taken_out = {"at": now.isoformat(), "by": actor.name, "as_at": actor.today.isoformat()}
    return Everything(
        VERSION,
        find_revision(session.connection()) or "",
        taken_out,
        _organisation(session, actor),
        tuple(_people(session, actor)),
        ((table.name, _rows(session, actor, table)) for table in taken_tables()),
    )


def require_whole(actor: Actor) -> None:
    """Refuse whoever may not take everything out, or from whom any of it is hidden."""
    require(actor, Action.EXPORT_EVERYTHING)
    if not sees_all(actor):
        raise NotAllowedError(ONLY_WHOLE)


def everything_schema() -> dict[str, Any]:
    """Return the JSON schema of everything of an organisation, from the tables as they are."""
    tables = {str(table.name): _array(_row_schema(table)) for table in taken_tables()}
    said = {"type": "string"}
    properties = {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        "schema": said,
        "taken_out": _object({"at": said, "by": said, "as_at": said}),
        "organisation": _object(_schemas(_table(Organisation), OF_ORGANISATION)),
        "people": _array(
            _object({name: schema_of(_table(Person).columns[name]) for name in OF_PERSON})
        ),
        "rows": _object(tables),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Everything of an organisation in the risk and assurance register",
        **_object(properties),
    }


def _organisation(session: Session, actor: Actor) -> PlainRow:
    table = _table(Organisation)
    columns = [column for column in table.columns if column.name not in OF_ORGANISATION]
    query = sa.select(*columns).where(table.columns.id == actor.organisation_id)
    row = session.connection().execute(query).one()
    return {
        column.name: writer_of(column)(value) for column, value in zip(columns, row, strict=True)
    }


def _people(session: Session, actor: Actor) -> Iterator[PlainRow]:
    """Yield the people whom any row names, without what would let them sign in."""
    named = [
        sa.select(column.label("id")).where(
            table.columns[ORGANISATION] == actor.organisation_id, column.is_not(None)
        )
        for table in taken_tables()
        for column in people_named(table)
    ]
    columns = [_table(Person).columns[name] for name in OF_PERSON]
    query = sa.select(*columns).where(col(Person.id).in_(sa.union(*named))).order_by(col(Person.id))
    for row in session.connection().execute(query):
        yield {
            column.name: writer_of(column)(value)
            for column, value in zip(columns, row, strict=True)
        }


def _rows(session: Session, actor: Actor, table: sa.Table) -> Iterator[PlainRow]:
    columns = columns_taken(table)
    names, writers = [one.name for one in columns], [writer_of(one) for one in columns]
    query = (
        sa.select(*columns)
        .where(table.columns[ORGANISATION] == actor.organisation_id)
        .order_by(*table.primary_key.columns)
    )
    whole_files = any(isinstance(column.type, sa.LargeBinary) for column in columns)
    options = {"yield_per": FEW if whole_files else AT_ONCE}
    for row in session.connection().execute(query, execution_options=options):
        yield {name: write(value) for name, write, value in zip(names, writers, row, strict=True)}


def _row_schema(table: sa.Table) -> dict[str, Any]:
    return _object({str(column.name): schema_of(column) for column in columns_taken(table)})


def _schemas(table: sa.Table, but: frozenset[str]) -> dict[str, Any]:
    return {str(one.name): schema_of(one) for one in table.columns if one.name not in but}


def _table(model: type) -> sa.Table:
    return Organisation.metadata.tables[str(model.__tablename__)]  # type: ignore[attr-defined]


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}
