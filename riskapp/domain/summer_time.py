"""The day in the UK of a moment that a system printed in universal time."""

import re
from datetime import date, timedelta
from typing import Final

_LATE: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]23:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)? ?Z", re.IGNORECASE
)
"""The hour before midnight, which is past midnight where clocks are an hour ahead."""
_MARCH: Final = 3
_OCTOBER: Final = 10
_LONG_MONTH: Final = 31


def day_at_home(printed: str) -> str:
    """Return the day that it was in the UK at a moment like 2019-09-30T23:00:00Z, else the text."""
    found = _LATE.fullmatch(printed)
    if found is None:
        return printed
    try:
        day = date.fromisoformat(found[1])
    except ValueError:
        return printed
    is_summer = _last_sunday(day.year, _MARCH) <= day < _last_sunday(day.year, _OCTOBER)
    return (day + timedelta(days=1)).isoformat() if is_summer else printed


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, _LONG_MONTH)
    return last - timedelta(days=last.isoweekday() % 7)
