"""What a list is when it is taken out: its forms, and the kinds of its columns."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

Value = str | int | date | bool | None


class ListForm(StrEnum):
    """A form in which a list can be taken out, by the ending of its file."""

    CSV = "csv"
    WORKBOOK = "xlsx"
    JSON = "json"


FORM_WORDS: Final[Mapping[ListForm, str]] = {
    ListForm.CSV: "CSV",
    ListForm.WORKBOOK: "Excel",
    ListForm.JSON: "JSON",
}


class CellKind(StrEnum):
    """What the cells of a column hold; each of them may be empty."""

    TEXT = "text"
    NUMBER = "whole number"
    DAY = "date"
    YES_NO = "yes or no"
    REFERENCE = "reference"


def yes_or_no(value: object) -> str:
    """Return what a cell says that is true or false."""
    return "yes" if value else "no"


def cell_words(value: Value) -> str:
    """Return a cell as text: a date as in 2018-06-30, nothing where it is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return yes_or_no(value)
    return value.isoformat() if isinstance(value, date) else str(value)


class WholeForm(StrEnum):
    """A form in which everything of an organisation can be taken out, by the ending of its file."""

    WORKBOOK = "xlsx"
    CSV_FILES = "zip"
    JSON = "json"


ENTRIES_AT_ONCE: Final[Mapping[WholeForm, int]] = {
    WholeForm.WORKBOOK: 8_000,
    WholeForm.CSV_FILES: 14_000,
    WholeForm.JSON: 50_000,
}
"""Entries of the history up to which everything is given at once in a form: three seconds' work."""
RISKS_AT_ONCE: Final = 2_500
"""Risks up to which the whole register is given at once: three seconds' work as a workbook."""


WHOLE_WORDS: Final[Mapping[WholeForm, str]] = {
    WholeForm.WORKBOOK: "a workbook",
    WholeForm.CSV_FILES: "CSV files",
    WholeForm.JSON: "JSON",
}
