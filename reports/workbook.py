"""A pack as a workbook: a sheet for each of its tables, to be filtered and reckoned with."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.brand_colours import brand_colours, text_on
from reports.csv_file import RUN
from reports.legible import legible_line
from reports.paper_words import (
    DRAFT_WORDS,
    FICTIONAL,
    about_words,
    foot_words,
    left_out_words,
    note_words,
    version_words,
)
from reports.sheet_names import READ_ME
from reports.sheets import Sheet, SheetCell, cut_to_fit, sheets_of
from reports.styles import FILLS, hex_of, on_fill
from riskapp.domain.wording import date_words
from riskapp.readmodels.paper import Paper, Stamp, Void

# Each workbook has its own: XlsxWriter writes into what it is given.
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": "Arial", "font_size": 10},
}
_WIDTH: Final = 130.0
"""Characters across all columns of a sheet, shared out as the columns of the pack are."""
_NARROWEST: Final = 10.0
_WIDEST: Final = 70.0
_A4: Final = 9
_LONGEST_FOOT: Final = 200
_LONGEST_PROPERTY: Final = 255
_DATES: Final = "d mmmm yyyy"


def draw_workbook(paper: Paper, stamp: Stamp | None, void: Void | None = None) -> bytes:
    """Return the pack's tables as the bytes of an XLSX file; without a stamp it is a draft.

    The same paper under the same stamp gives the same bytes. No cell is ever a formula.
    """
    file = BytesIO()
    book = Workbook(file, deepcopy(_OPTIONS))
    book.set_properties(_properties(paper, stamp, void))
    sheets = sheets_of(paper)
    pages = _Pages(book, paper, stamp, void)
    pages.read_me(sheets)
    for sheet in sheets:
        pages.table(sheet)
    book.close()
    return file.getvalue()


def _properties(paper: Paper, stamp: Stamp | None, void: Void | None) -> dict[str, Any]:
    said = {
        "title": paper.title,
        "subject": about_words(paper),
        "author": paper.organisation,
        "comments": note_words(stamp, void),
    }
    short = {name: legible_line(words)[:_LONGEST_PROPERTY] for name, words in said.items()}
    return {**short, "created": datetime.combine(paper.as_at, time(), UTC)}


@dataclass(slots=True)
class _Pages:
    """Writes the sheets of one workbook, and keeps the looks that it has given to cells."""

    book: Workbook
    paper: Paper
    stamp: Stamp | None
    void: Void | None
    looks: dict[tuple[tuple[str, object], ...], Format] = field(default_factory=dict)

    def read_me(self, sheets: tuple[Sheet, ...]) -> None:
        """Write the first sheet: what the pack is, and what each other sheet holds."""
        page = self._page(READ_ME)
        page.set_column(0, 0, 34)
        page.set_column(1, 2, 50)
        page.set_column(3, 3, 10)
        page.write_string(0, 0, cut_to_fit(legible_line(self.paper.title)), self._title())
        row = 1
        for name, said in self._facts():
            page.write_string(row, 0, name, self._look(bold=True))
            page.write_string(row, 1, cut_to_fit(legible_line(said)), self._look())
            row += 1
        self._list(page, row + 1, sheets)

    def table(self, sheet: Sheet) -> None:
        """Write a sheet: its heads, which stay in sight and filter, and its rows."""
        page = self._page(sheet.name)
        for column, (head, share) in enumerate(zip(sheet.head, sheet.shares, strict=True)):
            width = share / sum(sheet.shares) * _WIDTH
            page.set_column(column, column, min(max(width, _NARROWEST), _WIDEST))
            page.write_string(0, column, head, self._head())
        for number, cells in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(cells):
                self._cell(page, number, column, cell)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        page.autofilter(0, 0, len(sheet.rows), len(sheet.head) - 1)

    def _facts(self) -> Iterator[tuple[str, str]]:
        paper, stamp = self.paper, self.stamp
        yield from [("Do not use it", self.void.whole)] if self.void else []
        yield "Organisation", paper.organisation
        yield "Pack", paper.name
        yield "As at", date_words(paper.as_at)
        yield "Version", version_words(paper).capitalize()
        yield from [("Left out", left_out_words(paper))] if paper.left_out else []
        yield from (
            [("Note", f"{FICTIONAL}: everything in this pack is made up")]
            if paper.fictional
            else []
        )
        if stamp is None:
            yield "Number", DRAFT_WORDS
            return
        yield "Number", stamp.number
        yield "Code", stamp.code
        yield "Issued on", date_words(stamp.issued_on)

    def _list(self, page: Worksheet, row: int, sheets: tuple[Sheet, ...]) -> None:
        for column, head in enumerate(("Sheet", "What it holds", "Where in the pack", "Rows")):
            page.write_string(row, column, head, self._head())
        link = self._look(font_color="#005EB8", underline=1)
        for number, sheet in enumerate(sheets, start=row + 1):
            place = sheet.name.replace("'", "''")
            page.write_url(number, 0, f"internal:'{place}'!A1", link, sheet.name)
            page.write_string(number, 1, sheet.title, self._look())
            page.write_string(number, 2, sheet.section, self._look())
            page.write_number(number, 3, len(sheet.rows), self._look())

    def _page(self, name: str) -> Worksheet:
        """Return a new sheet, set up to be printed on A4 with what the pack is at its foot."""
        page = self.book.add_worksheet(name)
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        said = foot_words(self.paper, self.stamp, self.void)
        foot = legible_line(said)[:_LONGEST_FOOT].replace("&", "&&")
        page.set_footer(f"&L&8{foot}&R&8Page &P of &N")
        page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        return page

    def _cell(self, page: Worksheet, row: int, column: int, cell: SheetCell) -> None:
        look = self._look(**_looks_of(cell))
        if isinstance(cell.value, date):
            page.write_datetime(row, column, datetime.combine(cell.value, time()), look)
        elif isinstance(cell.value, int):
            page.write_number(row, column, cell.value, look)
        elif cell.value:
            page.write_string(row, column, cell.value, look)
        else:
            page.write_blank(row, column, None, look)

    def _head(self) -> Format:
        _, dark = brand_colours(self.paper.brand)
        return self._look(bold=True, bg_color=dark, font_color=text_on(dark))

    def _title(self) -> Format:
        return self._look(bold=True, font_size=16, text_wrap=False)

    def _look(self, **wanted: object) -> Format:
        """Return how cells look that are so; the same look is made once."""
        key = tuple(sorted(wanted.items()))
        if key not in self.looks:
            plain = {"text_wrap": True, "valign": "top"}
            self.looks[key] = self.book.add_format({**plain, **wanted})
        return self.looks[key]


def _looks_of(cell: SheetCell) -> dict[str, object]:
    looks: dict[str, object] = {"bold": True} if cell.side else {}
    if cell.ground is not None:
        fill = FILLS[cell.ground]
        looks |= {"bg_color": hex_of(fill), "font_color": hex_of(on_fill(fill).textColor)}
    if isinstance(cell.value, date):
        looks |= {"num_format": _DATES, "align": "left"}
    elif isinstance(cell.value, str) and cell.value.startswith(RUN):
        looks["quote_prefix"] = True
    return looks
