"""The day in the UK of a moment that a system printed in universal time."""

import re
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

_LATE: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]23:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)? ?Z", re.IGNORECASE
)
"""The hour before midnight, which is past midnight where clocks are an hour ahead."""
_LONDON: Final = ZoneInfo("Europe/London")


def day_at_home(printed: str) -> str:
    """Return the day that it was in the UK at a moment like 2019-09-30T23:00:00Z, else the text."""
    found = _LATE.fullmatch(printed)
    if found is None:
        return printed
    try:
        moment = datetime.fromisoformat(f"{found[1]}T23:00+00:00").astimezone(_LONDON)
    except (ValueError, OverflowError):
        return printed
    day = moment.date().isoformat()
    return printed if day == found[1] else day
