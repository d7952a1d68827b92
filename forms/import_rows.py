"""Putting right what a dry run found in a file: cells, rows to leave out, and whose word holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from forms.base import DraftForm, clean
from forms.fields import CarriedField, ChoicesField, EnumField, Option, PlainTextField
from forms.import_sent import shown_rows, side_key
from forms.plan import VersionField
from riskapp.domain.import_corrections import Side
from riskapp.domain.import_drafts import LONGEST_CELL, PutRight
from riskapp.domain.import_findings import FieldChange, RowFinding

LEAVE: Final = (Option("yes", "Leave this row out"),)
MANY_LINES: Final = 60
"""From how many characters a cell is shown on several lines."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that may be put right: what it says now, and what was expected of it."""

    index: int
    column: str
    value: str
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file with its cells that may be put right."""

    finding: RowFinding
    cells: tuple[Cell, ...] = ()
    said: tuple[str, ...] = ()
    """What is wrong with the row as a whole."""
    left_out: bool = False
    sides: Mapping[str, Side] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """Its number in the file."""
        return self.finding.number

    def with_cells(self, more: Iterable[Cell]) -> "Row":
        """Return the row with more cells that may be put right, in the order of the file."""
        cells = sorted([*self.cells, *more], key=lambda cell: cell.index)
        return replace(self, cells=tuple(cells))

    @property
    def choices(self) -> tuple[FieldChange, ...]:
        """Where the file and the register each say something else."""
        return tuple(change for change in self.finding.changes if change.is_choice)


@dataclass(frozen=True, slots=True)
class RowFields:
    """A row with its fields."""

    row: Row
    cells: tuple[tuple[Cell, Any], ...]
    sides: tuple[tuple[FieldChange, Any], ...]
    leave: Any


class RowsForm(DraftForm):
    """Some rows of a file."""

    seen_version = VersionField()
    rows = CarriedField()
    sheet = CarriedField()
    shown: tuple[Row, ...] = ()

    @property
    def row_fields(self) -> Iterator[RowFields]:
        """The fields of each row that is shown."""
        for row in self.shown:
            yield RowFields(
                row,
                tuple((cell, self[cell_name(row.number, cell.index)]) for cell in row.cells),
                tuple(
                    (change, self[side_name(row.number, change.field)]) for change in row.choices
                ),
                self[f"leave_{row.number}"],
            )

    def draft(self) -> PutRight:
        """Return what was put right: only cells that say something else now."""
        return PutRight(
            seen_version=self.seen_version.number,
            shown=frozenset(row.number for row in self.shown),
            cells={one.row.number: cells for one in self.row_fields if (cells := _changed(one))},
            left_out=frozenset(one.row.number for one in self.row_fields if one.leave.data),
            sides={one.row.number: sides for one in self.row_fields if (sides := _chosen(one))},
        )


def cell_name(row: int, index: int) -> str:
    """Return the name of the field of a cell."""
    return f"cell_{row}_{index}"


def side_name(row: int, field: str) -> str:
    """Return the name of the field of a choice between file and register."""
    return f"side_{row}_{side_key(field)}"


def rows_form(rows: Iterable[Row], sent: Any = None, **filled: Any) -> RowsForm:
    """Return the form for some rows, as it was sent, or with what they say unless it is filled."""
    shown = tuple(rows)
    fields: dict[str, Any] = {}
    for row in shown:
        fields |= _fields(row)
    form: RowsForm = type("RowsForm", (RowsForm,), fields)(sent, data=_filled(shown) | filled)
    form.shown = shown
    return form


def _fields(row: Row) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for cell in row.cells:
        rows = 3 if len(cell.value) > MANY_LINES or "\n" in cell.value else 1
        words = f"Row {row.number}, {cell.column}"
        name = cell_name(row.number, cell.index)
        fields[name] = PlainTextField(words, longest=LONGEST_CELL, rows=rows)
    for change in row.choices:
        words = f"Row {row.number}: {change.field}"
        name = side_name(row.number, change.field)
        fields[name] = EnumField(words, Side, change.side_words.__getitem__)
    fields[f"leave_{row.number}"] = ChoicesField(f"Row {row.number}", LEAVE)
    return fields


def _filled(rows: Sequence[Row]) -> dict[str, Any]:
    filled: dict[str, Any] = {"rows": shown_rows((row.number, row.left_out) for row in rows)}
    for row in rows:
        filled |= {cell_name(row.number, cell.index): cell.value for cell in row.cells}
        filled[f"leave_{row.number}"] = ["yes"] if row.left_out else []
        for change in row.choices:
            filled[side_name(row.number, change.field)] = row.sides.get(change.field)
    return filled


def _changed(one: RowFields) -> dict[int, str]:
    said = ((cell, str(typed.data or "")) for cell, typed in one.cells)
    return {cell.index: words for cell, words in said if words != clean(cell.value)}


def _chosen(one: RowFields) -> dict[str, Side]:
    return {change.field: side.member for change, side in one.sides if side.member}
