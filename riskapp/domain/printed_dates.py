"""The date that a cell of an old register prints: kept exactly, with the period it names.

Days come before months, as the UK writes them. What may be read in two ways is refused.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from riskapp.domain.due_periods import (
    FIRST_YEAR,
    LAST_YEAR,
    DueNotUnderstood,
    DuePeriod,
    Precision,
    parse_due,
)
from riskapp.domain.score_signs import DASHES
from riskapp.domain.summer_time import day_at_home
from riskapp.domain.unseen import without_unseen
from riskapp.domain.wording import MONTH_NAMES


class DateProblem(StrEnum):
    """Why a printed date gives no period."""

    YEAR = "year"
    NO_SUCH_DAY = "no-such-day"
    TWO_READINGS = "two-readings"
    EITHER_ORDER = "either-order"
    NOT_READ = "not-read"


@dataclass(frozen=True, slots=True)
class ReadDate:
    """What a cell prints, and the period or the problem; a blank cell has neither.

    The period is printed as the cell is, also where the cell has a time or a spreadsheet's number.
    """

    as_printed: str
    period: DuePeriod | None = None
    problem: DateProblem | None = None

    def refusal(self, cell: str) -> str | None:
        """Return why the cell, called so, gives no date; None if nothing is wrong."""
        if self.problem is None:
            return None
        return f"{cell} says “{_shortened(self.as_printed)}”. Expected: {self.expected}."

    @property
    def expected(self) -> str:
        """Say what was expected in place of the cell, nothing where nothing is wrong."""
        return _EXPECTED[self.problem] if self.problem else ""


_EXPECTED: Final = {
    DateProblem.YEAR: f"a date with a year from {FIRST_YEAR} to {LAST_YEAR}, like 31 March 2024",
    DateProblem.NO_SUCH_DAY: "a day of the calendar, written before its month, like 31/03/2024",
    DateProblem.TWO_READINGS: (
        "a date that can be read in one way only, like November 2012 for a month or 2011/2012 for"
        " a financial year"
    ),
    DateProblem.EITHER_ORDER: (
        "a date with its month in words, like 4 May 2024: other dates of the file have their months"
        " first, so that nobody can tell which this has"
    ),
    DateProblem.NOT_READ: "a date, like 31 March 2024, March 2024 or Q4 2023/24",
}
_LONGEST_QUOTED: Final = 60
_CENTURY: Final = 100
_MONTHS: Final = len(MONTH_NAMES)
_DASH: Final = re.compile(f"[{DASHES}]")
_DAY_NOUGHT: Final = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
"""Day 0 of a spreadsheet's numbers, by whether they count from 1904; else from March 1900 on."""
_SERIAL: Final = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_TIME: Final = re.compile(
    r"(?:(?<=[0-9])t| )[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
    r"(?: ?[ap]m|z|[+-][0-9]{2}:?[0-9]{2})?",
    re.IGNORECASE,
)
_MONTH_NAME: Final = "|".join(name[:3] for name in MONTH_NAMES)
_WEEKDAY: Final = re.compile(
    r"\A(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]? (?=[0-9])",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"\A(?:(?:(?:due|on|by|due by|due on|the|by the|on the|no later than|not later than):? )+"
    r"(?=[0-9a-z]))",
    re.IGNORECASE,
)
_END: Final = re.compile(r"\A(?:the )?end (?:of )?(?=[0-9a-z])", re.IGNORECASE)
"""What makes the last day of a period of it."""
_WITHIN: Final = re.compile(
    r"\A(?:early|mid|middle of|late|beginning of|start of)(?: in)?[ -](?=[0-9a-z])", re.IGNORECASE
)
"""What names a part of a period of which nobody can say where it begins or ends."""
_WEEK: Final = re.compile(
    r"\A(?:(?P<from>w[/.]?[cb](?![a-z])\.?|week (?:commencing|beginning|starting|of))"
    r"|w[/.]?e(?![a-z])\.?|week ending):? ?(?=[0-9a-z])",
    re.IGNORECASE,
)
_OTHERS_OF_WEEK: Final = timedelta(days=6)
_SPELLED: Final = (
    (re.compile(r"(?<=[0-9])(?:st|nd|rd|th)(?: of)?(?= )", re.IGNORECASE), ""),
    (re.compile(r"(?<=[a-z])[.,]? ?['\u2018\u2019](?=[0-9]{2}\Z)", re.IGNORECASE), " "),
    (re.compile(r"(?<=[a-z]),(?= [0-9]{4}\Z)", re.IGNORECASE), ""),
    (
        re.compile(rf"((?:{_MONTH_NAME})[a-z]*)\.? ([0-9]{{1,2}}),? ([0-9]{{4}})", re.IGNORECASE),
        r"\2 \1 \3",
    ),
    (re.compile(r"([0-9]{4})([/.])([0-9]{1,2})\2([0-9]{1,2})"), r"\4/\3/\1"),
    (re.compile(r"\A((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])\Z"), r"\1-\2-\3"),
    (re.compile(rf"((?:{_MONTH_NAME})[a-z]*) ?[/&] ?(?={_MONTH_NAME})", re.IGNORECASE), r"\1-"),
    (re.compile(r"(?<=[a-z])/(?=(?:[0-9]{4}|[0-9]{2})\Z)", re.IGNORECASE), " "),
    (re.compile(r"\Aon[ -]going\Z", re.IGNORECASE), "ongoing"),
)
"""Ways to spell a day that can be read in one way only, each in the way that plans print it."""
_MONTH_FIRST: Final = re.compile(r"([0-9]{1,2}) ?([/.-]) ?([0-9]{1,2})(?= ?\2 ?[0-9])")
_DASHED: Final = re.compile(r"([0-9]{1,2}) ?- ?([0-9]{1,2}) ?- ?([0-9]{4}|[0-9]{2})")
_MONTH: Final = re.compile(r"([0-9]{1,2}) ?[/-] ?([0-9]{4})")
_ISO_MONTH: Final = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_TWO_PARTS: Final = re.compile(
    r"([0-9]{2}) ?[/-] ?([0-9]{2})|(?P<year>[0-9]{4}) ?- ?(?P<month>[0-9]{2})"
)
_DAY_SHAPED: Final = re.compile(
    r"[0-9]{1,2} ?([/.-]) ?[0-9]{1,2} ?\1 ?(?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|[0-9]{1,2} ?[/-] ?[0-9]{4}"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)?[ -]?(?:{_MONTH_NAME})[a-z]*[ .-]*(?:[0-9]{{4}}|[0-9]{{2}})",
    re.IGNORECASE,
)
"""What is written as days and months are, whether or not the calendar has it."""
_LONG_YEAR: Final = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")


def read_date(printed: str, *, month_first: bool = False, from_1904: bool = False) -> ReadDate:
    """Return what a cell of dates prints, days before months unless the file has them after."""
    text = " ".join(_DASH.sub("-", without_unseen(printed)).split())
    if not text.strip("-"):
        return ReadDate(printed)
    text = _WEEKDAY.sub("", _without_time(day_at_home(_BEFORE.sub("", text.rstrip(".")))), count=1)
    if month_first:
        text = _MONTH_FIRST.sub(_with_day_first, text, count=1)
    if _has_two_readings(text):
        return ReadDate(printed, problem=DateProblem.TWO_READINGS)
    try:
        period = _of_serial(text, from_1904=from_1904) or _read(text)
    except DueNotUnderstood:
        return ReadDate(printed, problem=_problem(text))
    return ReadDate(printed, DuePeriod(printed, period.precision, period.starts_on, period.due_on))


def _read(text: str) -> DuePeriod:
    return _of_week(text) or _of_end(text) or parse_due(_as_due(_WITHIN.sub("", text, count=1)))


def _of_week(text: str) -> DuePeriod | None:
    """Return the week that a day begins or ends, None where a text names none."""
    found = _WEEK.match(text)
    if found is None:
        return None
    day = parse_due(_as_due(text[found.end() :]))
    if day.precision is not Precision.DAY:
        raise DueNotUnderstood
    if found["from"]:
        return DuePeriod(text, day.precision, day.starts_on, day.starts_on + _OTHERS_OF_WEEK)
    return DuePeriod(text, day.precision, day.starts_on - _OTHERS_OF_WEEK, day.starts_on)


def _of_end(text: str) -> DuePeriod | None:
    """Return the last day of a period of which a text names the end, None where it names none."""
    bare = _END.sub("", text, count=1)
    if bare == text:
        return None
    period = parse_due(_as_due(bare))
    if period.due_on is None or period.precision is Precision.DAY:
        raise DueNotUnderstood
    return DuePeriod(text, period.precision, period.due_on, period.due_on)


def _without_time(text: str) -> str:
    """Return the text without the time of day that a spreadsheet or a database adds."""
    found = _TIME.search(text)
    return text[: found.start()] if found and found.end() == len(text) else text


def _has_two_readings(text: str) -> bool:
    """Tell whether two figures may be a financial year as well as a month, as 11/12 may."""
    found = _TWO_PARTS.fullmatch(text)
    if found is None:
        return False
    if found["year"]:
        return 1 <= int(found["month"]) <= len(MONTH_NAMES) and _follow(found)
    return min(int(found[1]), int(found[2])) <= len(MONTH_NAMES)


def _follow(found: re.Match[str]) -> bool:
    """Tell whether two figures of a year and a month are as well the years of a financial one."""
    return int(found["month"]) == (int(found["year"]) + 1) % _CENTURY


def _with_day_first(found: re.Match[str]) -> str:
    """Return a date whose month stands first with its day there, unless no month is so high."""
    return found[0] if int(found[1]) > _MONTHS else f"{found[3]}{found[2]}{found[1]}"


def has_either_order(printed: str) -> bool:
    """Tell whether a date says another day with its month first, and nothing says which it has."""
    found = _MONTH_FIRST.match(_BEFORE.sub("", " ".join(without_unseen(printed).split())))
    return (
        found is not None and found[1] != found[3] and max(map(int, found.group(1, 3))) <= _MONTHS
    )


def is_serial(printed: str) -> bool:
    """Tell whether a cell holds a day as the number that a spreadsheet keeps it as."""
    return _SERIAL.fullmatch(printed.strip()) is not None


def _of_serial(text: str, *, from_1904: bool) -> DuePeriod | None:
    """Return the day that a spreadsheet keeps as a number, None where the text is none."""
    found = _SERIAL.fullmatch(text)
    if found is None:
        return None
    day = _DAY_NOUGHT[from_1904] + timedelta(days=int(found[1]))
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DueNotUnderstood
    return DuePeriod(text, Precision.DAY, day, day)


def _as_due(text: str) -> str:
    """Return 31-03-2024 and 03/2024 in a form that plans print, and what else as it is."""
    for pattern, plain in _SPELLED:
        text = pattern.sub(plain, text)
    if found := _DASHED.fullmatch(text):
        return "/".join(found.groups())
    if found := _ISO_MONTH.fullmatch(text):
        text = f"{found[2]}/{found[1]}"
    found = _MONTH.fullmatch(text)
    if found and 1 <= int(found[1]) <= len(MONTH_NAMES):
        return f"{MONTH_NAMES[int(found[1]) - 1]} {found[2]}"
    return text


def _problem(text: str) -> DateProblem:
    serial = _SERIAL.fullmatch(text) is not None
    years = [int(year) for year in _LONG_YEAR.findall(text)]
    if serial or any(not FIRST_YEAR <= year <= LAST_YEAR for year in years):
        return DateProblem.YEAR
    return DateProblem.NO_SUCH_DAY if _DAY_SHAPED.fullmatch(text) else DateProblem.NOT_READ


def _shortened(printed: str) -> str:
    words = " ".join(printed.split())
    return words if len(words) <= _LONGEST_QUOTED else f"{words[:_LONGEST_QUOTED]}…"
