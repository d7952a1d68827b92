"""A plan kept from the last file of a source, carried over to a new one by its headings."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from riskapp.domain.heading_days import when_of
from riskapp.domain.import_plans import ColumnPlan, FilePlan
from riskapp.domain.imports import SCORED, Holds, QuestionKey
from riskapp.domain.spreadsheets import UNHEADED
from riskapp.intake.book import Sheet
from riskapp.intake.columns import SEVERAL
from riskapp.intake.header_rows import LOOKED_AT, Header, header_at
from riskapp.intake.headings import folded
from riskapp.intake.sections import SECTIONS

Key = tuple[str, int]
"""A heading, and how many columns before it have the same."""


def header_as_kept(sheet: Sheet, kept: FilePlan, found: Header) -> Header:
    """Return where most of the headings of a kept plan stand; what was found where they do not."""
    wanted = Counter(folded(one.heading) for one in kept.columns if _is_headed(one))
    headers = [found, *_headers(sheet, kept.header_rows)]
    same = [(Counter(map(folded, one.headings)) & wanted).total() for one in headers]
    enough = max(same) >= _MOST * wanted.total()
    return headers[same.index(max(same))] if enough else found


def carried_over(fresh: FilePlan, kept: FilePlan) -> FilePlan:
    """Return the plan of a new file with what was said of the columns that the last one had too."""
    by_key = dict(_keyed(kept.columns))
    told = {key: by_key.get(key) for key, _ in _keyed(fresh.columns)}
    held = {_held(one) for one in told.values() if one}
    columns = [
        replace(was, index=one.index, heading=one.heading)
        if (was := told[key])
        else _new(one, held)
        for key, one in _keyed(fresh.columns)
    ]
    return replace(
        fresh,
        columns=tuple(columns),
        order=kept.order,
        five_by_five=kept.five_by_five,
        register=kept.register,
        unknown=kept.unknown,
        names=kept.names,
        settled=kept.settled - {QuestionKey.YEAR},
    )


def _headers(sheet: Sheet, rows: int) -> Iterator[Header]:
    for row in range(min(len(sheet.rows), LOOKED_AT)):
        if 0 < rows <= len(sheet.rows) - row:
            yield header_at(sheet, row, rows)


def _keyed(columns: Iterable[ColumnPlan]) -> Iterator[tuple[Key, ColumnPlan]]:
    before: Counter[str] = Counter()
    for column in columns:
        heading = folded(column.heading)
        yield (heading, before[heading]), column
        before[heading] += 1


def _new(column: ColumnPlan, held: set[tuple[object, ...]]) -> ColumnPlan:
    """Return a column that the last file did not have, as printed where another holds the same."""
    if column.holds in SEVERAL - SCORED or _held(column) not in held:
        return column
    return replace(column, holds=Holds.AS_PRINTED, score=None)


def _held(column: ColumnPlan) -> tuple[object, ...]:
    return column.holds, column.score, column.point, when_of(column)


def _is_headed(column: ColumnPlan) -> bool:
    return column.heading not in SECTIONS and not column.heading.startswith(UNHEADED)


_MOST: Final = 0.6
