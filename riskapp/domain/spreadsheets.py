"""How spreadsheets call their columns and cells, and how we call a column without a heading."""

from string import ascii_uppercase
from typing import Final

UNHEADED: Final = "Column "
"""How a column without a heading is called, before its letters."""


def column_letters(index: int) -> str:
    """Return the letters over a column, counted from 0: "A" for 0, "AA" for 26."""
    letters, left = "", index + 1
    while left > 0:
        left, last = divmod(left - 1, len(ascii_uppercase))
        letters = ascii_uppercase[last] + letters
    return letters


def unheaded(index: int) -> str:
    """Return how a column without a heading is called: "Column C"."""
    return f"{UNHEADED}{column_letters(index)}"


def cell_name(index: int | None, row: int) -> str | None:
    """Return a cell's address as a spreadsheet shows it: "C12"; None for a row as a whole."""
    return None if index is None else f"{column_letters(index)}{row}"
