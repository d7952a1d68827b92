"""Plans of files and their rows, in as few words as a claim needs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from riskapp.domain.import_plans import ColumnPlan, FilePlan
from riskapp.domain.import_rows import ReadRow
from riskapp.domain.imports import Holds
from riskapp.domain.printed_cells import CellFlag
from riskapp.intake.rows import RowReader

TODAY = date(2024, 6, 30)

Column = Holds | tuple[Holds, dict[str, Any]]


def a_plan(*columns: Column, **said: Any) -> FilePlan:
    """A plan whose columns are headed by what they hold, unless another heading is said."""
    told = [column if isinstance(column, tuple) else (column, {}) for column in columns]
    planned = tuple(
        ColumnPlan(**{"index": index, "heading": f"{holds.value} {index}", "holds": holds} | more)
        for index, (holds, more) in enumerate(told)
    )
    return FilePlan(columns=planned, **said)


def read_row(plan: FilePlan, number: int, cells: Sequence[str], today: date = TODAY) -> ReadRow:
    """One row by itself, `number` being the file's own."""
    return RowReader.of(plan, today).read(number, cells)


def read(plan: FilePlan, *cells: str) -> ReadRow:
    """A row as read on a day of June 2024."""
    return read_row(plan, 7, cells)


def titled(*columns: tuple[Column, str], **said: Any) -> ReadRow:
    """A row with a title, and cells under columns that hold what is said."""
    plan = a_plan(Holds.TITLE, *(column for column, _ in columns), **said)
    return read(plan, "A title", *(words for _, words in columns))


def printed(row: ReadRow) -> list[tuple[str, CellFlag]]:
    """What a row keeps as printed, with why."""
    return [(cell.words, cell.flag) for cell in row.cells]
