"""Workbooks that count their days from 1904, as old Macintoshes do: no day is four years off."""

import io
import struct
from collections.abc import Callable
from datetime import date, datetime

import pytest
import xlsxwriter

from riskapp.domain.import_corrections import Corrections
from riskapp.domain.imports import Verdict
from riskapp.intake.opening import open_book
from riskapp.intake.proposing import propose
from riskapp.services.importing.reading import read_file
from tests.intake.files import changed
from tests.intake.old_files import an_old_stream, compound, record
from tests.intake.planned import TODAY

HEADED = ["Title", "Date opened", "Next review date"]
OPENED = date(2018, 3, 31)
BARE = 43_190
"""As a number alone: 31 March 2018, or 1 April 2022 where days count from 1904."""


def an_excel_workbook(*, from_1904: bool) -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "date_1904": from_1904}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, HEADED)
        sheet.write(1, 0, "Fire")
        sheet.write_datetime(1, 1, datetime(2018, 3, 31), day)  # noqa: DTZ001 - in no zone
        sheet.write_number(1, 2, BARE)
    return written.getvalue()


def an_old_workbook(*, from_1904: bool) -> bytes:
    shown = (OPENED - (date(1904, 1, 1) if from_1904 else date(1899, 12, 30))).days
    cells = [record(0xFD, struct.pack("<HHHI", 0, at, 0, at)) for at in range(3)]
    cells.append(record(0xFD, struct.pack("<HHHI", 1, 0, 0, 3)))
    cells.append(record(0x203, struct.pack("<HHHd", 1, 1, 1, shown)))
    cells.append(record(0x203, struct.pack("<HHHd", 1, 2, 0, BARE)))
    days = record(0x22, struct.pack("<H", from_1904))
    return compound({"Workbook": an_old_stream(cells, [*HEADED, "Fire"], before=days)})


def an_xml_workbook(*, from_1904: bool) -> bytes:
    spelled = "<ExcelWorkbook><Date1904/></ExcelWorkbook>" if from_1904 else ""
    headings = "".join(f'<Cell><Data ss:Type="String">{one}</Data></Cell>' for one in HEADED)
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        f' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{spelled}'
        f'<Worksheet ss:Name="A"><Table><Row>{headings}</Row>'
        '<Row><Cell><Data ss:Type="String">Fire</Data></Cell>'
        f'<Cell><Data ss:Type="DateTime">{OPENED}T00:00:00.000</Data></Cell>'
        f'<Cell><Data ss:Type="Number">{BARE}</Data></Cell></Row></Table></Worksheet></Workbook>'
    ).encode()


@pytest.mark.parametrize("made", [an_excel_workbook, an_old_workbook, an_xml_workbook])
@pytest.mark.parametrize(
    ("from_1904", "bare"), [(False, date(2018, 3, 31)), (True, date(2022, 4, 1))]
)
def test_days_are_those_that_the_workbook_shows(
    made: Callable[..., bytes], from_1904: bool, bare: date
) -> None:
    book = open_book(made(from_1904=from_1904))
    [row] = read_file(book, propose(book), TODAY).rows
    assert (row.opened_on, row.next_review_on) == (OPENED, bare)
    [remark] = row.remarks
    assert remark.words.endswith(f"counted from {1904 if from_1904 else 1900}.")


def test_a_workbook_may_spell_out_that_it_counts_from_1904() -> None:
    spelled = changed(
        an_excel_workbook(from_1904=True), "xl/workbook.xml", ('date1904="1"', 'date1904="true"')
    )
    assert open_book(spelled).sheets == open_book(an_excel_workbook(from_1904=True)).sheets


def test_a_date_that_may_have_its_month_first_is_asked_about_though_the_proof_is_put_right() -> (
    None
):
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, HEADED)
        sheet.write_row(1, 0, ["Fire", "04/13/2018", "4/5/2019"])
        sheet.write_row(2, 0, ["Flood", "", "31/05/2019"])
        sheet.write_datetime(2, 1, datetime(2018, 5, 4), day)  # noqa: DTZ001 - in no zone
    opened = open_book(written.getvalue())
    put_right = Corrections(cells={2: {1: "13 April 2018"}})
    fire, flood = read_file(opened, propose(opened), TODAY, put_right).rows
    [problem] = fire.problems
    assert (problem.verdict, problem.value) == (Verdict.NEEDS_YOU, "4/5/2019")
    assert (flood.opened_on, flood.problems) == (date(2018, 5, 4), ())
