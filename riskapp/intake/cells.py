"""Cells as text: what a person sees in them."""

import math
from datetime import date, datetime, time, timedelta
from typing import Final

Value = int | float | str | bool | time | date | datetime | timedelta
"""What a reader of workbooks finds in a cell."""

WHOLE: Final = 10**15
"""From here on numbers are printed with a power of ten, as Excel does: it keeps 15 digits."""
_HALF: Final = 500_000
"""Microseconds from which a second is the next one."""
_MIDNIGHT: Final = time()


def cell_text(value: Value) -> str:
    """Return what a person sees in a cell; text is returned exactly as it is."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, datetime):
        return _moment_text(value)
    if isinstance(value, timedelta):
        return _length_text(value)
    return value.isoformat() if isinstance(value, date) else _clock_text(value)


def number_text(number: float) -> str:
    """Return a number as it is printed: 16.0 as "16", 0.1 + 0.2 as "0.3"."""
    if math.isfinite(number) and number == int(number) and abs(number) < WHOLE:
        return str(int(number))
    return f"{number:.15g}".replace("e", "E")


def _moment_text(moment: datetime) -> str:
    """Dates are numbers in a workbook, and a second is not always a round one."""
    moment = moment.replace(microsecond=0) + timedelta(seconds=moment.microsecond >= _HALF)
    day = moment.date().isoformat()
    return day if moment.time() == _MIDNIGHT else f"{day} {moment.time().isoformat()}"


def _clock_text(clock: time) -> str:
    rounded = _moment_text(datetime.combine(date(2000, 1, 1), clock))
    return rounded.partition(" ")[2] or str(_MIDNIGHT)


def _length_text(length: timedelta) -> str:
    """A length of time in hours, as "42:00:00"."""
    seconds = round(abs(length).total_seconds())
    sign = "-" if length < timedelta() else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
