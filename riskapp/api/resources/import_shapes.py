"""A file of an old register as it is answered with, how it is read, and its report."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from riskapp.api.shapes import Asked, Day, Line, Listing, Sent, Shape, Stated
from riskapp.domain.assurance import AssuranceResult
from riskapp.domain.assurance import Line as AssuranceLine
from riskapp.domain.escalation import Register
from riskapp.domain.import_corrections import Side
from riskapp.domain.import_drafts import LONGEST_CELL, LONGEST_SOURCE
from riskapp.domain.imports import Holds, ImportState, Point, RowOutcome, Split, UnknownNames
from riskapp.domain.printed_scores import ScoreOrder
from riskapp.domain.scoring import ScoreKind
from riskapp.readmodels.imports import ImportLine, ImportPage

MOST_COLUMNS = 500
MOST_ROWS = 500
Place = Annotated[int, Field(ge=1, le=1_100_000)]
"""A row or a column as a spreadsheet counts them, from 1."""


class HandInAsked(Asked):
    """Says of a file that is handed in what it is called, and where such files come from."""

    name: str = Field(
        max_length=200, description="What the file is called.", examples=["register.xlsx"]
    )
    source: str | None = Field(
        None,
        max_length=LONGEST_SOURCE,
        description="Where it comes from: the next file of that name is read in the same way.",
    )


class RowCountsOut(Shape):
    """What became of the rows of a file that was loaded."""

    new: int
    updated: int
    unchanged: int
    left_out: int


class ImportRowOut(Shape):
    """A file in a list."""

    id: UUID
    name: str
    kind: str
    size: int
    sha256: str
    state: ImportState
    source: Stated
    by: str
    recorded_at: datetime
    rows_in_file: int
    counts: RowCountsOut
    loaded_by: Stated
    loaded_at: datetime | None
    reversed_by: Stated
    reversed_on: date | None
    reversed_why: str
    version: int

    @classmethod
    def of_line(cls, line: ImportLine) -> "ImportRowOut":
        """Return a file as it is answered with."""
        return cls(**_values(line))


class ImportOut(ImportRowOut):
    """A file that was handed in."""

    checked: bool = Field(description="Whether its rows were looked through as it is read now.")

    @classmethod
    def of_page(cls, page: ImportPage) -> "ImportOut":
        """Return a file as it is answered with."""
        return cls(**_values(page.line), checked=bool(page.findings))


class Imports(Listing[ImportRowOut]):
    """A piece of the files that were handed in, the newest first."""


class ImportStepOut(Shape):
    """A file after a step; a long one is done as a job, after which to ask for the file again."""

    file: ImportOut
    job_id: UUID | None


class ColumnPlanBody(Sent):
    """What one column holds, by its place from 1."""

    column: Place
    heading: str = Field("", max_length=LONGEST_CELL)
    holds: Holds
    score: ScoreKind | None = Field(None, description="Which score a column of scores is of.")
    point: Point = Point.NOW
    split: Split = Split.WHOLE
    line: AssuranceLine | None = None
    result: AssuranceResult | None = None


class PlanBody(Sent):
    """How a file is read, as it is shown and as it is sent back, whole."""

    sheet: str = Field("", max_length=200)
    header_row: Place = Field(1, description="The row of its headings, from 1.")
    header_rows: int = Field(1, ge=1, le=10)
    order: ScoreOrder = Field(
        ScoreOrder.UNKNOWN, description="Which of two numbers in a cell comes first."
    )
    five_by_five: bool = Field(default=True, description="False where the matrix was another.")
    as_at: Day | None = Field(None, description="The day it is of; null for the day it is loaded.")
    year: int | None = Field(
        None, ge=1990, le=9998, description="In which the financial year of its quarters begins."
    )
    register_kind: Register | None = Field(None, alias="register", serialization_alias="register")
    unknown: UnknownNames = Field(
        UnknownNames.KEEP, description="What becomes of a name that the register does not have."
    )
    names: dict[Holds, dict[str, Line]] = Field(
        default_factory=dict,
        description='What each printed name means: an id, "keep" or "add", by what it is in.',
    )
    settled: tuple[Line, ...] = Field((), max_length=100, description="Questions answered already.")
    columns: tuple[ColumnPlanBody, ...] = Field(max_length=MOST_COLUMNS)


class CellRight(Sent):
    """What a cell is to say."""

    column: Place
    value: str = Field(max_length=LONGEST_CELL)


class SideRight(Sent):
    """Whose word holds where file and register differ."""

    field: Line
    side: Side


class RowRight(Sent):
    """What is put right in a row of the file; it comes in unless it is left out."""

    row: Place
    cells: tuple[CellRight, ...] = Field((), max_length=MOST_COLUMNS)
    left_out: bool = False
    sides: tuple[SideRight, ...] = Field((), max_length=100)


class RowsRight(Sent):
    """What is put right in some rows of the file."""

    rows: tuple[RowRight, ...] = Field(min_length=1, max_length=MOST_ROWS)


class CellProblemOut(Shape):
    """What is wrong in a cell, or in a row as a whole."""

    row: int
    column: str
    cell: str | None
    value: str
    expected: str


class CellRemarkOut(Shape):
    """What is said of a cell that comes in all the same."""

    column: str
    value: str
    words: str


class FieldChangeOut(Shape):
    """What a row changes in the risk that is there."""

    field: str
    before: str
    after: str


class ReportRowOut(Shape):
    """A row of the file: what becomes of it, and the first thing that is wrong with it."""

    row: int
    column: str | None
    cell: str | None
    value: str | None
    expected: str | None
    reference: str | None
    printed_reference: str | None
    title: str
    outcome: RowOutcome
    problems: tuple[CellProblemOut, ...]
    remarks: tuple[CellRemarkOut, ...]
    changes: tuple[FieldChangeOut, ...]


class PassedOverOut(Shape):
    """A row that is none of a risk, and why."""

    row: int
    why: str


class ReportOut(Shape):
    """What was found of the rows of a file; its lists together hold every row once."""

    file: str
    sha256: str
    said: str
    rows_in_file: int
    counts: dict[str, int]
    ready: tuple[ReportRowOut, ...]
    needs_you: tuple[ReportRowOut, ...]
    refused: tuple[ReportRowOut, ...]
    loaded: tuple[ReportRowOut, ...]
    left_out: tuple[int, ...]
    passed_over: tuple[PassedOverOut, ...]
    missing: tuple[str, ...]


class LoadedRowOut(Shape):
    """What became of a row that was loaded; the risk is null where it is hidden."""

    row: int = Field(validation_alias="number")
    outcome: RowOutcome
    reference: Stated
    title: Stated


class LoadedRows(Listing[LoadedRowOut]):
    """A piece of the rows of a file that was loaded."""


def _values(line: ImportLine) -> Mapping[str, Any]:
    counts = {outcome.replace("-", "_"): number for outcome, number in line.counts.items()}
    same = (name for name in ImportRowOut.model_fields if name != "counts")
    return {name: getattr(line, name) for name in same} | {"counts": RowCountsOut(**counts)}
