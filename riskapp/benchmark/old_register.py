"""A made-up export of an old register as a workbook: twenty columns, and as many rows as wanted."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

import xlsxwriter

from riskapp.settings import DEMONSTRATION_TODAY
from riskapp.synthesis.trust import POSTS
from riskapp.synthesis.vocabulary import ACTIONS, CONTROLS, GAPS, place, statement

HEADINGS: Final = (
    "Risk ID", "Title", "Description", "Directorate", "Risk owner", "Executive lead",
    "Date opened", "Status", "Last reviewed", "Next review date",
    "Consequence (initial)", "Likelihood (initial)", "Rating (initial)",
    "Consequence (current)", "Likelihood (current)", "Rating (current)", "Rating (Target)",
    "Controls in place", "Gaps in controls", "Actions",
)  # fmt: skip
DIRECTORATES: Final = ("Adult services", "Children's services", "Estates", "Finance", "Workforce")
OLDEST: Final = 700


def write_old_register(file: Path, rows: int, seed: int = 1) -> None:
    """Write a workbook of so many risks."""
    chance = Random(seed)  # noqa: S311 - for measuring, not for secrets
    book = xlsxwriter.Workbook(str(file), {"constant_memory": True})
    sheet = book.add_worksheet("Risk register")
    dated = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, HEADINGS)
    for number in range(1, rows + 1):
        for column, value in enumerate(_cells(number, chance)):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, dated)
            else:
                sheet.write(number, column, value)
    book.close()


def _cells(number: int, chance: Random) -> Iterator[Any]:
    says = statement(chance)
    opened = DEMONSTRATION_TODAY - timedelta(days=chance.randint(60, OLDEST))
    yield from (f"DX{number:06}", f"{says.title} ({number})")
    yield f"Because {says.cause} there is a risk that {says.event}, leading to {says.effect}."
    yield from (chance.choice(DIRECTORATES), chance.choice(POSTS), chance.choice(POSTS))
    yield from (opened, "Closed" if chance.random() < CLOSED else "Open")
    yield from (DEMONSTRATION_TODAY - timedelta(days=30), DEMONSTRATION_TODAY + timedelta(days=60))
    for most in (5, 4):
        consequence, likelihood = chance.randint(1, most), chance.randint(1, 5)
        yield from (consequence, likelihood, consequence * likelihood)
    yield chance.choice((4, 6, 8))
    yield from (chance.choice(CONTROLS), chance.choice(GAPS))
    yield f"{chance.choice(ACTIONS)} in {place(chance)}"


CLOSED: Final = 0.1
