"""Rows of a file as its plan reads them: what each says of a risk, and what keeps it out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from riskapp.domain.import_drafts import LONGEST_CELL
from riskapp.domain.import_plans import FilePlan
from riskapp.domain.import_rows import Problem, ReadRow, Remark
from riskapp.domain.imports import Holds, Verdict
from riskapp.domain.references import printed_key, references_in
from riskapp.intake.row_moments import SAY_YEAR
from riskapp.intake.row_reader import Step, steps_of
from riskapp.intake.row_scores import SAY_ORDER
from riskapp.intake.said import column_name, together

MOST_COLUMNS: Final = 16_384
"""Columns that a sheet of a spreadsheet can have."""
_LONGEST_QUOTED: Final = 200
_MOST_NAMED: Final = 5
"""Other rows that a problem names, before it counts the rest."""

_UNSEEN: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Signs that no screen shows and not every database keeps; tabs and ends of lines are none."""
_CLEANED: Final = "Signs in it that no screen shows are left out."
_TOO_LONG: Final = f"at most {LONGEST_CELL:,} characters, as many as a cell of a spreadsheet holds"
_NO_TITLE: Final = "a title or a description, which says what the risk is"
_TWICE: Final = "a reference that no other row has, where {rows} it too"
_SAME_TITLE: Final = "{rows} this title and no reference either: each is brought in as a risk."
_SHARED: Final = "Row {row} has it among others (“{several}”): each is brought in as a risk."
_FILE_WIDE: Final = frozenset({SAY_ORDER, SAY_YEAR})
"""What is asked once for the whole file, and so once in a row."""


@dataclass(frozen=True, slots=True)
class RowReader:
    """A plan made ready to read any number of rows."""

    steps: tuple[Step, ...]
    names: Mapping[int, str]
    width: int

    @classmethod
    def of(cls, plan: FilePlan, today: date) -> "RowReader":
        """Return the reader of a file; no day in it may be after the day it is of, or today."""
        as_of = min(plan.as_at or today, today)
        there = tuple(column for column in plan.columns if 0 <= column.index < MOST_COLUMNS)
        read = [column for column in there if column.holds is not Holds.NOTHING]
        names = {column.index: column_name(column) for column in read}
        return cls(steps_of(replace(plan, columns=there), as_of), names, max(names, default=-1) + 1)

    def read(self, number: int, cells: Sequence[str]) -> ReadRow:
        """Return what a row says; `number` is the file's own."""
        fit, problems, remarks = self._fit(cells)
        said = together(*(step.say(fit) for step in self.steps))
        fields = said.fields
        if not fields.get("title"):
            problems.append(Problem(Verdict.REFUSED, None, "", "", _NO_TITLE))
        return ReadRow(
            number=number,
            scores=said.scores,
            names=said.names,
            cells=tuple(dict.fromkeys(said.cells)),
            problems=(*problems, *_asked_once(said.problems)),
            remarks=(*remarks, *said.remarks),
            **fields,
        )

    def _fit(self, cells: Sequence[str]) -> tuple[Sequence[str], list[Problem], list[Remark]]:
        """Return the cells without what cannot be kept, and what is to be said of that."""
        problems: list[Problem] = []
        remarks: list[Remark] = []
        fit = [*cells, *("" for _ in range(self.width - len(cells)))]
        joined = "".join(fit)
        plain = joined.isascii() and joined.isprintable()
        if len(joined) <= LONGEST_CELL and (plain or not _UNSEEN.search(joined)):
            return fit, problems, remarks
        for index, name in self.names.items():
            words = fit[index]
            if _UNSEEN.search(words):
                words = fit[index] = _UNSEEN.sub("", words)
                remarks.append(Remark(name, words[:_LONGEST_QUOTED], _CLEANED))
            if len(words) > LONGEST_CELL:
                quoted = f"{words[:_LONGEST_QUOTED]}…"
                problems.append(Problem(Verdict.REFUSED, index, name, quoted, _TOO_LONG))
                fit[index] = ""
        return fit, problems, remarks


def read_rows(
    plan: FilePlan, rows: Iterable[tuple[int, Sequence[str]]], today: date
) -> list[ReadRow]:
    """Return what each row says, with what only the file as a whole can tell."""
    reader = RowReader.of(plan, today)
    return _beside_each_other(plan, [reader.read(number, cells) for number, cells in rows])


def _asked_once(problems: Sequence[Problem]) -> Iterable[Problem]:
    """Give problems, what is asked for the whole file only once."""
    asked: set[str] = set()
    for problem in dict.fromkeys(problems):
        if problem.expected not in asked:
            yield problem
        asked |= {problem.expected} & _FILE_WIDE


def _beside_each_other(plan: FilePlan, rows: list[ReadRow]) -> list[ReadRow]:
    """Refuse a reference of several rows; remark on one that shares a cell, and on like titles."""
    by_reference: dict[str, list[int]] = defaultdict(list)
    by_title: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if row.reference:
            by_reference[printed_key(row.reference)].append(at)
        elif row.title:
            by_title[row.title.casefold()].append(at)
    for places in by_reference.values():
        _refuse_twice(plan, rows, places)
    _remark_shared(rows, by_reference)
    for places in by_title.values():
        _remark_alike(rows, places)
    return rows


def _remark_shared(rows: list[ReadRow], by_reference: Mapping[str, Sequence[int]]) -> None:
    """Say of a row whose reference stands in a cell of several, too, where that is."""
    shared = ((part, at) for key, (at, *_) in by_reference.items() for part in references_in(key))
    for part, several in shared:
        for at in by_reference.get(part, ()):
            row, other = rows[at], rows[several]
            words = _SHARED.format(row=other.number, several=other.reference)
            rows[at] = replace(row, remarks=(*row.remarks, Remark("", row.reference, words)))


def _refuse_twice(plan: FilePlan, rows: list[ReadRow], places: Sequence[int]) -> None:
    [column, *_] = plan.holding(Holds.REFERENCE)
    for at, others in _others(rows, places):
        row, expected = rows[at], _TWICE.format(rows=others)
        name = column_name(column)
        problem = Problem(Verdict.REFUSED, column.index, name, row.reference, expected)
        rows[at] = replace(row, problems=(*row.problems, problem))


def _remark_alike(rows: list[ReadRow], places: Sequence[int]) -> None:
    for at, others in _others(rows, places):
        row, words = rows[at], _SAME_TITLE.format(rows=others)
        words = words[0].upper() + words[1:]
        rows[at] = replace(row, remarks=(*row.remarks, Remark("", row.title, words)))


def _others(rows: Sequence[ReadRow], places: Sequence[int]) -> Iterable[tuple[int, str]]:
    """Give each place with the other rows alike: "row 5 has", "rows 5 and 9 have"."""
    if len(places) <= 1:
        return
    few = [rows[at].number for at in places[: _MOST_NAMED + 1]]
    for at in places:
        others = [number for number in few if number != rows[at].number][:_MOST_NAMED]
        yield at, _named(others, len(places) - 1 - len(others))


def _named(numbers: Sequence[int], more: int) -> str:
    said = [str(number) for number in numbers] + ([f"{more} more"] if more else [])
    if len(said) == 1:
        return f"row {said[0]} has"
    return f"rows {', '.join(said[:-1])} and {said[-1]} have"
