"""Columns of scores whose heading is only a day or a month: "Mar-18", or a real date of a sheet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, pairwise
from typing import Final

from riskapp.domain.heading_days import names_bare_month, period_named, split_at_day
from riskapp.domain.imports import SCORED, Holds, Point
from riskapp.intake.contents import is_pair, is_score, share, whole_number
from riskapp.intake.headings import Heard

Headings = Sequence[Heard | None]
Cells = Sequence[Sequence[str]]
"""Of each column, the cells that are not blank."""


def dated_scores(headings: Sequence[str], heard: Headings, cells: Cells) -> list[Heard | None]:
    """Return what headings say, several days or months over what clearly are scores among them."""
    told = list(heard)
    dated = [at for at, one in enumerate(heard) if one is None and names_day(headings[at])]
    if _are_scores([cells[at] for at in dated], heard):
        for at in dated:
            told[at] = Heard(Holds.SCORE, point=Point.HEADED, sure=False)
    if _are_months(headings, told):
        told = [one and _monthly(one) for one in told]
    return told


def names_day(heading: str) -> bool:
    """Tell whether a heading is a day or a month, and nothing else."""
    named = split_at_day(heading)
    if named is None or named[1]:
        return False
    return names_bare_month(heading) or period_named(heading) is not None


def _are_scores(columns: Cells, heard: Headings) -> bool:
    """Tell whether columns can only be scores: products of two levels, beside a score by its name.

    Small numbers alone may count anything, such as what happened in a month.
    """
    filled = [cells for cells in columns if cells]
    if len(filled) < _SEVERAL:
        return False
    if all(share(cells, is_pair) >= _MOST for cells in filled):
        return True
    if not any(one and one.holds in SCORED for one in heard):
        return False
    numbers = {found for cell in chain(*filled) if (found := whole_number(cell)) is not None}
    if not numbers <= _PRODUCTS or max(numbers, default=0) <= _HIGHEST_LEVEL:
        return False
    return all(share(cells, is_score) >= _MOST for cells in filled)


def _are_months(headings: Sequence[str], heard: Headings) -> bool:
    """Tell whether days are months: the first of each, one month after another."""
    firsts = sorted(_days(headings, heard))
    months = [day.year * _MONTHS + day.month for day in firsts]
    return all(day.day == 1 for day in firsts) and any(b - a == 1 for a, b in pairwise(months))


def _days(headings: Sequence[str], heard: Headings) -> Iterator[date]:
    for heading, one in zip(headings, heard, strict=True):
        if one and one.point is Point.HEADED and _ISO.search(heading):
            period = period_named(heading)
            yield from (period.starts_on,) if period else ()


def _monthly(one: Heard) -> Heard:
    return replace(one, point=Point.MONTH) if one.point is Point.HEADED else one


_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""How a real date of a sheet is read, however it is shown."""
_SEVERAL: Final = 2
_MOST: Final = 0.8
_MONTHS: Final = 12
_HIGHEST_LEVEL: Final = 5
_PRODUCTS: Final = frozenset(one * two for one in range(1, 6) for two in range(1, 6))
