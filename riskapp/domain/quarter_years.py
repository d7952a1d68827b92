"""The financial year that words name, such as those of a column that is kept by quarters."""

import re
from collections.abc import Iterator
from typing import Final

from riskapp.domain.import_plans import ColumnPlan
from riskapp.domain.imports import Point

_CENTURY: Final = 100
_APRIL: Final = 4
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_FINANCIAL: Final = re.compile(r"\b(20[0-9]{2}) ?[/–-] ?((?:20)?[0-9]{2})\b")
_SHORT: Final = re.compile(r"(?<![0-9/.-])([0-9]{2})/([0-9]{2})(?![0-9/.-])")
_MONTH: Final = re.compile(
    rf"\b({'|'.join(_MONTHS)})[a-z]*(?:[ .]+(20[0-9]{{2}})|[-'’/](?:20)?([0-9]{{2}}))\b",
    re.IGNORECASE,
)


def financial_years(words: str) -> Iterator[int]:
    """Yield the first years of the financial years that words name, as 2018/19 does."""
    yield from _consecutive(_FINANCIAL, words)


def year_named(heading: str) -> int | None:
    """Return the first year of the one financial year in which a heading says that it is."""
    found = {*financial_years(heading), *_consecutive(_SHORT, heading), *_of_months(heading)}
    return found.pop() if len(found) == 1 else None


def quarter_year(column: ColumnPlan) -> int | None:
    """Return the financial year that a column of a quarter names, None for any other column."""
    return None if column.point is Point.NOW else year_named(column.heading)


def _consecutive(pattern: re.Pattern[str], words: str) -> Iterator[int]:
    for first, second in pattern.findall(words):
        if int(second) % _CENTURY == (int(first) + 1) % _CENTURY:
            yield int(first) % _CENTURY + 2000


def _of_months(words: str) -> Iterator[int]:
    for month, whole, short in _MONTH.findall(words):
        year = int(whole or short) % _CENTURY + 2000
        yield year - (_MONTHS.index(month.casefold()) + 1 < _APRIL)
