"""How a file is read: its sheet, its headings, what each column holds, and what was asked once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from riskapp.domain.assurance import AssuranceResult, Line
from riskapp.domain.errors import FieldError
from riskapp.domain.escalation import Register
from riskapp.domain.imports import Holds, Point, Split, UnknownNames
from riskapp.domain.printed_scores import ScoreOrder
from riskapp.domain.scoring import ScoreKind


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """What one column holds; `index` counts from 0, `heading` is what the file prints above it.

    `score` says which score a column of scores is of; `point` of which moment, in a register kept
    by quarters. `line` and `result` are said once for a whole column of assurances, which are kept
    as printed where either is not said. `month_first`, `either_order` and `from_1904` are found
    anew in each file: that its dates prove to have their months before their days, that nobody can
    tell whether they have, and from when it counts its days.
    """

    index: int
    heading: str
    holds: Holds = Holds.AS_PRINTED
    score: ScoreKind | None = None
    point: Point = Point.NOW
    split: Split = Split.WHOLE
    line: Line | None = None
    result: AssuranceResult | None = None
    month_first: bool = False
    either_order: bool = False
    from_1904: bool = False


@dataclass(frozen=True, slots=True)
class FilePlan:
    """How a file is read, and what was asked once for all of it.

    `header_row` counts from 0 and `header_rows` is how many rows the headings take. `order` is
    which of two numbers in a cell comes first; `five_by_five` is False where the old register had
    another matrix. `as_at` is the day the file is of, None for the day it is loaded; `year` the
    year in which the financial year of its quarters begins. `register` is the register that the
    file is a print of, None for any other. `names` say, by what a column holds and the printed
    name, which row of the register is meant: an id, or "keep" or "add". `settled` are the questions
    about the file that were answered, by their keys, so that none is asked again.
    """

    sheet: str = ""
    header_row: int = 0
    header_rows: int = 1
    columns: tuple[ColumnPlan, ...] = ()
    order: ScoreOrder = ScoreOrder.UNKNOWN
    five_by_five: bool = True
    as_at: date | None = None
    year: int | None = None
    register: Register | None = None
    unknown: UnknownNames = UnknownNames.KEEP
    names: Mapping[Holds, Mapping[str, str]] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()

    def holding(self, *holds: Holds) -> tuple[ColumnPlan, ...]:
        """Return the columns that hold any of these."""
        return tuple(column for column in self.columns if column.holds in holds)


def plan_to_json(plan: FilePlan) -> str:
    """Return a plan as it is kept, and as `riskapp import --mapping FILE` reads it."""
    told: dict[str, Any] = {
        "sheet": plan.sheet,
        "header_row": plan.header_row + 1,
        "header_rows": plan.header_rows,
        "order": plan.order.value,
        "five_by_five": plan.five_by_five,
        "as_at": plan.as_at.isoformat() if plan.as_at else None,
        "year": plan.year,
        "register": plan.register.value if plan.register else None,
        "unknown": plan.unknown.value,
        "names": {holds.value: dict(names) for holds, names in plan.names.items() if names},
        "settled": sorted(plan.settled),
        "columns": [_column_told(column) for column in plan.columns],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def plan_from_json(kept: str) -> FilePlan:
    """Return the plan that was kept or written by hand; FieldError where it cannot be read."""
    try:
        return _plan_told(json.loads(kept))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = f"This is no plan of how a file is read: {error}."
        raise FieldError("mapping", message) from error


def _column_told(column: ColumnPlan) -> dict[str, Any]:
    told: dict[str, Any] = {
        "column": column.index + 1,
        "heading": column.heading,
        "holds": column.holds.value,
    }
    if column.score is not None:
        told |= {"score": column.score.value, "point": column.point.value}
    if column.split is not Split.WHOLE:
        told["split"] = column.split.value
    if column.line is not None:
        told["line"] = column.line.value
    if column.result is not None:
        told["result"] = column.result.value
    return told


def _plan_told(told: Mapping[str, Any]) -> FilePlan:
    names = {Holds(holds): dict(given) for holds, given in told.get("names", {}).items()}
    as_at, register = told.get("as_at"), told.get("register")
    return FilePlan(
        sheet=str(told.get("sheet", "")),
        header_row=int(told.get("header_row", 1)) - 1,
        header_rows=int(told.get("header_rows", 1)),
        columns=tuple(_column_from(one) for one in told.get("columns", ())),
        order=ScoreOrder(told.get("order", ScoreOrder.UNKNOWN)),
        five_by_five=bool(told.get("five_by_five", True)),
        as_at=date.fromisoformat(as_at) if as_at else None,
        year=told.get("year"),
        register=Register(register) if register else None,
        unknown=UnknownNames(told.get("unknown", UnknownNames.KEEP)),
        names=names,
        settled=frozenset(map(str, told.get("settled", ()))),
    )


def _column_from(told: Mapping[str, Any]) -> ColumnPlan:
    score, line, result = told.get("score"), told.get("line"), told.get("result")
    return ColumnPlan(
        index=int(told["column"]) - 1,
        heading=str(told.get("heading", "")),
        holds=Holds(told["holds"]),
        score=ScoreKind(score) if score else None,
        point=Point(told.get("point", Point.NOW)),
        split=Split(told.get("split", Split.WHOLE)),
        line=Line(line) if line else None,
        result=AssuranceResult(result) if result else None,
    )
