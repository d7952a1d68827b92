"""Writing many rows of one table at once, each value put as the engine takes it, column by column.

SQLAlchemy does the same row by row, which for a hundred thousand rows takes as long as the engine.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session
from sqlmodel.sql.sqltypes import UTCDateTime

from riskapp.models import Table
from riskapp.models.database import is_sqlite

MANY: Final = 50
"""Rows from which PostgreSQL takes them as a stream."""
MOST_DAYS: Final = 5_000
"""Days and moments of which it is remembered how they are put: rows name few, again and again."""
PLACE: Final = {"sqlite": "?", "postgresql": "%s"}
DAYS: Final = (sa.Date, sa.DateTime, UTCDateTime)
Put = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """The statement for one table on one engine, and how the values of each column are put."""

    statement: str
    copying: str
    names: Sequence[str]
    puts: Sequence[Put | None]

    def tuples(self, rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
        """Return rows as the engine's driver takes them; each names every column."""
        columns = zip(*map(itemgetter(*self.names), rows), strict=True)
        return list(zip(*map(_column, columns, self.puts), strict=True))


def insert_many(session: Session, table: type[Table], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows of a table, whose defaults are in them already."""
    if not rows:
        return
    connection = session.connection()
    shape = _shape(table, connection.dialect)
    if connection.dialect.name == "postgresql" and len(rows) >= MANY:
        _copy(connection, shape, shape.tuples(rows))
    else:
        connection.exec_driver_sql(shape.statement, shape.tuples(rows))


@contextmanager
def without_lists(session: Session) -> Iterator[None]:
    """Let SQLite write rows without looking their words up in the lists that a table allows.

    It builds such a list anew for each row: that of the kinds of history entry takes longer than
    all else of a row. Only for a table whose checks are such lists alone, of words of our own.
    """
    if not is_sqlite(session):
        yield
        return
    connection = session.connection()
    connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    try:
        yield
    finally:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")


def _copy(connection: sa.Connection, shape: Shape, rows: Iterable[tuple[Any, ...]]) -> None:
    """Write rows as PostgreSQL takes many: as one stream, not one statement each."""
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(shape.copying) as stream:
        for row in rows:
            stream.write_row(row)


@cache
def _shape(table: type[Table], dialect: sa.Dialect) -> Shape:
    local: Any = sa.inspect(table).local_table
    names = [column.name for column in local.columns]
    places = ", ".join([PLACE[dialect.name]] * len(names))
    quoted = ", ".join(dialect.identifier_preparer.quote(name) for name in names)
    statement = f"INSERT INTO {local.name} ({quoted}) VALUES ({places})"  # noqa: S608 - our own names
    copying = f"COPY {local.name} ({quoted}) FROM STDIN"
    return Shape(statement, copying, names, [_put_of(one.type, dialect) for one in local.columns])


def _put_of(kind: Any, dialect: sa.Dialect) -> Put | None:
    if isinstance(kind, sa.Uuid) and not dialect.supports_native_uuid:
        return as_hexadecimal
    put: Put | None = kind.dialect_impl(dialect).bind_processor(dialect)
    named_again = put is not None and isinstance(kind, DAYS)
    return lru_cache(MOST_DAYS)(put) if put and named_again else put


def as_hexadecimal(key: UUID | None) -> str | None:
    """Return a key as it is put where the engine has no type for keys: half of all values are."""
    return key.hex if key else None


def _column(values: Sequence[Any], put: Put | None) -> Sequence[Any]:
    """Return a column as it is put; a value that all rows have in common is put once."""
    if put is None:
        return values
    first = values[0]
    if all(value is first for value in values):
        return [put(first)] * len(values)
    return [put(value) for value in values]
