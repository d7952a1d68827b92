"""Files made to harm: each is refused with a sentence, at once and without taking memory."""

import io
import subprocess
import sys
import zipfile

import pytest

from riskapp.intake.limits import Limits
from riskapp.intake.opening import open_book
from riskapp.intake.refusals import DAMAGED, HARMFUL_XML, LOCKED, FileRefusedError
from tests.intake.files import (
    SHEET,
    STRINGS,
    a_workbook,
    changed,
    packed,
    parts_of,
)

MEGABYTE = 1_000_000
MEASURED = """
import resource, sys, time
from riskapp.intake.opening import open_book
from riskapp.intake.refusals import FileRefusedError
content = sys.stdin.buffer.read()
before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
try:
    open_book(content)
except FileRefusedError as why:
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(time.process_time() - begun, after * 1024 - before * 1024, why)
"""
DOCUMENT_TYPE = '<!DOCTYPE worksheet [<!ENTITY a "b">]>'
OUTSIDE = '<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def refusal(content: bytes, limits: Limits | None = None) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(FileRefusedError) as refused:
        open_book(content, limits or Limits())
    assert refused.value.field == "file"
    return str(refused.value)


def measured(content: bytes) -> tuple[float, float, str]:
    """How many seconds of a processor and bytes it takes to refuse a file."""
    told = subprocess.run(
        [sys.executable, "-c", MEASURED], input=content, capture_output=True, check=True
    )
    seconds, memory, sentence = told.stdout.decode().split(" ", 2)
    return float(seconds), float(memory), sentence


def a_bomb(*, filling: bytes, megabytes: int) -> bytes:
    """A workbook whose sheet unpacks to very much of the same."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, part in parts_of(a_workbook()).items():
            if name != SHEET:
                archive.writestr(name, part)
        with archive.open(SHEET, "w") as sheet:
            sheet.write(parts_of(a_workbook())[SHEET].partition(b"<sheetData>")[0])
            block = filling * (MEGABYTE // len(filling))
            for _ in range(megabytes):
                sheet.write(block)
    return written.getvalue()


def test_a_bomb_is_refused_within_a_second_and_fifty_megabytes() -> None:
    bomb = a_bomb(filling=b"<row/>", megabytes=300)
    assert len(bomb) < 1.5 * MEGABYTE
    seconds, memory, sentence = measured(bomb)
    assert "grows far too large" in sentence
    assert seconds < 1
    assert memory < 50 * MEGABYTE


def test_a_bomb_that_is_small_enough_is_told_by_how_it_grows() -> None:
    assert "grows far too large" in refusal(a_bomb(filling=b"<row/>", megabytes=3))


def test_a_bomb_that_lies_about_its_size_is_counted_as_it_comes_out() -> None:
    bomb = a_bomb(filling=b" ", megabytes=30)
    with zipfile.ZipFile(io.BytesIO(bomb)) as archive:
        told = archive.getinfo(SHEET).file_size.to_bytes(4, "little")
    assert bomb.count(told) == 2
    assert refusal(bomb.replace(told, (60_000).to_bytes(4, "little"))) == DAMAGED
    assert "grows far too large" in refusal(bomb.replace(told, (2**31).to_bytes(4, "little")))


@pytest.mark.parametrize(
    ("part", "old", "new", "sentence"),
    [
        (SHEET, 'r="B2"', 'r="XFD1048576"', "more than 100,000 rows"),
        (SHEET, 'r="B2"', 'r="XFD2"', "more than 500 columns"),
        (SHEET, 'r="B2"', 'r="ALL60000"', "more than 500 columns"),
        (SHEET, 'r="B2"', 'r="SF60000"', "more than 2,000,000 cells"),
        (SHEET, 'r="B2"', 'r="ZZZZZZ99999999999"', DAMAGED),
        (SHEET, 'r="B2"', 'r="B0"', DAMAGED),
        (SHEET, '<c r="B2">', '<c r="B2" t="s">', DAMAGED),
        (SHEET, '<row r="2" ', '<row r="999999" ', ""),
        (SHEET, DECLARED, DECLARED + DOCUMENT_TYPE, HARMFUL_XML),
        (SHEET, DECLARED, DECLARED + OUTSIDE, HARMFUL_XML),
        (STRINGS, DECLARED, DECLARED + DOCUMENT_TYPE, HARMFUL_XML),
        (STRINGS, 'uniqueCount="1"', 'uniqueCount="4000000000"', DAMAGED),
        (SHEET, "<v>2</v>", "<v>&a;</v>", DAMAGED),
        (SHEET, "</sheetData>", "", DAMAGED),
        (SHEET, "<sheetData>", "<sheetData>" + "<a>" * 600 + "</a>" * 600, DAMAGED),
        (SHEET, "<sheetData>", "<sheetData>" + "x" * 1_500_000, DAMAGED),
        (SHEET, 'encoding="UTF-8"', 'encoding="cp037"', ""),
    ],
)
def test_a_sheet_that_lies_is_refused(part: str, old: str, new: str, sentence: str) -> None:
    lying = changed(a_workbook(), part, (old, new))
    if sentence:
        assert sentence in refusal(lying)
    else:
        assert open_book(lying).sheets[0].rows[1][1] == "2"


def test_cells_without_places_are_counted_as_they_will_be_read() -> None:
    nested = "<row>" + "<c><v>1</v></c>" * 300
    lying = changed(
        a_workbook(), SHEET, ("</sheetData>", nested * 2 + "</row>" * 2 + "</sheetData>")
    )
    assert "more than 500 columns" in refusal(lying)


def test_dimensions_that_lie_do_no_harm() -> None:
    lying = changed(a_workbook(), SHEET, ('ref="A1:B2"', 'ref="A1:XFD1048576"'))
    assert open_book(lying).sheets[0].rows == (("Ref", ""), ("", "2"))


def test_empty_cells_far_away_take_no_room() -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    book = open_book(changed(a_workbook(), SHEET, ("</sheetData>", far)))
    assert book.sheets[0].rows == (("Ref", ""), ("", "2"))


@pytest.mark.parametrize("index", ["0", "&#48;", "0<!---->1", "<![CDATA[0]]>1"])
def test_a_long_string_in_very_many_cells_is_refused(index: str) -> None:
    cells = f'<c t="s"><v>{index}</v></c>' * 40
    many = changed(
        a_workbook(),
        SHEET,
        ("</sheetData>", f"<row>{cells}</row>" * 50 + "</sheetData>"),
    )
    long = changed(many, STRINGS, ("<t>Ref</t>", f"<t>{'x' * 30_000}</t>"))
    sentence = refusal(long)
    assert "characters in its cells" in sentence or sentence == DAMAGED


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (Limits(file_bytes=100), "larger than 0 MB"),
        (Limits(parts=3), "more than 3 parts"),
        (Limits(unpacked_bytes=9_000), "too large when it is unpacked"),
        (Limits(sheets=0), "more than 0 sheets"),
    ],
)
def test_what_is_too_large_to_look_at_is_refused(limits: Limits, sentence: str) -> None:
    assert sentence in refusal(a_workbook(), limits)


def test_a_part_that_is_there_twice_is_refused() -> None:
    written = io.BytesIO(a_workbook())
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr(SHEET.upper(), b"<worksheet/>")
    assert refusal(written.getvalue()) == DAMAGED


def test_a_part_that_is_encrypted_is_refused() -> None:
    content = bytearray(a_workbook())
    listed = content.index(b"PK\x01\x02")
    content[listed + 8] |= 1
    assert refusal(bytes(content)) == LOCKED


def test_names_that_lead_out_of_the_folder_do_no_harm() -> None:
    parts = {"../../etc/cron.d/harm": b"x", "/etc/passwd": b"x", **parts_of(a_workbook())}
    assert open_book(packed(parts)).sheets[0].rows[0][0] == "Ref"
