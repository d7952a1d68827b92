"""Reading a day as people write it."""

import re
from datetime import date

from riskapp.domain.wording import MONTH_NAMES

_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})")
_FIGURES = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def read_day(written: str) -> date | None:
    """Return the day written as 30 June 2018, 30/6/2018 or 2018-06-30; None when it is not one."""
    words = " ".join(written.split()).lower()
    if found := _ISO.fullmatch(words):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _FIGURES.fullmatch(words):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := _WORDS.fullmatch(words):
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    return None


def _month(word: str) -> int:
    """Return the number of a month, whole or shortened, or 0."""
    names = enumerate(MONTH_NAMES, 1)
    return next((number for number, name in names if name.lower().startswith(word)), 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
