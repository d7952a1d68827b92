"""Number formats: whether a number in an old workbook is shown as a day, a clock or a length."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

from riskapp.intake.cells import cell_text, number_text
from riskapp.intake.percentages import percentage

_WORDS: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
"""What a format says word for word, the width of blanks, and colours and conditions."""
_ELAPSED: Final = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_MOMENT: Final = re.compile(r"[dmyhs]", re.IGNORECASE)
_LAST_DAY: Final = 2_958_466
"""The day after the last that a workbook can show: 31 December 9999."""
_LEAP_YEAR_BUG: Final = 60
"""Workbooks hold that 1900 was a leap year; before that day numbers are one lower."""


class Shown(Enum):
    """As what a number is shown."""

    NUMBER = auto()
    MOMENT = auto()
    LENGTH = auto()
    PERCENTAGE = auto()
    WITH_ONE_DECIMAL = auto()
    WITH_TWO_DECIMALS = auto()


BUILT_IN: Final[Mapping[int, Shown]] = {
    **dict.fromkeys((*range(14, 23), *range(27, 37), *range(50, 59)), Shown.MOMENT),
    45: Shown.MOMENT,
    46: Shown.LENGTH,
    47: Shown.MOMENT,
    9: Shown.PERCENTAGE,
    10: Shown.WITH_TWO_DECIMALS,
}
"""The formats that workbooks name by number alone; all others show numbers."""


_DECIMALS: Final = {
    Shown.PERCENTAGE: 0,
    Shown.WITH_ONE_DECIMAL: 1,
    Shown.WITH_TWO_DECIMALS: 2,
}
_PERCENTAGES: Final = {
    "0%": Shown.PERCENTAGE,
    "0.0%": Shown.WITH_ONE_DECIMAL,
    "0.00%": Shown.WITH_TWO_DECIMALS,
}


def shown_by(code: str) -> Shown:
    """Return as what a format of a workbook shows numbers."""
    if code.strip() in _PERCENTAGES:
        return _PERCENTAGES[code.strip()]
    code = _WORDS.sub("", code.partition(";")[0])
    if _ELAPSED.search(code):
        return Shown.LENGTH
    return Shown.MOMENT if _MOMENT.search(code) and code.lower() != "general" else Shown.NUMBER


def shown_number(number: float, shown: Shown, *, from_1904: bool) -> str:
    """Return a number as text: "16", "2024-03-31", "14:30:00" or "42:00:00"."""
    if shown in _DECIMALS:
        return percentage(number, _DECIMALS[shown]) or number_text(number)
    if shown is Shown.NUMBER or not 0 <= number < _LAST_DAY:
        return number_text(number)
    if shown is Shown.LENGTH:
        return cell_text(timedelta(days=number))
    moment = _first_day(number, from_1904=from_1904) + timedelta(days=number)
    return cell_text(moment) if number >= 1 else cell_text(moment.time())


def _first_day(number: float, *, from_1904: bool) -> datetime:
    if from_1904:
        return datetime(1904, 1, 1)  # noqa: DTZ001 - as it is shown, in no zone
    return datetime(1899, 12, 31 if number < _LEAP_YEAR_BUG else 30)  # noqa: DTZ001 - the same
