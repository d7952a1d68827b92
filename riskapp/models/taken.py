"""Which tables are taken out with an organisation, and how a row of one is written as JSON.

Every table of an organisation is either taken out or stands in `LEFT_OUT` with its reason: a new
one comes along by itself.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from riskapp.models.base import Table

ORGANISATION: Final = "organisation_id"
LEFT_OUT: Final[Mapping[str, str]] = {
    "api_answer": "answers to other systems, of which nothing is asked elsewhere",
    "api_token": "digests of secrets that open this installation",
    "job": "work of this installation's own, whose files are not kept",
    "kept_form": "what people have begun and not sent, which is theirs alone",
    "reminder_mail": "which digests this installation has sent",
}
"""The tables of an organisation that stay behind, each with the reason."""

NOT_OF_ONE: Final[Mapping[str, str]] = {
    "organisation": "stands at the head of what is taken out, under no key",
    "person": "those whom a row names stand at the head, without what would let them sign in",
    "sign_in_attempt": "refused sign-ins of the installation",
    "sign_in_session": "signed-in browsers of the installation",
}
"""The tables of the installation."""

Written = Callable[[Any], object]
Read = Callable[[Any], object]


def taken_tables() -> tuple[sa.Table, ...]:
    """Return the tables that are taken out, those that others point at first."""
    return tuple(
        table
        for table in Table.metadata.sorted_tables
        if ORGANISATION in table.columns and table.name not in LEFT_OUT
    )


def columns_taken(table: sa.Table) -> tuple[sa.Column[Any], ...]:
    """Return the columns that are written: all but whose row it is."""
    return tuple(column for column in table.columns if column.name != ORGANISATION)


def people_named(table: sa.Table) -> Iterator[sa.Column[Any]]:
    """Yield the columns that name a person."""
    for column in table.columns:
        if any(key.column.table.name == "person" for key in column.foreign_keys):
            yield column


def writer_of(column: sa.Column[Any]) -> Written:
    """Return how a value of a column is written in JSON; None stays None."""
    kind = column.type
    if isinstance(kind, sa.Enum):
        return lambda value: None if value is None else _word(value)
    if isinstance(kind, sa.Uuid):
        return lambda value: None if value is None else str(value)
    if isinstance(kind, sa.LargeBinary):
        return lambda value: None if value is None else b64encode(value).decode()
    if isinstance(kind, UTCDateTime | sa.Date):
        return lambda value: None if value is None else value.isoformat()
    return lambda value: value


def reader_of(column: sa.Column[Any]) -> Read:
    """Return how a value of a column is read from JSON; ValueError or TypeError if it is none."""
    read = _readers()[_kind(column)]
    if isinstance(column.type, sa.Enum):
        read = column.type.enum_class  # type: ignore[assignment]
    optional = column.nullable

    def reader(value: object) -> object:
        if value is None and optional:
            return None
        return read(value)

    return reader


def schema_of(column: sa.Column[Any]) -> dict[str, Any]:
    """Return the JSON schema of a column's values."""
    kind = _kind(column)
    said: dict[str, Any] = dict(_SCHEMAS[kind])
    if isinstance(column.type, sa.Enum):
        said["enum"] = [*column.type.enums, *([None] if column.nullable else [])]
    elif isinstance(column.type, AutoString) and column.type.length:
        said["maxLength"] = column.type.length
    if column.nullable:
        said["type"] = [said["type"], "null"]
    return said


_SCHEMAS: Final[Mapping[str, Mapping[str, Any]]] = {
    "uuid": {"type": "string", "format": "uuid"},
    "date": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "bytes": {"type": "string", "contentEncoding": "base64"},
    "yes-no": {"type": "boolean"},
    "number": {"type": "integer"},
    "word": {"type": "string"},
    "text": {"type": "string"},
}


def _readers() -> Mapping[str, Read]:
    return {
        "uuid": UUID,
        "date": date.fromisoformat,
        "moment": _moment,
        "bytes": lambda value: b64decode(value, validate=True),
        "yes-no": lambda value: _of(bool, value),
        "number": lambda value: _of(int, value),
        "word": str,
        "text": lambda value: _of(str, value),
    }


def _kind(column: sa.Column[Any]) -> str:
    """Return what a column holds, by the name that readers and schemas have for it."""
    for kind, name in (
        (sa.Enum, "word"),
        (sa.Uuid, "uuid"),
        (sa.Date, "date"),
        (UTCDateTime, "moment"),
        (sa.LargeBinary, "bytes"),
        (sa.Boolean, "yes-no"),
        (sa.Integer, "number"),
        (AutoString, "text"),
    ):
        if isinstance(column.type, kind):
            return name
    message = f"{column} is of a kind that nobody has said how to take out."
    raise TypeError(message)


def _word(value: object) -> object:
    return value.value if isinstance(value, Enum) else value


def _moment(value: str) -> datetime:
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError(value)
    return found.astimezone(UTC)


def _of(kind: type, value: object) -> object:
    if type(value) is not kind:
        raise TypeError(value)
    return value
