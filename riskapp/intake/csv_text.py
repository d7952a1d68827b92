"""Text with a delimiter between cells, whatever the delimiter is."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final, NamedTuple

from riskapp.intake.book import Cut, Sheet
from riskapp.intake.limits import Limits
from riskapp.intake.refusals import FileRefusedError
from riskapp.intake.sheets import sheet_of

ONE_COLUMN: Final = "\x1f"
"""A delimiter that no text has: the unit separator."""
NAMES: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
_LOOKED_AT: Final = 200
"""Rows from which the delimiter is told."""
_ALMOST_ALL: Final = 0.9
_SAID: Final = re.compile(r'\ufeff?"?sep=(.)"?(\r\n|\r|\n|$)', re.IGNORECASE)
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - as they are written
_END: Final = "\N{END OF TEXT}end of the file\N{END OF TEXT}"
"""A last row of our own: where it is not the last, a quotation was never closed."""


class Delimited(NamedTuple):
    """The sheet of a CSV file, and what to say of how its cells were told apart."""

    sheet: Sheet
    remark: str


def read_csv(text: str, limits: Limits) -> Delimited:
    """Return the one sheet of a text file."""
    said = _SAID.match(text)
    text = text[said.end() :] if said else text
    delimiter = said.group(1) if said else find_delimiter(text)
    if delimiter == ONE_COLUMN:
        text, delimiter = _unwrapped(text)
    widths: list[int] = []
    rows = _counted(_rows(text.rstrip("\x1a"), delimiter), widths)
    sheet = sheet_of("CSV", rows, limits)
    cut = Cut(delimiter, tuple(widths))
    return Delimited(replace(sheet, cut=cut), _cut_words(delimiter))


def _counted(rows: Iterator[list[str]], widths: list[int]) -> Iterator[list[str]]:
    """Yield rows, and count the cells of each as they are written."""
    for row in rows:
        widths.append(len(row))
        yield [unguarded(cell) for cell in row]


def unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that keeps spreadsheets from running it.

    The inverse of `reports.csv_file.harmless`.
    """
    return cell[1:] if _GUARDED.match(cell) else cell


def find_delimiter(text: str) -> str:
    """Return what separates the cells of a text, which may be one column only."""
    fitness = {delimiter: _fitness(text, delimiter) for delimiter in NAMES}
    best = max(fitness, key=fitness.__getitem__)
    return best if fitness[best] > (0, 0) else ONE_COLUMN


def _unwrapped(text: str) -> tuple[str, str]:
    """Return the text without the quotation marks that each of its rows is in as a whole."""
    if not text.startswith('"'):
        return text, ONE_COLUMN
    inner = "\n".join("".join(row) for row in _rows(text.rstrip("\x1a"), ONE_COLUMN))
    delimiter = find_delimiter(inner)
    return (text if delimiter == ONE_COLUMN else inner), delimiter


def _cut_words(delimiter: str) -> str:
    if delimiter == ONE_COLUMN:
        return "as one column"
    return f"separated by {NAMES.get(delimiter, f'“{delimiter}”')}"


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    whole = io.StringIO(f"{text}\n{_END}", newline="")
    reader = csv.reader(whole, delimiter=delimiter, strict=True)
    number, row = 0, [""]
    try:
        for row in reader:
            number += 1
            if row != [_END]:
                yield row
    except csv.Error as why:
        raise _never_closed(number + 1) from why
    if row != [_END]:
        raise _never_closed(number)


def _never_closed(number: int) -> FileRefusedError:
    return FileRefusedError(
        f"Row {number} has a quotation mark that is never closed, or one inside a cell that is in "
        "quotation marks itself, so that its cells cannot be told apart: "
        "open the file in a spreadsheet, look at that row, and save it as a workbook."
    )


def _fitness(text: str, delimiter: str) -> tuple[float, int]:
    """How evenly the delimiter cuts the rows, and into how many cells."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = [row for row in islice(reader, _LOOKED_AT) if any(row)]
    except csv.Error:
        return 0, 0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0, 0
    width, times = max(widths.items(), key=lambda each: (each[1], each[0]))
    even = times / len(rows)
    return (0, 0) if even < _ALMOST_ALL and _is_prose(rows, delimiter) else (even, width)


def _is_prose(rows: list[list[str]], delimiter: str) -> bool:
    """Whether a space follows almost every delimiter, as in a sentence."""
    after = [cell for row in rows for cell in row[1:]]
    return delimiter in ",;" and sum(c.startswith(" ") for c in after) > _ALMOST_ALL * len(after)
