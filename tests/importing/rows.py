"""Rows of an old register as they are once read, one for each thing that a register prints."""

from datetime import date

from riskapp.domain.assurance import AssuranceResult, Line
from riskapp.domain.controls import GapKind
from riskapp.domain.due_periods import parse_due
from riskapp.domain.import_rows import ReadRow, RowAction, RowAssurance, RowName, RowScore
from riskapp.domain.imports import Holds
from riskapp.domain.lifecycle import Origin, RiskKind, RiskStatus, Treatment
from riskapp.domain.printed_cells import CellFlag, PrintedCell
from riskapp.domain.scoring import Consequence, Likelihood, ScoreKind


def pair(
    consequence: int,
    likelihood: int,
    kind: ScoreKind = ScoreKind.CURRENT,
    on: date | None = None,
) -> RowScore:
    printed = f"{consequence} x {likelihood}"
    return RowScore(kind, printed, Consequence(consequence), Likelihood(likelihood), on=on)


def alone(
    value: int, kind: ScoreKind = ScoreKind.CURRENT, on: date | None = None, basis: str = ""
) -> RowScore:
    return RowScore(kind, str(value), printed=value, on=on, basis=basis)


def name(holds: Holds, said: str) -> RowName:
    return RowName(holds, 5, holds.value, said)


def day(month: int, number: int = 1, year: int = 2018) -> date:
    return date(year, month, number)


FULL = ReadRow(
    2,
    reference="2 0316",
    title="Too few community nurses",
    cause="posts stay vacant",
    event="visits are missed",
    effect="harm",
    kind=RiskKind.STRATEGIC,
    origin=Origin.AUDIT,
    treatment=Treatment.TREAT,
    opened_on=day(1, 8),
    opened_printed="08/01/18",
    reviewed_on=day(5, 2),
    target_on=day(3, 31, 2019),
    scores=(
        pair(4, 5, ScoreKind.INHERENT),
        pair(4, 4, on=day(2)),
        pair(4, 5, on=day(4)),
        pair(2, 4, ScoreKind.TARGET),
    ),
    names=(
        name(Holds.UNIT, " adult  SERVICES"),
        name(Holds.OWNER, "Director of Nursing"),
        name(Holds.HANDLER, "Somebody else"),
        name(Holds.COMMITTEE, "Quality Committee"),
        name(Holds.OBJECTIVES, "1"),
        name(Holds.ACTION_OWNER, "Director of Nursing"),
    ),
    controls=("Weekly rota", " Bank staff "),
    gaps=((GapKind.CONTROL, "No relief pool"), (GapKind.ASSURANCE, "No audit since 2016")),
    assurances=(RowAssurance("Internal audit\n2017", Line.THIRD, AssuranceResult.MIXED),),
    actions=(
        RowAction("Recruit six nurses", "Director of Nursing", parse_due("Sep 2018")),
        RowAction("Visit two trusts", done_on=day(6), progress="Both were visited."),
    ),
    notes=("Discussed at the board.",),
    cells=(PrintedCell("Description", "All of it.", CellFlag.DESCRIPTION),),
)
"""A row that says something of everything."""

ROWS = (
    FULL,
    ReadRow(3, reference="R 17", title="Printed alone", scores=(alone(18, basis="Q4"),)),
    ReadRow(
        4,
        title="Fell since it was high",
        opened_on=day(3),
        scores=(alone(16, on=day(1)), alone(8, on=day(5))),
        next_review_on=day(9),
    ),
    ReadRow(
        5,
        title="Closed long ago",
        status=RiskStatus.CLOSED,
        opened_on=day(1, 1, 2016),
        closed_on=day(1, 1, 2017),
        scores=(pair(5, 5),),
        controls=("A control",),
        notes=("It was closed.",),
    ),
    ReadRow(6, title="Closed at once", status=RiskStatus.CLOSED, closed_on=day(2)),
    ReadRow(7, title="Still a draft", status=RiskStatus.DRAFT, scores=(pair(5, 4),)),
    ReadRow(8, title="Rejected", status=RiskStatus.REJECTED, controls=("A control",)),
    ReadRow(9, title="Moderate", scores=(pair(2, 3), alone(30, ScoreKind.TARGET))),
    ReadRow(
        10,
        title="High, twice on one day",
        opened_on=day(2),
        scores=(pair(3, 5, on=day(2)), pair(5, 4, on=day(2))),
        reviewed_on=day(3),
        next_review_on=day(4),
    ),
)
