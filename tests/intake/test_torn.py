"""Rows of text files that are not cut as their headings are: asked about, and never swallowed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.import_corrections import Corrections
from riskapp.domain.import_rows import ReadRow
from riskapp.domain.imports import Verdict
from riskapp.intake.opening import open_book
from riskapp.intake.proposing import propose
from riskapp.intake.refusals import FileRefusedError
from riskapp.intake.rows import read_rows
from riskapp.intake.sheet_rows import sheet_rows
from riskapp.intake.torn import with_torn
from riskapp.services.importing.reading import read_file
from tests.intake.planned import TODAY

HEADED = "Ref,Title,Owner,Score\n"
WHOLE = "\n".join(f"R{at},Risk of kind {at},Head,12" for at in range(50, 62))


def read(text: str) -> tuple[dict[int, ReadRow], set[int]]:
    """The rows of a text file by their numbers, and those that were passed over."""
    book = open_book(text.encode())
    plan, [sheet, *_] = propose(book), book.sheets
    told = sheet_rows(sheet, plan)
    rows = with_torn(read_rows(plan, told.risks, TODAY), told.torn, plan)
    return {row.number: row for row in rows}, {number for number, _ in told.passed}


def asked(text: str) -> dict[int, tuple[str, str]]:
    """The rows that are not ready: where it shows, and what stands there."""
    rows, _ = read(text)
    return {
        number: (row.problems[0].column, row.problems[0].value)
        for number, row in rows.items()
        if row.verdict is not Verdict.READY
    }


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_a_row_that_another_sign_parts_is_no_note(sign: str) -> None:
    text = f"{HEADED}R1,Fire,Head,12\nR3,Frost,Head,6\n".replace(",", sign)
    assert asked(f"{text}R2,Flood,Head,9\n") == {4: ("Ref", "R2,Flood,Head,9")}


def test_a_row_in_quotation_marks_as_a_whole_is_no_note() -> None:
    assert asked(f'{HEADED}R1,Fire,Head,12\n"R2,Flood,Head,9"\n') == {3: ("Ref", "R2,Flood,Head,9")}


def test_a_file_of_rows_in_quotation_marks_is_read() -> None:
    rows, _ = read('"Ref,Title,Owner,Score"\n"R1,Fire,Head,12"\n"R2,""Flood, at night"",Head,9"')
    assert [row.title for row in rows.values()] == ["Fire", "Flood, at night"]


def test_a_row_with_a_cell_too_many_is_asked_about() -> None:
    text = f"{HEADED}R1,Fire,Head,12\nR2,Flood, with mud,Head,9\nR3,Frost,Head,6\n"
    assert asked(text) == {3: ("Column E", "9")}


def test_a_cell_too_many_that_is_blank_shows_where_all_other_rows_are_even() -> None:
    assert asked(f"{HEADED}{WHOLE}\nR2,Flood, with mud,Head,\n") == {14: ("Score", "Head")}


def test_a_column_without_a_heading_is_a_column() -> None:
    rows = "".join(f"R{at},Risk {at},Head,12,more\n" for at in range(4))
    assert asked(HEADED + rows) == {}


def test_a_line_end_in_a_text_is_asked_about_in_both_its_halves() -> None:
    text = f"{HEADED}R1,Fire,Head,12\nR2,Flood in\nthe cellar,Head,9\nR3,Frost,Head,6\n"
    assert asked(text) == {3: ("Title", "Flood in"), 4: ("Owner", "9")}


UNEVEN = "Ref,Title,Owner,Status,Opened,Next review,Score,Notes,Source\n" + "\n".join(
    f"R{at},Risk of kind {at},Head,Open,{at}/03/2018,{at}/06/2019,12{',Words' * (at % 3)}"
    for at in range(10, 22)
)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("R9,Flood,Head,Open,1/3/2018,1/6/2019", {}),
        ("R9,Flood,Head,,TBC,asap,12", {}),
        ("R9,Flood, with mud,Head,Open,1/3/2018,1/6/2019,12", {14: ("Status", "Head")}),
        ("R9,Flood, mud, sand,Head,Open,1/3/2018,1/6/2019,12", {14: ("Status", " sand")}),
        ("R9,Flood Head,Open,1/3/2018,1/6/2019,12", {14: ("Status", "1/3/2018")}),
        ("R9,Flood,Head,1/3/2018,1/6/2019,12,Open", {}),
    ],
    ids=["short", "words", "a sign too many", "two too many", "a sign too few", "otherwise"],
)
def test_cells_that_stand_under_the_next_heading_are_asked_about_though_rows_are_uneven(
    row: str, found: dict[int, tuple[str, str]]
) -> None:
    assert {at: said for at, said in asked(f"{UNEVEN}\n{row}\n").items() if at > 13} == found


def test_rows_without_their_last_cells_are_whole() -> None:
    assert asked(f"{HEADED}R1,Fire\nR2,Flood,Head\nR3,Frost,Head,6\n") == {}


def test_a_quotation_mark_that_swallows_rows_is_asked_about() -> None:
    text = f'{HEADED}R1,"Fire,Head,12\nR2,Flood,Head,9\nR3,Frost",Head,6\nR4,Wind,Head,4\n'
    assert asked(text) == {2: ("Title", "Fire,Head,12\nR2,Flood,Head,9\nR3,Frost")}


@pytest.mark.parametrize(
    "cell", ["Falls, slips\nBurns, cuts", "one\ntwo", "1,000 in one\nother year", "a,b\nc,d,e"]
)
def test_lines_in_a_cell_are_its_own(cell: str) -> None:
    assert asked(f'{HEADED}R1,"{cell}",Head,12\nR2,Flood,Head,9\n') == {}


def test_another_table_of_the_file_may_have_more_cells() -> None:
    more = "".join(f"P{at},Project {at},Lead,3,4,12\n" for at in range(30))
    text = f"{HEADED}R1,Fire,Head,12\nR2,Flood,Head,9\n\nRef,Title,Owner,C,L,Score\n{more}"
    assert asked(text) == {}


def test_a_section_and_a_note_are_no_torn_rows() -> None:
    named, source = '"Medicine, Surgery, Women, and Children"', '"Source: a,b,c,d"'
    text = f"{HEADED}{named}\nR1,Fire,Head,12\n{source}\n"
    rows, passed = read(text)
    assert set(rows) == {3}
    assert passed == {1, 2, 4}


@given(st.lists(st.text(alphabet='R1a ,;"\n', max_size=12), max_size=8))
def test_every_row_is_told_once_however_a_file_is_cut(lines: list[str]) -> None:
    try:
        book = open_book((HEADED + "\n".join(lines)).encode())
    except FileRefusedError:
        return
    plan, [sheet, *_] = propose(book), book.sheets
    told = sheet_rows(sheet, plan)
    numbers = sorted([number for number, _ in told.risks] + [number for number, _ in told.passed])
    assert numbers == list(range(1, len(sheet.rows) + 1))
    assert set(told.torn) <= {number for number, _ in told.risks}


def test_a_row_that_somebody_put_right_is_asked_about_no_more() -> None:
    book = open_book(f"{HEADED}R1,Fire,Head,12\nR2,Flood,Head,9,more\nR3,Frost,Head,6\n".encode())
    plan = propose(book)
    there = read_file(book, plan, TODAY)
    put_right = read_file(book, plan, TODAY, Corrections(cells={3: {4: ""}}))
    assert [row.verdict for row in there.rows].count(Verdict.NEEDS_YOU) == 1
    assert {row.verdict for row in put_right.rows} == {Verdict.READY}
