"""The columns that an address asks for, and what each needs to be filled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from flask import request

from riskapp.domain.columns import COLUMN_WORDS, DATES, Column
from riskapp.domain.errors import UnfitError
from riskapp.domain.filters import RegisterFilters, Sort
from riskapp.queries.quality import count_failing
from riskapp.queries.register_dates import list_dates
from riskapp.readmodels.register import RegisterRow, RiskDates
from riskapp.web.asked_flags import turned
from riskapp.web.session import current_actor, get_session

FALLING: Final = frozenset({Sort.SCORE, Sort.OPENED, Sort.TARGET, Sort.REGISTERS})
SORTS: Final = {sort.value: sort for sort in Sort}


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a column; `order` is what it asks for, and "" where it orders nothing.

    `stands` is the order in use by it, for a reader of the table: "ascending" or "descending".
    """

    words: str
    order: str = ""
    stands: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The columns chosen, with what only some of them need; empty where none were chosen."""

    columns: Sequence[Column] = ()
    headings: Sequence[Heading] = ()
    dates: Mapping[UUID, RiskDates] = field(default_factory=dict)
    failing: Mapping[UUID, int] = field(default_factory=dict)


def asked_columns() -> tuple[Column, ...]:
    """Return the columns asked for, in that order; none where the usual ones are to be shown."""
    written = ",".join(request.args.getlist("columns"))
    names = dict.fromkeys(one for one in written.split(",") if one)
    try:
        return tuple(map(Column, names))
    except ValueError:
        listed = ", ".join(Column)
        raise UnfitError(f"The address asks for a column that is none of: {listed}.") from None


def show_columns(
    columns: Sequence[Column],
    rows: Sequence[RegisterRow],
    filters: RegisterFilters,
    on: date | None,
) -> Shown:
    """Return what the columns chosen need beside the rows; nothing is asked for that none shows."""
    session, actor, ids = get_session(), current_actor(), [row.id for row in rows]
    return Shown(
        columns,
        [_heading(column, filters) for column in columns],
        list_dates(session, actor, ids, on) if not DATES.isdisjoint(columns) else {},
        count_failing(session, actor, ids, on) if Column.QUALITY in columns else {},
    )


def _heading(column: Column, filters: RegisterFilters) -> Heading:
    sort = SORTS.get(column.value)
    if sort is None:
        return Heading(COLUMN_WORDS[column])
    down = (sort in FALLING) is not filters.backwards
    stands = ("descending" if down else "ascending") if filters.sort is sort else ""
    return Heading(COLUMN_WORDS[column], turned(filters, sort.value), stands)
