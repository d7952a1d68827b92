"""The cells of a sheet that say what its columns hold: those of risks, not of totals or keys."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from riskapp.domain.import_plans import FilePlan
from riskapp.intake.book import Sheet
from riskapp.intake.columns import propose_columns
from riskapp.intake.header_rows import Header
from riskapp.intake.sheet_rows import sheet_rows


def sample_of(sheet: Sheet, header: Header) -> list[list[str]]:
    """Return cells of each column that are not blank, in the first rows that are risks.

    A column that is blank there has the first cells that it has further down.
    """
    first = replace(sheet, rows=sheet.rows[: header.ends + _FIRST])
    below = first.rows[header.ends :]
    columns = range(len(header.headings))
    proposed = propose_columns(header, [_filled(below, at) for at in columns])
    plan = FilePlan("", header.row, header.rows, tuple(one.column for one in proposed))
    risks = [cells for _, cells in sheet_rows(first, plan).risks] or below
    return [_filled(risks, at) or _filled(sheet.rows[header.ends :], at, _FEW) for at in columns]


def _filled(rows: Sequence[Sequence[str]], at: int, most: int | None = None) -> list[str]:
    filled = (row[at] for row in rows if at < len(row) and row[at].strip())
    return list(islice(filled, most))


_FIRST: Final = 500
_FEW: Final = 20
