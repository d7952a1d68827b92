"""A list to take out: its columns and rows, and all that a reader of its file has to know."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Generic, TypeVar

from riskapp.domain.take_out import CellKind, Value

Row = TypeVar("Row")
Part = TypeVar("Part")

WIDTHS: Final = {
    CellKind.TEXT: 24.0,
    CellKind.NUMBER: 10.0,
    CellKind.DAY: 14.0,
    CellKind.YES_NO: 10.0,
    CellKind.REFERENCE: 13.0,
}
WIDE: Final = 60.0
"""Characters of a column that holds sentences."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in JSON, its heading, what its cells hold and how wide they are."""

    key: str
    heading: str
    kind: CellKind = CellKind.TEXT
    wide: bool = False

    @property
    def width(self) -> float:
        """How many characters of its cells show at once."""
        return WIDE if self.wide else max(WIDTHS[self.kind], min(len(self.heading) + 3.0, WIDE))


@dataclass(frozen=True, slots=True)
class Asked(Generic[Row]):
    """A column with what it says of one row."""

    column: Column
    of: Callable[[Row], Value]


def asked(
    key: str,
    heading: str,
    of: Callable[[Row], Value],
    kind: CellKind = CellKind.TEXT,
    *,
    wide: bool = False,
) -> Asked[Row]:
    """Return a column with what it says of one row."""
    return Asked(Column(key, heading, kind, wide), of)


def of_part(columns: Iterable[Asked[Part]], part: Callable[[Row], Part]) -> list[Asked[Row]]:
    """Return columns that say of a part of each row what they say of that."""
    return [_of_part(column, part) for column in columns]


def _of_part(column: Asked[Part], part: Callable[[Row], Part]) -> Asked[Row]:
    return Asked(column.column, lambda row: column.of(part(row)))


@dataclass(frozen=True, slots=True)
class About:
    """Whose list it is, as at which day, what narrowed it, what its words mean, and who took it.

    `shows` says of which rows it can be at most: of what the person who takes it may see.
    """

    organisation: str
    code: str
    as_at: date
    made_at: datetime
    made_by: str
    shows: str = ""
    filters: tuple[str, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TakeOut:
    """A list to take out; its rows may be asked for while it is written, and then only once.

    `name` is what its file is called by.
    """

    title: str
    name: str
    about: About
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Value, ...]]

    @property
    def file_stem(self) -> str:
        """What its file is called, without an ending: what it is of, and as at which day."""
        return f"{self.about.code}-{self.name}-{self.about.as_at}"


def take_out(
    title: str, name: str, about: About, columns: Sequence[Asked[Row]], rows: Iterable[Row]
) -> TakeOut:
    """Return the list of what the columns say of each row."""
    said = [column.of for column in columns]
    lines: Iterator[tuple[Value, ...]] = (tuple(of(row) for of in said) for row in rows)
    return TakeOut(title, name, about, tuple(one.column for one in columns), lines)
