"""The actions of a row, with the owners, days and progress that stand beside them line by line."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Final, TypeVar

from riskapp.domain.due_periods import (
    LONGEST_FORM,
    DueNotUnderstood,
    DuePeriod,
    Precision,
    parse_due,
)
from riskapp.domain.import_rows import RowAction
from riskapp.domain.imports import Holds
from riskapp.domain.printed_cells import CellFlag
from riskapp.domain.printed_dates import ReadDate, is_serial
from riskapp.domain.wording import date_words
from riskapp.intake.action_sets import ACTED
from riskapp.intake.row_days import DAYS, as_read, day_of, no_date, read_printed
from riskapp.intake.row_lists import records_in, unbulleted
from riskapp.intake.row_names import LONGEST_NAME, NameRule, is_nobody, names_in, row_name
from riskapp.intake.said import (
    NOTHING_SAID,
    Cell,
    Said,
    filled,
    is_nothing,
    kept,
    only,
    together,
    wrong,
)

_NO_ACTION: Final = "There is no action that this is of: kept as printed."
_NOT_ALONGSIDE: Final = (
    "As many lines as there are actions, or one for all: it cannot be told which belongs to which,"
    " so the cell is kept as printed."
)
_SEVERAL_OWNERS: Final = "Several names: the first is taken, and the whole cell is kept as printed."
_LONG_NAME: Final = "Too long for a name: kept as printed."
_TAKEN: Final = "Taken for {due}, and kept as printed."
_LONG_DAY: Final = "Too long for a date: kept as printed."
_DONE: Final = DAYS[Holds.ACTION_DONE]
_NUMBER: Final = re.compile(r"\(?([0-9]{1,3})[.):](?![0-9])\s*")


@dataclass(frozen=True, slots=True)
class ActionRule:
    """How the columns of actions are read: the names that were said, and the day of the file.

    `sets` are the sets of the columns in which each action has its own.
    """

    names: NameRule
    as_of: date
    sets: Mapping[int, int] = field(default_factory=dict)


def read_actions(rule: ActionRule, cells: Sequence[Cell]) -> Said:
    """Return the actions, each with what the other columns say of it."""
    of = {holds: [c for c in cells if c.column.holds is holds] for holds in ACTED}
    records, said = records_in(of[Holds.ACTIONS])
    sets = [rule.sets.get(cell.column.index, 0) for cell, _ in records]
    owners, owned = _beside(rule, of[Holds.ACTION_OWNER], sets, _owners)
    dues, due = _beside(rule, of[Holds.ACTION_DUE], sets, _dues)
    done, done_said = _beside(rule, of[Holds.ACTION_DONE], sets, _done)
    progress, progressed = _beside(rule, of[Holds.PROGRESS], sets, _progress)
    told = zip((words for _, words in records), owners, dues, done, progress, strict=True)
    actions = tuple(RowAction(*one) for one in told)
    return together(said, owned, due, done_said, progressed, Said(fields={"actions": actions}))


_Told = TypeVar("_Told")
_Reading = Callable[[ActionRule, Sequence[Cell], int], tuple[list[_Told], Said]]


def _beside(
    rule: ActionRule, cells: Sequence[Cell], sets: Sequence[int], read: _Reading[_Told]
) -> tuple[list[_Told], Said]:
    """Return what columns say of each action, those of a set of its action alone."""
    of_sets = {rule.sets.get(cell.column.index, 0) for cell in cells}
    if of_sets <= {0}:
        return read(rule, cells, len(sets))
    told, _ = read(rule, (), len(sets))
    said: list[Said] = []
    for one in sorted(of_sets):
        places = [at for at, of in enumerate(sets) if of == one]
        own = [cell for cell in cells if rule.sets.get(cell.column.index, 0) == one]
        found, about = read(rule, own, len(places))
        said.append(about)
        for at, words in zip(places, found, strict=True):
            told[at] = words
    return told, together(*said)


def _alongside(words: str, number: int) -> list[str] | None:
    """Return what each of so many actions has beside it, None where that cannot be told."""
    numbered = enumerate(words.strip().splitlines(), 1)
    lines = ["" if is_nothing(line) else _unnumbered(line, at) for at, line in numbered]
    if len(lines) == number:
        return lines
    lines = [line for line in lines if line]
    if len(lines) == 1:
        return lines * number
    return lines if len(lines) == number else None


def _unnumbered(line: str, at: int) -> str:
    """Return a line without its bullet; a number is one only if it counts the lines."""
    line = line.strip()
    if found := _NUMBER.match(line):
        return line[found.end() :] if int(found[1]) == at else line
    return unbulleted(line).strip()


def _column(cells: Sequence[Cell], number: int) -> tuple[Cell | None, list[str], Said]:
    """Return the one cell that holds a value, what it says of each action, and what is kept."""
    if not cells:
        return None, [""] * number, NOTHING_SAID
    cell, said = only(cells)
    if cell is None:
        return None, [""] * number, said
    if not number:
        return None, [], together(said, kept(cell, remark=_NO_ACTION))
    lines = _alongside(cell.words, number)
    if lines is None:
        return None, [""] * number, together(said, kept(cell, remark=_NOT_ALONGSIDE))
    return cell, lines, said


def _owners(rule: ActionRule, cells: Sequence[Cell], number: int) -> tuple[list[str], Said]:
    cell, lines, said = _column(cells, number)
    if cell is None:
        return lines, said
    said_one = rule.names.said
    names = [names_in(line, Holds.ACTION_OWNER, said_one) if line else ("",) for line in lines]
    firsts = ["" if is_nobody(name) else name for name, *_ in names]
    if max(map(len, firsts)) > LONGEST_NAME:
        return [""] * number, together(said, kept(cell, remark=_LONG_NAME))
    several = any(len(each) > 1 for each in names)
    besides = kept(cell, remark=_SEVERAL_OWNERS) if several else NOTHING_SAID
    if not several and any(is_nobody(name) for name, *_ in names):
        besides = kept(cell)
    named = Said(names=tuple(row_name(cell, name) for name in dict.fromkeys(firsts) if name))
    return firsts, together(said, besides, named)


def _dues(_: ActionRule, cells: Sequence[Cell], number: int) -> tuple[list[DuePeriod | None], Said]:
    cell, lines, said = _column(cells, number)
    if cell is None:
        return [None] * number, said
    reads = [read_printed(" ".join(line.split()), cell.column) for line in lines]
    found = _once(together(*(no_date(cell, read) for read in reads if read.problem)))
    long = [read for read in reads if read.period and len(read.as_printed) > LONGEST_FORM]
    if long and found is NOTHING_SAID:
        found = kept(cell, CellFlag.NOT_A_DATE, _LONG_DAY)
    dues = [None if read in long else _due(read) for read in reads]
    told = zip(reads, dues, strict=True)
    about = (_about_due(cell, due) for read, due in told if due and due is not read.period)
    return dues, together(said, found, _once(together(*about)))


def _due(read: ReadDate) -> DuePeriod | None:
    """Return when an action is due, in a form that plans print where the cell has another."""
    period = read.period
    if period is None or _is_planned(period.printed):
        return period
    if period.due_on is None:
        return replace(period, printed="ongoing")
    return DuePeriod(date_words(period.due_on), Precision.DAY, period.due_on, period.due_on)


def _about_due(cell: Cell, due: DuePeriod) -> Said:
    if is_serial(cell.words):
        return as_read(cell, due.starts_on)
    return kept(cell, remark=_TAKEN.format(due=due.printed))


@lru_cache(maxsize=4096)
def _is_planned(printed: str) -> bool:
    """Tell whether a due period is printed in a form that this register's own plans are."""
    try:
        parse_due(printed)
    except DueNotUnderstood:
        return False
    return True


def _done(rule: ActionRule, cells: Sequence[Cell], number: int) -> tuple[list[date | None], Said]:
    cell, lines, said = _column(cells, number)
    if cell is None:
        return [None] * number, said
    days = {line: day_of(cell._replace(words=line), _DONE, rule.as_of) for line in lines}
    found = together(*(about for _, about in days.values()))
    if found.problems:
        first = found.problems[0]
        return [None] * number, together(said, wrong(first.verdict, cell, first.expected))
    if found.cells:
        said = together(said, kept(cell, found.cells[0].flag, found.remarks[0].words))
    return [days[line][0] for line in lines], said


def _once(said: Said) -> Said:
    """Return what is said of a cell once, though several of its lines give cause to."""
    if said is NOTHING_SAID:
        return said
    return Said(cells=said.cells[:1], problems=said.problems[:1], remarks=said.remarks[:1])


def _progress(_: ActionRule, cells: Sequence[Cell], number: int) -> tuple[list[str], Said]:
    holding, said = filled(cells)
    if number == 1 and holding:
        return ["\n".join(_alone(cell.words.strip()) for cell in holding)], said
    _cell, lines, about = _column(cells, number)
    return lines, about


def _alone(words: str) -> str:
    """Return what is said of the only action, without the number of a single line."""
    return words if len(words.splitlines()) > 1 else _unnumbered(words, 1)
