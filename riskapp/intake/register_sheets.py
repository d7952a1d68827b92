"""Which sheet of a file has the register, and which others look as if they had one too."""

import re
from typing import Final

from riskapp.domain.import_findings import few_of
from riskapp.domain.import_plans import FilePlan
from riskapp.domain.imports import SCORED, Holds
from riskapp.intake.book import Book, Sheet
from riskapp.intake.header_rows import find_header
from riskapp.intake.headings import hear


def register_sheet(book: Book) -> Sheet | None:
    """Return the first sheet that looks most like a register, None in a file without any cell."""
    found = _registers(book)
    return found[0] if found else None


def other_registers(book: Book, plan: FilePlan) -> tuple[str, ...]:
    """Return the names of the other sheets that look as much like a register."""
    return tuple(sheet.name for sheet in _registers(book) if sheet.name != plan.sheet)


def remarks_on(book: Book, plan: FilePlan) -> tuple[str, ...]:
    """Return what somebody should know of a file: how it was read, and what else is in it."""
    others = other_registers(book, plan)
    told = {plan.sheet, *others}
    asides = [one for one in book.sheets if one.name not in told and _may_have_risks(one)]
    found = ((_OTHERS, others), (_ASIDES, [one.name for one in asides]))
    said = [words.format(names=few_of([f"“{name}”" for name in n])) for words, n in found if n]
    return (*book.remarks, *said)


def sheet_named(book: Book, name: str) -> Sheet | None:
    """Return the sheet of this name, however its capitals are; None where there is none."""
    named = [sheet for sheet in book.sheets if sheet.name == name]
    alike = [one for one in book.sheets if one.name.strip().casefold() == name.strip().casefold()]
    return next(iter([*named, *alike]), None)


def _registers(book: Book) -> list[Sheet]:
    """The sheets that look like registers, in the file's order; hidden ones as the last resort."""
    filled = [sheet for sheet in book.sheets if any(any(map(str.strip, r)) for r in sheet.rows)]
    shown = [sheet for sheet in filled if not sheet.hidden] or filled
    marks = [_mark(sheet) for sheet in shown]
    best = max(marks, default=0)
    return [one for one, mark in zip(shown, marks, strict=True) if mark >= best * _ALMOST]


def _may_have_risks(sheet: Sheet) -> bool:
    """Tell whether a sheet has rows below headings that name a risk, whatever it is called."""
    if not any(any(map(str.strip, row)) for row in sheet.rows):
        return False
    header = find_header(sheet)
    held = {heard.holds for each in header.headings if (heard := hear(each))}
    below = (cell for row in sheet.rows[header.ends :] for cell in row)
    return bool(held & OF_A_RISK) and len(held) > 1 and any(map(str.strip, below))


def _mark(sheet: Sheet) -> float:
    """How much a sheet looks like a register: by its headings, its name, and having rows."""
    header = find_header(sheet)
    held = {heard.holds for each in header.headings if (heard := hear(each))}
    risks = bool(held & OF_A_RISK) + bool(held & SCORED) + bool(held & _LISTS)
    rows = len(sheet.rows) > header.ends
    mark = (len(held) + 2 * risks) * (1.0 if rows else _EMPTY) + (_NAMED if _is_named(sheet) else 0)
    return mark * (_ASIDE if ASIDE_NAMES.search(sheet.name) else 1.0)


def _is_named(sheet: Sheet) -> bool:
    return _NAMES.search(sheet.name) is not None


_OTHERS: Final = (
    "Not read with this one: {names}, which may have risks too. Each is brought in by itself."
)
_ASIDES: Final = (
    "Not read either, being hidden or called something else than a register: {names}. Where there"
    " are risks that are still wanted, bring each in by itself."
)
_ALMOST: Final = 0.75
_EMPTY: Final = 0.3
_NAMED: Final = 1
_ASIDE: Final = 0.3
OF_A_RISK: Final = {Holds.TITLE, Holds.DESCRIPTION, Holds.EVENT}
_LISTS: Final = {Holds.CONTROLS, Holds.ACTIONS, Holds.ASSURANCES, Holds.OWNER, Holds.EXECUTIVE}
_NAMES: Final = re.compile(r"\brisks?\b|\bbaf\b|assurance framework|register|hlrr", re.IGNORECASE)
ASIDE_NAMES: Final = re.compile(
    r"read ?me|guid(?:e|ance)|instruction|contents|look ?ups?|lists?\b|matrix|heat ?map|key\b|"
    r"summary|dashboard|closed|archive|history|changes|chart|pivot|template|example|scoring",
    re.IGNORECASE,
)
