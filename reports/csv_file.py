"""Tables as CSV files that a spreadsheet opens without running anything in them."""

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence

RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - as some spreadsheets read them
"""How a cell begins that a spreadsheet would take for a formula."""


def harmless(cell: object) -> str:
    """Return a cell as text that no spreadsheet takes for a formula; a number is none.

    What begins so after apostrophes gets one more: the import, which takes one off, gives every
    text back as it was.
    """
    words = str(cell)
    live = words.lstrip("'").startswith(RUN) and type(cell) is not int
    return f"'{words}" if live else words


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a CSV file in UTF-8, marked as such for spreadsheets, every cell in quotes."""
    return b"".join(csv_lines(columns, rows))


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield such a file line by line, the rows being asked for as it is sent."""
    yield BOM_UTF8 + _line(columns)
    for row in rows:
        yield _line(row)


def _line(cells: Sequence[object]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerow([harmless(cell) for cell in cells])
    return written.getvalue().encode()
