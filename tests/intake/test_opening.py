"""Opening a file: what a person sees in it, in its own rows and columns."""

import io
from datetime import datetime

import pytest
import xlsxwriter

from riskapp.intake.book import Book, FileKind, Merge
from riskapp.intake.opening import open_book


@pytest.fixture(scope="module")
def workbook() -> Book:
    """A workbook with a cell of every kind from row 3 and column B on."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False}) as book:
        day, clock, length = (
            book.add_format({"num_format": form}) for form in ("dd/mm/yyyy", "hh:mm", "[h]:mm")
        )
        sheet = book.add_worksheet("Risks")
        sheet.write_row(2, 1, ["  kept \n as it is ", "=1+1", 16.0, 0.5, 0.1 + 0.2, True, 1e20])
        sheet.write_formula(2, 8, "=4*5", None, 20)
        sheet.write_datetime(2, 9, datetime(2024, 3, 31), day)  # noqa: DTZ001 - as in a sheet
        sheet.write(2, 10, 45382.6041666, day)
        sheet.write(2, 11, 0.25, clock)
        sheet.write(2, 12, 1.75, length)
        sheet.merge_range(4, 1, 5, 3, "merged")
        sheet.merge_range(5, 5, 9, 20, "")
        sheet.write(5, 4, "last")
        book.add_worksheet("Lists").hide()
    return open_book(written.getvalue())


def test_a_workbook_is_text_in_its_own_rows_and_columns(workbook: Book) -> None:
    risks, lists = workbook.sheets
    assert (workbook.kind, risks.name, risks.hidden) == (FileKind.XLSX, "Risks", False)
    assert risks.rows[:2] == (("",) * 13,) * 2
    assert risks.rows[2] == (
        *("", "  kept \n as it is ", "=1+1", "16", "0.5", "0.3", "TRUE", "1E+20", "20"),
        *("2024-03-31", "2024-03-31 14:30:00", "06:00:00", "42:00:00"),
    )
    assert risks.rows[4][1] == "merged"
    assert risks.merges == (Merge(4, 1, 5, 3), Merge(5, 5, 5, 12))
    assert (lists.name, lists.rows, lists.hidden) == ("Lists", (), True)


@pytest.mark.parametrize(
    ("content", "rows", "remark"),
    [
        (
            "Ref,Titel é\n1,a",
            (("Ref", "Titel é"), ("1", "a")),
            "Read as UTF-8, separated by commas.",
        ),
        ("a;b\r\n\r\n1,5;2", (("a", "b"), ("", ""), ("1,5", "2")), "by semicolons."),
        ("a\tb\tc\r1\t2", (("a", "b", "c"), ("1", "2", "")), "by tabs."),
        ("a|b\n1|2", (("a", "b"), ("1", "2")), "by upright bars."),
        ("sep=;\na;b,c,d", (("a", "b,c,d"),), "by semicolons."),
        ('"a\r\nb",c\n"1 ""x""",2', (("a\r\nb", "c"), ('1 "x"', "2")), "by commas."),
        ("Risk\nFire, flood\nIT", (("Risk",), ("Fire, flood",), ("IT",)), "as one column."),
    ],
)
def test_the_delimiter_of_a_csv_file_is_told_by_its_rows(
    content: str, rows: tuple[tuple[str, ...], ...], remark: str
) -> None:
    book = open_book(content.encode())
    assert book.kind is FileKind.CSV
    assert book.sheets[0].rows == rows
    assert book.remarks[0].endswith(remark)
