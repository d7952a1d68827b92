"""Sheets written down as text, for tests: a row a line, cells between upright bars."""

from riskapp.intake.book import Book, FileKind, Merge, Sheet


def a_sheet(text: str, *merges: Merge, name: str = "Risk register", hidden: bool = False) -> Sheet:
    """A sheet of the lines of a text; a backslash with n stands for a line break in a cell."""
    lines = text.strip().split("\n")
    rows = [[cell.strip().replace("\\n", "\n") for cell in line.split("|")] for line in lines]
    width = max(map(len, rows))
    even = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
    return Sheet(name, even, merges, hidden)


def a_book(*sheets: Sheet) -> Book:
    """A workbook of sheets."""
    return Book(FileKind.XLSX, sheets)
