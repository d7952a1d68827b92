"""The days of a row: a day as it is, of a period its first or its last, never a guess."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from riskapp.domain.due_periods import START_NOT_STATED, DuePeriod, Precision
from riskapp.domain.import_plans import ColumnPlan
from riskapp.domain.imports import Holds, Verdict
from riskapp.domain.printed_cells import CellFlag
from riskapp.domain.printed_dates import (
    DateProblem,
    ReadDate,
    has_either_order,
    is_serial,
    read_date,
)
from riskapp.domain.summer_time import day_at_home
from riskapp.domain.wording import date_words
from riskapp.intake.said import NOTHING_SAID, Cell, Said, kept, only, remarked, together, wrong

LONGEST_CACHED: Final = 60
"""Characters; no date is longer, and longer cells are hardly met twice."""
LONGEST_PRINTED_DAY: Final = 40
"""Characters that the register keeps of the day on which a risk was opened."""


@dataclass(frozen=True, slots=True)
class DayRule:
    """Which field a day fills; whether a period's last day is taken; whether it must have come."""

    field: str
    last: bool
    past: bool


DAYS: Final[Mapping[Holds, DayRule]] = {
    Holds.OPENED: DayRule("opened_on", last=False, past=True),
    Holds.CLOSED: DayRule("closed_on", last=True, past=True),
    Holds.REVIEWED: DayRule("reviewed_on", last=False, past=True),
    Holds.NEXT_REVIEW: DayRule("next_review_on", last=True, past=False),
    Holds.SCORED_ON: DayRule("on", last=True, past=True),
    Holds.TARGET_ON: DayRule("target_on", last=True, past=False),
    Holds.ACTION_DONE: DayRule("done_on", last=True, past=True),
}
"""Risks were there, and reviewed, from the first day of a period on; the rest is so at its end."""

_VERDICTS: Final[Mapping[DateProblem, Verdict]] = {
    DateProblem.YEAR: Verdict.REFUSED,
    DateProblem.NO_SUCH_DAY: Verdict.REFUSED,
    DateProblem.TWO_READINGS: Verdict.NEEDS_YOU,
    DateProblem.EITHER_ORDER: Verdict.NEEDS_YOU,
}
_DAY_NOUGHT: Final = frozenset(
    {
        *("00:00:00", "00/01/1900", "0/1/1900", "00/01/00", "00-Jan-00", "0-Jan-00", "00-Jan-1900"),
        *("30/12/1899", "1899-12-30", "1899-12-30 00:00:00", "1899-12-30T00:00:00", "00/00/00"),
        *("30/12/1899 00:00", "30/12/1899 00:00:00", "00/00/0000", "0000-00-00"),
        *("0000-00-00 00:00:00", "00/01/1900 00:00"),
    }
)
"""What a spreadsheet or a database prints of a day where there is none."""
_MONTH_FIRST: Final = "Taken for {day}: other dates of the file can only have months first."
_SERIAL: Final = (
    "Taken for {day}: the number by which a spreadsheet keeps it, counted from {counted}."
)
_AT_HOME: Final = (
    "Taken for {day}: the hour printed is of universal time, an hour behind ours then."
)
_NOT_A_DATE: Final = "No date: kept as printed."

_read_again = lru_cache(maxsize=8192)(read_date)


def read_printed(words: str, column: ColumnPlan) -> ReadDate:
    """Return what a cell of dates prints; a short cell that was read before is not read again."""
    if words in _DAY_NOUGHT:
        return ReadDate(words)
    if column.either_order and has_either_order(words):
        return ReadDate(words, problem=DateProblem.EITHER_ORDER)
    read = _read_again if len(words) <= LONGEST_CACHED else read_date
    return read(words, month_first=column.month_first, from_1904=column.from_1904)


def read_field(cells: Sequence[Cell], as_of: date) -> Said:
    """Return the day that a column of days says, in the field that it fills."""
    cell, said = only(cells)
    if cell is None:
        return said
    rule = DAYS[cell.column.holds]
    day, about = day_of(cell, rule, as_of)
    return together(said, about, Said(fields={rule.field: day}) if day else NOTHING_SAID)


def read_opened(cells: Sequence[Cell], as_of: date) -> Said:
    """Return the day a risk was opened, and how it is printed where it is no plain day."""
    cell, said = only(cells)
    if cell is None:
        return said
    day, about = day_of(cell, DAYS[Holds.OPENED], as_of)
    if day is None or not about.cells:
        return together(said, about, Said(fields={"opened_on": day}))
    printed = " ".join(cell.words.split())
    if len(printed) > LONGEST_PRINTED_DAY:
        return together(said, about, Said(fields={"opened_on": day}))
    fields = {"opened_on": day, "opened_printed": printed}
    return together(said, Said(fields=fields, remarks=about.remarks))


def day_of(cell: Cell, rule: DayRule, as_of: date) -> tuple[date | None, Said]:
    """Return the day that a cell says by a rule, and what is to be said of the cell."""
    read = read_printed(cell.words, cell.column)
    if read.period is None:
        return None, no_date(cell, read)
    day = read.period.due_on if rule.last else _start(read.period)
    if day is None:
        return None, kept(cell, CellFlag.NOT_A_DATE, _NOT_A_DATE)
    if rule.past and day > as_of:
        if read.period.starts_on > as_of:
            return None, wrong(Verdict.NEEDS_YOU, cell, _not_come(as_of))
        day = as_of
    if read.period.precision is Precision.DAY and read.period.starts_on == read.period.due_on:
        return day, as_read(cell, day)
    return day, kept(cell, remark=f"Taken for {date_words(day)}: printed as {cell.words.strip()}.")


def no_date(cell: Cell, read: ReadDate) -> Said:
    """Return what is said of a cell that gives no day."""
    if read.problem is None:
        return NOTHING_SAID
    verdict = _VERDICTS.get(read.problem)
    if verdict is None:
        return kept(cell, CellFlag.NOT_A_DATE, _NOT_A_DATE)
    return wrong(verdict, cell, read.expected)


def as_read(cell: Cell, day: date) -> Said:
    """Say so where a day could be read otherwise: with its day first, or counted from elsewhere."""
    if is_serial(cell.words):
        counted = "1904" if cell.column.from_1904 else "1900"
        return remarked(cell, _SERIAL.format(day=date_words(day), counted=counted))
    if day_at_home(cell.words) != cell.words:
        return remarked(cell, _AT_HOME.format(day=date_words(day)))
    if not cell.column.month_first:
        return NOTHING_SAID
    if _read_again(cell.words).period in {None, read_printed(cell.words, cell.column).period}:
        return NOTHING_SAID
    return remarked(cell, _MONTH_FIRST.format(day=date_words(day)))


def _start(period: DuePeriod) -> date | None:
    """Return the first day of a period, None of one that nobody said the start of."""
    return (
        None if period.due_on is None and period.starts_on == START_NOT_STATED else period.starts_on
    )


def _not_come(as_of: date) -> str:
    return f"a day up to {date_words(as_of)}, the day the file is of"
