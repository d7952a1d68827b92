"""The register and the lists that come from it, as CSV files."""

from collections.abc import Iterable
from itertools import chain

from reports.csv_file import csv_bytes
from riskapp.domain.wording import NO_OBJECTIVE, band_words, label_of, printed_words, register_short
from riskapp.readmodels.heat_map import HeatMap
from riskapp.readmodels.register import Framework, ObjectiveGroup, RegisterRow
from riskapp.readmodels.scores import ShownScore

COLUMNS = (
    "Risk",
    "In the old register",
    "Title",
    "Status",
    "Kind",
    "Score",
    "Band",
    "Consequence",
    "Likelihood",
    "Of the score",
    "Scored on",
    "Target",
    "Target by",
    "Unit",
    "Owner",
    "Executive",
    "Lead committee",
    "On",
    "Objectives",
)
NO_SCORE = ("not scored", "", "", "", "", "")


def rows_csv(rows: Iterable[RegisterRow]) -> bytes:
    """Return a list of risks as a file, one row for each."""
    return csv_bytes(COLUMNS, map(_row, rows))


def framework_csv(found: Framework) -> bytes:
    """Return the framework as a file: a risk to two objectives has a row under each."""
    columns = ("Objective", "Objective's title", *COLUMNS)
    return csv_bytes(columns, chain.from_iterable(map(_group, found.groups)))


def heat_map_csv(found: HeatMap) -> bytes:
    """Return how many risks stand in each cell of the matrix, and how many cannot."""
    cells = [
        (cell.consequence, cell.likelihood, cell.value, band_words(cell.band), cell.count)
        for row in found.rows
        for cell in row
    ]
    beside = [
        ("", "", "", "score in the old register only", found.printed),
        ("", "", "", "not scored", found.unscored),
    ]
    return csv_bytes(("Consequence", "Likelihood", "Score", "Band", "Risks"), [*cells, *beside])


def _group(group: ObjectiveGroup) -> Iterable[tuple[object, ...]]:
    one = group.objective
    named = (one.number, one.title) if one else ("", NO_OBJECTIVE)
    return ((*named, *_row(row)) for row in group.rows)


def _row(row: RegisterRow) -> tuple[object, ...]:
    return (
        row.reference,
        row.printed_reference,
        row.title,
        label_of(row.status),
        label_of(row.kind),
        *(_score(row.current) if row.current else NO_SCORE),
        row.target.value if row.target else "",
        (row.target.target_on or "") if row.target else "",
        row.unit,
        row.owner,
        row.executive,
        row.committee,
        ", ".join(register_short(held.register) for held in row.registers),
        ", ".join(objective.number for objective in row.objectives),
    )


def _score(score: ShownScore) -> tuple[object, ...]:
    printed = printed_words(is_product=score.is_product) if score.is_printed else ""
    awaiting = "awaiting validation" if score.awaiting_validation else ""
    return (
        score.value,
        band_words(score.band),
        score.consequence or "",
        score.likelihood or "",
        "; ".join(filter(None, (printed, awaiting))),
        score.on or "",
    )
