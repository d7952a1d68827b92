"""Rows that were taken out, written to their tables again; what does not fit is refused."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import DataError, IntegrityError
from sqlmodel import Session

from riskapp.domain.errors import UnfitError
from riskapp.models.taken import ORGANISATION, columns_taken, reader_of, taken_tables
from riskapp.readmodels.everything import PlainRow

AT_ONCE: Final = 500
FEW: Final = 4
"""Rows that are written at once, and fewer of those that hold whole files."""

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """A table as rows of a file are read for it; those of an earlier version lack some columns."""

    table: sa.Table
    columns: Mapping[str, tuple[Callable[[Any], object], sa.Column[Any]]]

    def values(self, row: PlainRow, number: int) -> Values:
        """Return a row as the database takes it; UnfitError names the row and the column."""
        if not row.keys() <= self.columns.keys():
            raise self._unfit(number, min(row.keys() - self.columns.keys()))
        found: Values = {}
        for name, (read, column) in self.columns.items():
            try:
                found[name] = read(row[name]) if name in row else _absent(column)
            except (AttributeError, TypeError, ValueError):
                raise self._unfit(number, name) from None
        return found

    def _unfit(self, number: int, column: str) -> UnfitError:
        return UnfitError(f"Row {number} of {self.table.name} in the file does not fit: {column}.")


def shape_of(table: sa.Table, *but: str) -> Shape:
    """Return how rows for a table are read, but for some of its columns."""
    columns = (column for column in columns_taken(table) if column.name not in but)
    return Shape(table, {column.name: (reader_of(column), column) for column in columns})


def fill(
    session: Session, organisation_id: UUID, tables: Iterable[tuple[str, Iterable[PlainRow]]]
) -> dict[str, int]:
    """Write every row of every table as one organisation's; return how many of each."""
    known = {table.name: table for table in taken_tables()}
    counts: dict[str, int] = {}
    for name, rows in tables:
        if name not in known or name in counts:
            raise UnfitError(f"The file holds rows of {name[:60]}, for which there is no table.")
        counts[name] = 0
        for batch in _batches(shape_of(known[name]), rows):
            write(session, known[name], [{ORGANISATION: organisation_id, **one} for one in batch])
            counts[name] += len(batch)
    return counts


def write(session: Session, table: sa.Table, rows: Sequence[Values]) -> None:
    """Write rows to a table; UnfitError where the database does not take them."""
    if rows:
        carry_out(session, table, sa.insert(table), list(rows))


def carry_out(
    session: Session, table: sa.Table, statement: sa.Executable, rows: list[Values] | None = None
) -> None:
    """Do something to a table; UnfitError where the database does not take what it is given."""
    try:
        session.connection().execute(statement, rows)
    except (IntegrityError, DataError) as error:
        words = str(error.orig).partition("\n")[0]
        raise UnfitError(f"Rows of {table.name} in the file do not fit: {words}.") from None
    except (UnicodeEncodeError, OverflowError):
        raise UnfitError(
            f"Rows of {table.name} in the file do not fit: half a character, or too large a number."
        ) from None


def _batches(shape: Shape, rows: Iterable[PlainRow]) -> Iterator[list[Values]]:
    """Yield a table's rows as the database takes them, some hundreds at once."""
    large = any(isinstance(one.type, sa.LargeBinary) for one in shape.table.columns)
    waiting: list[Values] = []
    for number, row in enumerate(rows, start=1):
        waiting.append(shape.values(row, number))
        if len(waiting) == (FEW if large else AT_ONCE):
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _absent(column: sa.Column[Any]) -> object:
    """Return what a column holds in a row that was written before there was such a column."""
    if isinstance(column.default, sa.ColumnDefault) and column.default.is_scalar:
        return column.default.arg
    if column.nullable:
        return None
    raise ValueError(column.name)
