"""Scales that a file names in its own words, such as “Impact (1-4)”, other than ours."""

import re
from typing import Final

from riskapp.domain.import_plans import FilePlan
from riskapp.domain.imports import SCORED, Holds
from riskapp.domain.scoring import PRODUCTS, Consequence
from riskapp.intake.book import Sheet
from riskapp.intake.sheet_rows import SheetRows


def names_another(sheet: Sheet, plan: FilePlan, told: SheetRows) -> str:
    """Return a sentence on the words that name another scale than ours, "" where none do."""
    for column in plan.holding(*SCORED):
        ours = {_HIGHEST, max(PRODUCTS)} if column.holds in _SCORES else {_HIGHEST}
        if _ends(column.heading) - ours:
            return f"The heading “{column.heading}” names another scale than from 1 to 5."
    for number, _ in told.passed:
        if any(_sizes(cell) - {_HIGHEST} for cell in sheet.rows[number - 1]):
            return f"Row {number} names another matrix than five by five."
    return ""


def _ends(heading: str) -> set[int]:
    """Return the highest values that a heading says its cells may have."""
    told = {int(number) for found in _ENDS.findall(heading) for number in found if number}
    return told | {int(one) for one, _ in _SIZE.findall(heading)}


def _sizes(words: str) -> set[int]:
    """Return the sizes of the matrices that a line beside the rows names."""
    if len(words) > _LONGEST or not _MATRIX.search(words):
        return set()
    return {int(one) for one, other in _SIZE.findall(words) if one == other}


_SCORES: Final = frozenset({Holds.SCORE, Holds.TOTAL})
_HIGHEST: Final = len(Consequence)
_LONGEST: Final = 200
_ENDS: Final = re.compile(
    r"(?<![\w./-])[01] ?(?:[-\N{EN DASH}\N{EM DASH}]|to) ?([0-9]{1,3})\b(?![./-][0-9])"
    r"|\b(?:out of|max(?:imum)?(?: of)?) ([0-9]{1,3})\b"
    r"|(?<![0-9]) ?/ ?([0-9]{1,3})\b(?![./-][0-9])",
    re.IGNORECASE,
)
_SIZE: Final = re.compile(
    r"(?<![\w.])([0-9]{1,2}) ?(?:[x\N{MULTIPLICATION SIGN}*]|by) ?([0-9]{1,2})\b", re.IGNORECASE
)
_MATRIX: Final = re.compile(r"\b(?:matrix|matrices|grid|scale)\b", re.IGNORECASE)
