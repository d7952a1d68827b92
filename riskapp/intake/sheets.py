"""Sheets out of rows of text: evenly wide, within the limits, without what no database takes."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from riskapp.intake.book import Merge, Sheet
from riskapp.intake.limits import Limits
from riskapp.intake.refusals import DAMAGED, FileRefusedError

NUL = "\0"
"""The one character that PostgreSQL takes in no text; it is left out of cells."""


def sheet_of(
    name: str,
    rows: Iterable[Sequence[str]],
    limits: Limits,
    *,
    merges: Iterable[Merge] = (),
    hidden: bool = False,
) -> Sheet:
    """Return a sheet without the empty rows below and the empty columns right of all words."""
    filled = [tuple(row) for row in _within(rows, name, limits)]
    while filled and not any(filled[-1]):
        filled.pop()
    width = max(map(_width, filled), default=0)
    evenly = tuple(_as_wide(row, width) for row in filled)
    return Sheet(name.replace(NUL, ""), evenly, _inside(merges, len(evenly), width), hidden)


def _inside(merges: Iterable[Merge], rows: int, columns: int) -> tuple[Merge, ...]:
    """The merges as far as there are cells; together they cover no more cells than there are."""
    cut = [
        Merge(top, left, min(bottom, rows - 1), min(right, columns - 1))
        for top, left, bottom, right in merges
        if 0 <= top <= bottom and 0 <= left <= right and top < rows and left < columns
    ]
    covered = sum(
        (m.last_row - m.first_row + 1) * (m.last_column - m.first_column + 1) for m in cut
    )
    if covered > rows * columns:
        raise FileRefusedError(DAMAGED)
    return tuple(merge for merge in cut if merge[:2] != merge[2:])


def refuse_too_many(sheets: Iterable[Sheet], limits: Limits) -> tuple[Sheet, ...]:
    """Return the sheets unless they hold more than may be read together."""
    kept: list[Sheet] = []
    cells = text = 0
    for sheet in sheets:
        kept.append(sheet)
        refuse_more_sheets(len(kept), limits)
        cells += len(sheet.rows) * len(sheet.rows[0]) if sheet.rows else 0
        text += sum(map(len, chain.from_iterable(sheet.rows)))
        refuse_more_cells(cells, limits)
        refuse_more_text(text, limits)
    return tuple(kept)


def refuse_more_sheets(sheets: int, limits: Limits) -> None:
    """Refuse a file with more sheets than may be read."""
    if sheets > limits.sheets:
        raise FileRefusedError(
            f"The file has more than {limits.sheets:,} sheets: delete those that are not needed."
        )


def refuse_more_cells(cells: int, limits: Limits) -> None:
    """Refuse a file with more cells than may be read."""
    if cells > limits.cells:
        raise FileRefusedError(
            f"The file has more than {limits.cells:,} cells: "
            "delete the rows and columns that hold nothing, or split it."
        )


def refuse_more_text(characters: int, limits: Limits) -> None:
    """Refuse a file with more text than may be read."""
    if characters > limits.text:
        raise FileRefusedError(
            f"The file has more than {limits.text:,} characters in its cells: split it."
        )


def refuse_size(what: str, rows: int, columns: int, limits: Limits) -> None:
    """Refuse a sheet that reaches further down or right than may be read."""
    if rows > limits.rows:
        raise FileRefusedError(
            f"{what} has more than {limits.rows:,} rows: "
            "delete the rows that hold nothing, or split it."
        )
    if columns > limits.columns:
        raise FileRefusedError(
            f"{what} has more than {limits.columns:,} columns: "
            "delete the columns that hold nothing."
        )


def refuse_long_cell(characters: int, where: str, limits: Limits) -> None:
    """Refuse a cell with more text than Excel holds."""
    if characters > limits.cell_text:
        raise FileRefusedError(
            f"{where} has a cell with more than {limits.cell_text:,} characters, "
            "which is more than Excel holds: shorten it."
        )


def _within(rows: Iterable[Sequence[str]], name: str, limits: Limits) -> Iterator[Sequence[str]]:
    for number, row in enumerate(rows, 1):
        refuse_size(f"Sheet “{name}”", number, len(row), limits)
        longest = max(map(len, row), default=0)
        refuse_long_cell(longest, f"Row {number} of sheet “{name}”", limits)
        yield [cell.replace(NUL, "") for cell in row] if any(NUL in c for c in row) else row


def _width(row: Sequence[str]) -> int:
    """How many cells there are up to the last with words in it."""
    return next((place for place in range(len(row), 0, -1) if row[place - 1]), 0)


def _as_wide(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    return row[:width] if len(row) >= width else row + ("",) * (width - len(row))
