"""Signs of web pages in cells, and what a workbook shows beside its cells."""

import io
import zipfile

import pytest
import xlsxwriter

from riskapp.intake.opening import open_book


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("Falls &amp; slips", "Falls & slips"),
        ("O&#39;Brien", "O'Brien"),
        ("Two lines<br />of one", "Two lines\nof one"),
        ("<p>Missed <b>sepsis</b></p><p>in ED</p>", "Missed sepsis\nin ED"),
        ("<ul><li>Screening</li><li>Audit</li></ul>", "• Screening\n• Audit"),
        ("&lt;br&gt; is a sign", "<br> is a sign"),
    ],
)
def test_signs_of_web_pages_are_read_as_what_they_stand_for(cell: str, words: str) -> None:
    book = open_book(f"Ref,Title\n1,{cell}\n".encode())
    assert book.sheets[0].rows[1] == ("1", words)
    assert book.remarks[-1].startswith("Some cells have the signs of a web page")


@pytest.mark.parametrize(
    "cell", ["R&D", "AT&T; and others", "< 65s & > 80s", "a <x> b", "&amp; beside R&D", "&unknown;"]
)
def test_what_may_stand_for_itself_stays(cell: str) -> None:
    book = open_book(f"Ref,Title\n1,{cell}\n".encode())
    assert book.sheets[0].rows[1] == ("1", cell)
    assert len(book.remarks) == 1


def test_a_list_of_our_own_says_what_it_says() -> None:
    book = open_book(b"Reference,Printed reference,Title\nR-0001,,Falls &amp; slips\n")
    assert book.sheets[0].rows[1] == ("R-0001", "", "Falls &amp; slips")


def test_what_is_hidden_struck_through_or_noted_is_told() -> None:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Ref", "Title"])
        sheet.write_row(1, 0, ["1", "Falls"], book.add_format({"font_strikeout": True}))
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.write_comment("A1", "Only for the board")
    hidden, struck, noted = open_book(written.getvalue()).remarks
    assert "hidden" in hidden
    assert "struck through" in struck
    assert "not brought in" in noted


def test_formulas_without_results_are_told() -> None:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Ref", "Score"])
        sheet.write_formula("B2", "=A2*2", None, 8)
    assert open_book(written.getvalue()).remarks == ()
    cut = io.BytesIO()
    with zipfile.ZipFile(written) as whole, zipfile.ZipFile(cut, "w") as other:
        for name in whole.namelist():
            other.writestr(name, whole.read(name).replace(b"</f><v>8</v>", b"</f>"))
    [unsolved] = open_book(cut.getvalue()).remarks
    assert "no results in the file" in unsolved


def test_old_macintoshes_are_told_by_how_they_end_lines() -> None:
    book = open_book("Ref,Title\r1,Falls – café £5\r".encode("mac_roman"))
    assert book.sheets[0].rows[1] == ("1", "Falls – café £5")
    assert "a guess" in book.remarks[0]
