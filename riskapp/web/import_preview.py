"""What a page shows of a file while its columns are decided: the first of what each says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from riskapp.domain.import_plans import FilePlan
from riskapp.domain.imports import Holds
from riskapp.domain.spreadsheets import column_letters
from riskapp.intake.book import Sheet
from riskapp.intake.header_rows import width_of
from riskapp.intake.proposing import reasons
from riskapp.intake.sheet_rows import sheet_rows

SAMPLES: Final = 3
LOOKED_AT: Final = 200
"""Rows in which something is looked for that a column says."""
LONGEST_SAMPLE: Final = 80
FIRST_ROWS: Final = 10
LONGEST_ROW: Final = 200


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column: its letters, what it says in the first rows, and why it was proposed as it is."""

    letters: str
    samples: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A sheet: its first rows and its columns, of which so many say what they hold."""

    sheet: str
    header_row: int
    first_rows: tuple[str, ...]
    columns: tuple[ShownColumn, ...]
    known: int


def preview(sheet: Sheet | None, plan: FilePlan) -> Preview:
    """Return what is shown of a sheet that is read so; None where the file has no register."""
    sheet = sheet or Sheet(plan.sheet, ())
    why, width = reasons(sheet, plan), width_of(sheet)
    rows = [cells for _, cells in islice(sheet_rows(sheet, plan).risks, LOOKED_AT)]
    shown = [
        ShownColumn(
            column_letters(one.index) if one.index < width else "",
            _samples(rows, one.index),
            why.get(one.index, ""),
        )
        for one in plan.columns
    ]
    return Preview(
        sheet=sheet.name,
        header_row=plan.header_row + 1,
        first_rows=tuple(_joined(cells) for cells in sheet.rows[:FIRST_ROWS]),
        columns=tuple(shown),
        known=sum(one.holds is not Holds.AS_PRINTED for one in plan.columns),
    )


def _samples(rows: Iterable[Sequence[str]], index: int) -> tuple[str, ...]:
    """Return the first different things that a column says."""
    found: dict[str, None] = {}
    for cells in rows:
        words = cells[index].strip() if index < len(cells) else ""
        if words:
            found.setdefault(_cut(words, LONGEST_SAMPLE))
        if len(found) == SAMPLES:
            break
    return tuple(found)


def _joined(cells: Iterable[str]) -> str:
    return _cut(" · ".join(words.strip() for words in cells if words.strip()), LONGEST_ROW)


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[:longest].rstrip()}…"
