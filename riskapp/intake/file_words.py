"""What a file says of itself above its headings: its day, its financial year, its register."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from riskapp.domain.due_periods import Precision
from riskapp.domain.escalation import Register
from riskapp.domain.heading_days import takes_year
from riskapp.domain.import_plans import FilePlan
from riskapp.domain.printed_dates import read_date
from riskapp.domain.quarter_years import financial_years, year_named
from riskapp.intake.book import Sheet


def register_of(sheet: Sheet, plan: FilePlan) -> Register | None:
    """Return the register that a file says it is a print of, None where it names none or both."""
    words = "\n".join(_said(sheet, plan))
    found = [register for register, pattern in _REGISTERS.items() if pattern.search(words)]
    return found[0] if len(found) == 1 else None


def day_of(sheet: Sheet, plan: FilePlan) -> date | None:
    """Return the day that a file says it is of, as in "as at 31 March 2019"."""
    found = {day for words in _said(sheet, plan) for day in _days(words)}
    return found.pop() if len(found) == 1 else None


def quarters_year(sheet: Sheet, plan: FilePlan) -> int | None:
    """Return the first year of the financial year of the quarters, where the file says it."""
    quarters = [column.heading for column in plan.columns if takes_year(column)]
    if not quarters:
        return None
    headed = {year for words in quarters if (year := year_named(words)) is not None}
    found = headed or {year for words in _said(sheet, plan) for year in financial_years(words)}
    return found.pop() if len(found) == 1 else None


def _said(sheet: Sheet, plan: FilePlan) -> Iterator[str]:
    """Yield the sheet's name and the words above its headings."""
    yield sheet.name
    for row in sheet.rows[: plan.header_row]:
        yield from (cell for cell in row if cell.strip() and len(cell) <= _LONGEST)


def _days(words: str) -> Iterator[date]:
    for told in _AS_AT.findall(words):
        period = read_date(told.strip(" .,)")).period
        if period and period.precision is Precision.DAY and period.due_on:
            yield period.due_on


_LONGEST: Final = 200
_AS_AT: Final = re.compile(
    r"\bas (?:at|of|on) ?:? ?([0-9]{1,2}(?:st|nd|rd|th)? [A-Za-z]+ [0-9]{4}"
    r"|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})",
    re.IGNORECASE,
)
_REGISTERS: Final = {
    Register.BAF: re.compile(r"\bB\(?G?\)?AF\b|\bassurance framework\b", re.IGNORECASE),
    Register.HLRR: re.compile(r"\bHLRR\b|\bhigh[ -]level risk", re.IGNORECASE),
}
