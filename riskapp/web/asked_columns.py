"""The columns that an address asks for, and what each needs to be filled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from uuid import UUID

from flask import request

from riskapp.domain.columns import COLUMN_WORDS, DATES, Column
from riskapp.domain.errors import UnfitError
from riskapp.domain.filters import RegisterFilters, Sort
from riskapp.domain.moved import Moved, compared_with
from riskapp.domain.wording import date_words
from riskapp.queries.quality import count_failing
from riskapp.queries.register_dates import list_dates
from riskapp.queries.register_moves import list_scores_then
from riskapp.readmodels.register import RegisterRow, RiskDates
from riskapp.web.asked_flags import turned
from riskapp.web.session import current_actor, get_session

FALLING: Final = frozenset(
    {
        Sort.SCORE,
        Sort.OPENED,
        Sort.TARGET,
        Sort.REGISTERS,
        Sort.APPETITE,
        Sort.WAITING,
        Sort.HAPPENED,
        Sort.MOVED,
        Sort.QUALITY,
    }
)
USUAL: Final = (
    (Column.SCORE,),
    (Column.REFERENCE,),
    (Column.TITLE,),
    (Column.APPETITE, Column.TARGET),
    (Column.UNIT, Column.OWNER),
    (Column.REGISTERS,),
    (Column.OBJECTIVES,),
)
"""The columns shown where none are chosen, and what each of them shows."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a column, and the order that it asks for.

    `stands` is the order in use by it, for a reader of the table: "ascending" or "descending".
    """

    words: str
    order: str
    stands: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The columns chosen, with what only some of them need; empty where none were chosen.

    `usual` are the headings where none were: a usual column may show two things.
    """

    columns: Sequence[Column] = ()
    headings: Sequence[Heading] = ()
    usual: Sequence[Sequence[Heading]] = ()
    dates: Mapping[UUID, RiskDates] = field(default_factory=dict)
    failing: Mapping[UUID, int] = field(default_factory=dict)
    then: Mapping[UUID, int] = field(default_factory=dict)

    def moved(self, row: RegisterRow) -> Moved:
        """Return how the score of a row has moved."""
        return Moved(self.then.get(row.id), row.current.value if row.current else None)


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
        [_heading(column, filters, on or actor.today) for column in columns],
        () if columns else [_usual(each, filters) for each in USUAL],
        list_dates(session, actor, ids, on) if not DATES.isdisjoint(columns) else {},
        count_failing(session, actor, ids, on) if Column.QUALITY in columns else {},
        list_scores_then(session, actor, ids, on) if Column.MOVED in columns else {},
    )


def _usual(columns: Sequence[Column], filters: RegisterFilters) -> list[Heading]:
    """Return the headings of a usual column; the second begins in the middle of a sentence."""
    first, *others = (_heading(column, filters) for column in columns)
    return [first, *(replace(other, words=other.words.lower()) for other in others)]


def _heading(column: Column, filters: RegisterFilters, day: date | None = None) -> Heading:
    sort = Sort(column.value)
    down = (sort in FALLING) is not filters.backwards
    stands = ("descending" if down else "ascending") if filters.sort is sort else ""
    words = COLUMN_WORDS[column]
    if column is Column.MOVED and day:
        words = f"Score moved since {date_words(compared_with(day))}"
    return Heading(words, turned(filters, sort.value), stands)
