"""What a table of the feed is: its columns, what each says, and the statement for its rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from operator import attrgetter
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.domain.references import milestone_reference, risk_reference
from riskapp.domain.take_out import CellKind, Value
from riskapp.domain.wording import NO_POST
from riskapp.models import Risk, RiskVersion
from riskapp.queries.joins import points_at
from riskapp.queries.scope import Condition, same_risk, still, visible

AT_ONCE: Final = 1000
"""Rows that are fetched at once: a table is never held as a whole."""

Says = Callable[[Any, date], Value]
"""What a cell says, from a row as at a day."""
Read = Callable[[Session, Actor, date | None], Iterable[Any]]
Narrow = Callable[[Any, Actor, date | None], Any]
"""Joins, narrows and orders a statement for a reader, as at a day or as it is now."""
When = Callable[[date | None, date], Condition]
"""Keeps rows as at a day or as they are now, which is the second day."""


@dataclass(frozen=True, slots=True)
class FeedColumn:
    """A column: its name, what its cells hold, what it means, and what it says of a row.

    `expression` is what it asks of the database, where the table is one statement.
    """

    name: str
    kind: CellKind
    about: str
    says: Says
    expression: Any = None


@dataclass(frozen=True, slots=True)
class FeedTable:
    """A table: its name, what a row of it is, its columns and how its rows are read."""

    name: str
    about: str
    columns: tuple[FeedColumn, ...]
    read: Read

    def rows(self, session: Session, actor: Actor, on: date | None) -> Iterator[tuple[Value, ...]]:
        """Yield its rows as at a day, as far as the actor may see them."""
        day, says = on or actor.today, [column.says for column in self.columns]
        for row in self.read(session, actor, on):
            yield tuple(say(row, day) for say in says)


def text(name: str, expression: Any, about: str) -> FeedColumn:
    """Return a column of words."""
    return _column(name, CellKind.TEXT, about, expression, _text)


def number(name: str, expression: Any, about: str) -> FeedColumn:
    """Return a column of whole numbers."""
    return _column(name, CellKind.NUMBER, about, expression, lambda value, _day: value)


def day(name: str, expression: Any, about: str) -> FeedColumn:
    """Return a column of days; one that lies behind the day that is asked about is empty."""
    return _column(name, CellKind.DAY, about, expression, _day)


def ahead(name: str, expression: Any, about: str) -> FeedColumn:
    """Return a column of days that may lie ahead."""
    return _column(name, CellKind.DAY, about, expression, lambda value, _day: value)


def yes_no(name: str, expression: Any, about: str) -> FeedColumn:
    """Return a column of what is so or not."""
    return _column(name, CellKind.YES_NO, about, expression, lambda value, _day: bool(value))


def risk(expression: Any = Risk.number, name: str = "risk", about: str = "") -> FeedColumn:
    """Return a column of references of risks, by which the tables are joined."""
    said = about or "The risk's reference, by which tables are joined."
    return _column(name, CellKind.REFERENCE, said, expression, _reference(risk_reference))


def milestone(expression: Any, name: str, about: str) -> FeedColumn:
    """Return a column of references of milestones."""
    return _column(name, CellKind.REFERENCE, about, expression, _reference(milestone_reference))


def of_row(name: str, kind: CellKind, path: str, about: str) -> FeedColumn:
    """Return a column that says what a read model has at a path: "standing.kind".

    What a page says where nothing is stated is empty here.
    """
    read = attrgetter(path)
    return FeedColumn(name, kind, about, lambda row, day: _stated(_text(read(row), day)))


def asked_once(name: str, about: str, columns: Sequence[FeedColumn], narrow: Narrow) -> FeedTable:
    """Return a table that is one statement, which `narrow` joins, narrows and orders."""

    def read(session: Session, actor: Actor, on: date | None) -> Iterator[Any]:
        chosen = sa.select(*(column.expression.label(column.name) for column in columns))
        return stream(session, narrow(chosen, actor, on))

    return FeedTable(name, about, tuple(columns), read)


def stream(session: Session, query: Any) -> Iterator[Any]:
    """Yield the rows of a statement, some at a time."""
    yield from session.connection().execute(query, execution_options={"yield_per": AT_ONCE})


def of_risks(
    table: Any, when: When, *order: Any, named: Mapping[Any, Condition] | None = None
) -> Narrow:
    """Return what narrows a table to risks that the reader may know of, in the order of these.

    Within a risk `order` tells; `named` are the tables whose rows its own point at.
    """

    def narrow(query: Any, actor: Actor, on: date | None) -> Any:
        rows = _of_visible(query, table, actor)
        for other, condition in (named or {}).items():
            rows = rows.outerjoin(other, condition)
        kept = rows.where(when(on, on or actor.today))
        return kept.order_by(col(Risk.number), *map(col, order))

    return narrow


def by(column: Any) -> When:
    """Keep what had come by the day of a column."""
    return lambda _on, day: col(column) <= day


def _of_visible(query: Any, table: Any, actor: Actor) -> Any:
    """Keep rows of a table that are about risks that the actor may know of."""
    return (
        query.select_from(table)
        .join(Risk, points_at(table.risk_id, Risk))
        .join(RiskVersion, same_risk())
        .where(
            col(table.organisation_id) == actor.organisation_id,
            still(RiskVersion),
            visible(actor),
        )
    )


def _column(
    name: str, kind: CellKind, about: str, expression: Any, convert: Callable[[Any, date], Value]
) -> FeedColumn:
    read, asked = attrgetter(name), expression
    if not isinstance(expression, sa.ColumnElement):
        asked = col(expression)
    return FeedColumn(name, kind, about, lambda row, day: convert(read(row), day), asked)


def _text(value: Any, _day: date) -> Value:
    if isinstance(value, Enum):
        return str(value.value)
    return value if isinstance(value, int | date | None) else str(value)


def _stated(value: Value) -> Value:
    return None if value in {"", NO_POST} else value


def _day(value: date | None, on: date) -> Value:
    return value if value is not None and value <= on else None


def _reference(words: Callable[[int], str]) -> Callable[[Any, date], Value]:
    return lambda value, _day: words(value) if value is not None else None
