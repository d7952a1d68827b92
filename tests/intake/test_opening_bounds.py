"""Files of other programs made to harm: what they repeat, point to and promise is bounded."""

import struct

import pytest

from riskapp.intake.book import Merge
from riskapp.intake.limits import Limits
from riskapp.intake.opening import open_book
from riskapp.intake.refusals import DAMAGED, FileRefusedError
from riskapp.intake.sheets import sheet_of
from tests.intake.files import an_open_document
from tests.intake.old_files import an_old_stream, an_old_workbook, compound, record

ONE = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'


def refusal(content: bytes, limits: Limits | None = None) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(FileRefusedError) as refused:
        open_book(content, limits or Limits())
    return str(refused.value)


def row(cells: str, *, times: str = "1") -> str:
    """A row of an open document."""
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def repeated(times: str) -> str:
    """A cell with a word, as many times."""
    return ONE.replace(" office", f' table:number-columns-repeated="{times}" office')


def spaces(paragraph: str) -> str:
    """A cell with very many spaces."""
    return f"<table:table-cell>{paragraph}</table:table-cell>"


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (row(repeated("16384")), "more than 500 columns"),
        (row(repeated("9" * 5_000)), "more than 500 columns"),
        (row(repeated("x")), DAMAGED),
        (row(ONE, times="1048576"), "more than 100,000 rows"),
        (row(repeated("400"), times="90000"), "more than 2,000,000 cells"),
        (row("", times="9" * 5_000) + row(ONE), "more than 100,000 rows"),
        (row(spaces('<text:p><text:s text:c="999999999"/></text:p>')), "32,767 characters"),
        (row(spaces(ONE)), DAMAGED),
    ],
)
def test_what_an_open_document_repeats_is_bounded(cells: str, sentence: str) -> None:
    assert sentence in refusal(an_open_document(cells))


def test_very_many_empty_cells_of_an_open_document_take_no_room() -> None:
    empty = row('<table:table-cell table:number-columns-repeated="16384"/>', times="1048576")
    assert open_book(an_open_document(row(ONE) + empty)).sheets[0].rows == (("x",),)


def test_a_page_with_very_many_tags_is_refused() -> None:
    page = b"<html><table>" + b"<b>" * 60
    assert "too long to be read" in refusal(page, Limits(cells=50))


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("<table>" * 101, "more than 100 sheets"),
        ("<table><tr>" + "<td colspan=400>" * 3, "more than 500 columns"),
        ("<table>" + "<tr><td rowspan=99999 colspan=400>" * 3, "more than 500 columns"),
        ("<table><tr><td>" + "&amp;" * 40_000, "32,767 characters"),
        ("<table><tr><td>x<!--" + "<td>" * 600, ""),
    ],
)
def test_what_a_page_repeats_is_bounded(page: str, sentence: str) -> None:
    if sentence:
        assert sentence in refusal(page.encode())
    else:
        assert open_book(page.encode()).sheets[0].rows == (("x",),)


@pytest.mark.parametrize(
    ("at", "number"), [(44, 2**32 - 1), (48, 1), (68, 0), (68, 2**31), (76, 0), (76, 2**31)]
)
def test_a_compound_file_that_leads_in_circles_is_refused(at: int, number: int) -> None:
    content = bytearray(an_old_workbook())
    content[at : at + 4] = number.to_bytes(4, "little")
    content[512 + 8 : 512 + 12] = (2).to_bytes(4, "little")
    assert refusal(bytes(content)) == DAMAGED


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ([(65_535, 0)], ""),
        ([(65_535, 60_000)], "more than 500 columns"),
        ([(65_535, 0), (0, 400)], "more than 2,000,000 cells"),
    ],
)
def test_an_old_workbook_reaches_no_further_than_may_be_read(
    cells: list[tuple[int, int]], sentence: str
) -> None:
    written = [record(0x27E, struct.pack("<HHHI", *cell, 0, 6)) for cell in cells]
    content = compound({"Workbook": an_old_stream(written)})
    if sentence:
        assert sentence in refusal(content)
    else:
        assert len(open_book(content).sheets[0].rows) == 65_536


def test_a_long_string_in_very_many_cells_of_an_old_workbook_is_refused() -> None:
    shown = [record(0xFD, struct.pack("<HHHI", row, 0, 0, 0)) for row in range(900)]
    stream = an_old_stream(shown, ["x" * 8_000])
    assert "characters in its cells" in refusal(compound({"Book": stream}), Limits(text=5_000_000))


def test_merged_cells_that_cover_one_another_are_damage() -> None:
    rows, whole = [["a", "b"], ["c", "d"]], Merge(0, 0, 1, 1)
    assert sheet_of("Risks", rows, Limits(), merges=[whole]).merges == (whole,)
    with pytest.raises(FileRefusedError, match="damaged"):
        sheet_of("Risks", rows, Limits(), merges=[whole, Merge(0, 0, 0, 1)])
