"""Numbers that are shown as percentages: as they are shown, wherever a part is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.intake.number_formats import BUILT_IN, shown_by, shown_number
from riskapp.intake.opening import open_book
from riskapp.intake.percentages import Percentages, decimals_of, percentage
from riskapp.intake.xml_part import whole_tags
from tests.registers.make import HERE

STYLES = (
    b'<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts><cellStyleXfs>'
    b'<xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/>'
    b'<xf numFmtId="164"/></cellXfs></styleSheet>'
)
CELLS = (
    b'<sheetData><row><c r="A1" s="1"><v>0.25</v></c><c r="B1" s="0"><v>0.25</v></c>'
    b'<c r="C1" t="n" s="2"><f>A1/2</f><v>0.125</v></c><c r="D1" s="1" t="s"><v>0</v></c>'
    b'<c r="E1" s="1"/></row></sheetData>'
)
SHOWN = (
    b'<sheetData><row><c r="A1" s="1" t="str"><v>25%</v></c><c r="B1" s="0"><v>0.25</v></c>'
    b'<c r="C1" s="2" t="str"><f>A1/2</f><v>12.5%</v></c><c r="D1" s="1" t="s"><v>0</v></c>'
    b'<c r="E1" s="1"/></row></sheetData>'
)


@pytest.mark.parametrize(
    ("number", "decimals", "shown"),
    [
        (0.25, 0, "25%"),
        (0.125, 0, "13%"),
        (0.125, 1, "12.5%"),
        (-0.5, 2, "-50.00%"),
        (1, 0, "100%"),
    ],
)
def test_a_number_is_shown_as_its_format_says(number: float, decimals: int, shown: str) -> None:
    assert percentage(number, decimals) == shown


@given(st.floats(), st.integers(0, 9))
def test_no_number_is_too_odd_to_show(number: float, decimals: int) -> None:
    shown = percentage(number, decimals)
    exact = pytest.approx(number, rel=1e-9, abs=0.0051)
    assert shown is None or float(shown.removesuffix("%")) / 100 == exact


@pytest.mark.parametrize(
    ("code", "decimals"),
    [("0%", 0), ("0.00%", 2), ("0.0%;[Red]-0.0%", 1), ("0.00", None), ('0"%"', None), ("", None)],
)
def test_a_format_says_whether_it_shows_percentages(code: str, decimals: int | None) -> None:
    assert decimals_of(code) == decimals


@given(st.integers(1, 200))
def test_wherever_a_part_is_cut_its_percentages_are_text(length: int) -> None:
    found = Percentages()
    list(found.seen("xl/styles.xml", [STYLES]))
    chunks = (CELLS[at : at + length] for at in range(0, len(CELLS), length))
    assert b"".join(found.seen("xl/worksheets/sheet1.xml", whole_tags(chunks))) == SHOWN
    [words] = found.remarks()
    assert "such as “25%”, not as the number behind it, 0.25" in words


def test_a_workbook_with_percentages_says_how_they_were_read() -> None:
    book = open_book((HERE / "percentages.xlsx").read_bytes())
    assert "shown as percentages" in book.remarks[0]
    assert shown_number(0.25, shown_by("0.0%"), from_1904=False) == "25.0%"
    assert shown_number(0.25, BUILT_IN[10], from_1904=False) == "25.00%"
