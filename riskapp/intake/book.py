"""Books: uploaded files as sheets of text, whatever they were made with."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class FileKind(StrEnum):
    """What a file is by its content, whatever its name says."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    HTML = "html"
    XML_2003 = "xml-2003"
    DOCX = "docx"
    JSON = "json"


class Merge(NamedTuple):
    """The corners of merged cells, counted from 0; the words are in the first."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Cut(NamedTuple):
    """How a text file is cut into cells: by what sign, and how many each row has as written."""

    delimiter: str
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: row 0 is the file's row 1, and every row is as wide as the widest.

    `elsewhere` are the rows that are blank here because they stand in another sheet that is made of
    the same one. `cut` is of text files alone; `from_1904` tells that a bare number of a day counts
    from 1904, as in workbooks of old Macintoshes.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    elsewhere: frozenset[int] = frozenset()
    cut: Cut | None = None
    from_1904: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A file that was read; the remarks say in plain sentences what its reader should know."""

    kind: FileKind
    sheets: tuple[Sheet, ...]
    remarks: tuple[str, ...] = ()
