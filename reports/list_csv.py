"""Lists as CSV files: a heading for each column, then the rows; see `csv_file` for the cells."""

from collections.abc import Iterator

from reports.csv_file import csv_lines
from riskapp.domain.take_out import cell_words
from riskapp.readmodels.take_out import TakeOut


def list_csv(take_out: TakeOut) -> Iterator[bytes]:
    """Yield a list as a CSV file, line by line; its rows are asked for as it is sent."""
    headings = [column.heading for column in take_out.columns]
    return csv_lines(headings, (tuple(map(_cell, row)) for row in take_out.rows))


def _cell(value: object) -> object:
    return value if type(value) is int else cell_words(value)  # type: ignore[arg-type]
