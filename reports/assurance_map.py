"""The assurance map as a CSV file."""

from collections.abc import Iterator

from reports.csv_file import csv_bytes
from riskapp.domain.assurance import LINE_SHORT, Line
from riskapp.domain.assurance_map import Cell
from riskapp.domain.wording import NO_OBJECTIVE
from riskapp.readmodels.assurance_map import AssuranceMap, MapGroup, MapRow

COLUMNS = (
    "Objective",
    "Objective's title",
    "Risk",
    "Title",
    "Current score",
    "Lead committee",
    *(LINE_SHORT[line].capitalize() for line in Line),
    "Holes",
    "Expired",
)


def assurance_map_csv(found: AssuranceMap) -> bytes:
    """Return the map as a file: one row for each risk under each objective."""
    return csv_bytes(COLUMNS, _rows(found))


def _rows(found: AssuranceMap) -> Iterator[tuple[object, ...]]:
    for group in found.groups:
        for row in group.rows:
            yield (*_objective(group), *_risk(row))


def _objective(group: MapGroup) -> tuple[str, str]:
    objective = group.objective
    return (objective.number, objective.title) if objective else ("", NO_OBJECTIVE)


def _risk(row: MapRow) -> tuple[object, ...]:
    return (
        row.reference,
        row.title,
        row.current.value if row.current else "not scored",
        row.committee,
        *(_cell(row.cells[line]) for line in Line),
        row.holes,
        row.expired,
    )


def _cell(cell: Cell) -> str:
    return f"{cell.words} (and {cell.more} more)" if cell.more else cell.words
