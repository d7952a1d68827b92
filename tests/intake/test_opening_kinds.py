"""What a file is, is told by its content: each kind is read, or refused by what it is."""

import io

import docx
import pytest

from riskapp.intake.book import Book, FileKind, Merge
from riskapp.intake.opening import open_book
from riskapp.intake.refusals import DAMAGED, HARMFUL_XML, LOCKED, RIGHTS, FileRefusedError
from tests.intake.files import (
    OPEN_TYPE,
    a_workbook,
    an_open_document,
    changed,
    open_document_xml,
    packed,
    parts_of,
)
from tests.intake.old_files import an_old_stream, an_old_workbook, compound, record

MANIFEST = "META-INF/manifest.xml"
CONTENT_TYPES = "[Content_Types].xml"
PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><table></style></head>
<!-- <table><tr><td>not there</td></tr></table> --><body><h1>Risks</h1>
<table border=1><tr><th colspan=2>Ref &amp; title</th><th rowspan="2">Score</th></tr>
<tr><td>1</td><td title="a > b">Fire<br>and   flood &lt; &eacute;</td></tr>
<tr><td>=1+1<td>&nbsp;</td><td>12</tr></table><table><tr><td>second</table></body></html>"""
XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Risks"><Table ss:ExpandedColumnCount="16000" ss:ExpandedRowCount="9000000">
<Row ss:Index="2"><Cell ss:Index="2" ss:MergeAcross="1"><Data ss:Type="String"> =1 </Data>
<Comment><ss:Data>a comment</ss:Data></Comment></Cell><Cell><Data ss:Type="Number">16</Data></Cell>
</Row><Row><Cell><Data ss:Type="DateTime">2024-03-31T00:00:00.000</Data></Cell>
<Cell ss:Formula="=1+1"><Data ss:Type="Boolean">1</Data></Cell>
<Cell><ss:Data ss:Type="String"><B>bo</B>ld</ss:Data></Cell>
<Cell><Data ss:Type="Error">#REF!</Data></Cell></Row></Table>
<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>"""


def refusal(content: bytes) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(FileRefusedError) as refused:
        open_book(content)
    return str(refused.value)


def cells_of(book: Book) -> list[tuple[int, int, str]]:
    """The cells of the first sheet that say something, counted from 0."""
    return [
        (row, column, words)
        for row, cells in enumerate(book.sheets[0].rows)
        for column, words in enumerate(cells)
        if words
    ]


def test_an_old_workbook_is_read_with_what_its_formulas_came_to() -> None:
    book = open_book(an_old_workbook())
    assert (book.kind, book.sheets[0].name) == (FileKind.XLS, "Risks")
    assert book.sheets[0].merges == (Merge(1, 1, 1, 3),)
    assert cells_of(book) == [
        *((1, 1, "  kept \n é"), (1, 2, "Ω ≥ 5"), (2, 0, "0.5"), (2, 1, "16"), (2, 2, "-0.05")),
        *((2, 3, "2024-03-31"), (2, 4, "48:00:00"), (2, 5, "TRUE"), (2, 6, "#REF!")),
        *((2, 7, "=1+1"), (3, 0, "20"), (3, 1, "what it came to"), (3, 2, "#N/A")),
    ]


def test_a_string_that_goes_on_in_another_record_may_change_its_letters() -> None:
    stream = an_old_stream([record(0xFD, bytes(10))], ["abΩ"])
    wide = record(0xFC, (1).to_bytes(4, "little") * 2 + b"\3\0\1a\0b\0\xa9\3")
    parted = record(0xFC, (1).to_bytes(4, "little") * 2 + b"\3\0\0ab") + record(0x3C, b"\1\xa9\3")
    at = int.from_bytes(stream[stream.index(b"\x85\0") + 4 :][:4], "little")
    moved = at + len(parted) - len(wide)
    stream = stream.replace(wide, parted).replace(
        at.to_bytes(4, "little"), moved.to_bytes(4, "little")
    )
    assert cells_of(open_book(compound({"Workbook": stream}))) == [(0, 0, "abΩ")]


def test_a_hidden_sheet_of_an_old_workbook_is_told() -> None:
    stream = an_old_stream([record(0xFD, bytes(10))], ["a"], hidden=1)
    assert open_book(compound({"Book": stream})).sheets[0].hidden
    assert open_book(stream).sheets[0].hidden


@pytest.mark.parametrize("flat", [False, True], ids=["packed", "one XML file"])
def test_a_spreadsheet_of_libreoffice_is_read_with_what_is_repeated(flat: bool) -> None:
    xml = open_document_xml().replace("document-content", "document")
    book = open_book(xml.encode() if flat else an_open_document())
    assert book.kind is FileKind.ODS
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [
        ("Risks", False),
        ("Lists", True),
    ]
    assert book.sheets[0].merges == (Merge(2, 2, 2, 3),)
    assert cells_of(book) == [
        *((2, 2, "  kept as it\nis\nbelow"), (2, 4, "16"), (2, 5, "2024-03-31")),
        *((2, 6, "2024-03-31 14:30:00"), (2, 7, "42:00:00"), (2, 8, "TRUE"), (2, 9, "#REF!")),
        *((row, column, "=1") for row in (3, 4) for column in range(3)),
    ]


def test_a_web_page_under_the_name_of_a_spreadsheet_is_read_and_told() -> None:
    book = open_book(PAGE.encode("cp1252"))
    assert book.kind is FileKind.HTML
    assert book.remarks == (
        "This is a web page under the name of a spreadsheet: its tables were read.",
    )
    assert book.sheets[0].rows == (
        ("Ref & title", "", "Score"),
        ("1", "Fire\nand flood < é", ""),
        ("=1+1", "", "12"),
    )
    assert book.sheets[0].merges == (Merge(0, 0, 0, 1), Merge(0, 2, 1, 2))
    assert book.sheets[1].rows == (("second",),)


def test_a_workbook_in_xml_is_read() -> None:
    book = open_book(XML.encode())
    assert (book.kind, book.sheets[0].hidden) == (FileKind.XML_2003, True)
    assert book.sheets[0].rows == (
        ("", "", "", ""),
        ("", " =1 ", "", "16"),
        ("2024-03-31", "TRUE", "bold", "#REF!"),
    )
    assert book.sheets[0].merges == (Merge(1, 1, 1, 2),)


def test_a_word_document_is_read_table_by_table() -> None:
    document = docx.Document()
    document.add_paragraph("not in a table")
    table = document.add_table(3, 3)
    table.cell(0, 0).text = "Ref"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Wide"
    table.cell(1, 0).text = "one\nbelow"
    table.cell(1, 1).merge(table.cell(2, 1)).text = "tall"
    table.cell(2, 2).text = " =1 "
    written = io.BytesIO()
    document.save(written)
    book = open_book(written.getvalue())
    assert (book.kind, book.sheets[0].name) == (FileKind.DOCX, "Table 1")
    assert book.sheets[0].rows == (
        ("Ref", "Wide", ""),
        ("one\nbelow", "tall", ""),
        ("", "", " =1 "),
    )
    assert book.sheets[0].merges == (Merge(0, 1, 0, 2), Merge(1, 1, 2, 1))


def test_macros_are_left_alone_and_told() -> None:
    book = open_book(
        changed(
            a_workbook(),
            CONTENT_TYPES,
            (
                "openxmlformats-officedocument.spreadsheetml.sheet.main",
                "ms-excel.sheet.macroEnabled.main",
            ),
        )
    )
    assert book.kind is FileKind.XLSM
    assert book.remarks == (
        "The workbook has macros: they were left alone, and nothing of them was kept.",
    )


def test_what_we_wrote_as_json_is_told_and_left_to_its_reader() -> None:
    book = open_book(b' {\n "riskapp": 1}')
    assert (book.kind, book.sheets) == (FileKind.JSON, ())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), LOCKED),
        (compound({"EncryptedPackage": b"x", "DRMEncryptedDataSpace": b"x"}), RIGHTS),
        (compound({"\tDRMContent": b"x", "Workbook": b"x"}), RIGHTS),
        (compound({"Workbook": an_old_stream([], before=record(0x2F, b"\1\0"))}), LOCKED),
        (
            packed({"mimetype": OPEN_TYPE, MANIFEST: b"<m:encryption-data/>"}),
            LOCKED,
        ),
        (compound({"WordDocument": b"x"}), "This is an old Word document"),
        (compound({"PowerPoint Document": b"x"}), "This is a PowerPoint presentation"),
        (compound({"__properties_version1.0": b"x"}), "This is an e-mail"),
        (compound({"Other": b"x"}), DAMAGED),
        (compound({"Workbook": record(0x809, b"\0\2\0\0")}), "from before 1995"),
        (packed({CONTENT_TYPES: b"", "xl/workbook.bin": b"x"}), "a binary workbook"),
        (packed({CONTENT_TYPES: b"", "ppt/presentation.xml": b"x"}), "a PowerPoint presentation"),
        (packed({"Index/Document.iwa": b"x"}), "a Numbers spreadsheet"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "no spreadsheet"),
        (packed({"register.xlsx": a_workbook()}), "a packed folder (ZIP)"),
        (packed({"word/document.xml": b"<w:document xmlns:w='w'/>"}), "without a table"),
        (packed({"mimetype": OPEN_TYPE}), DAMAGED),
        (b"%PDF-1.7\n", "This is a PDF"),
        (b"\x89PNG\r\n", "This is a picture"),
        (b"\xff\xd8\xff\xe0", "This is a picture"),
        (b"{\\rtf1 x}", "a text document"),
        (b"<html><p>Please sign in</p>", "a web page without a table"),
        (b"<?xml version='1.0'?><feed/>", "an XML file, but no spreadsheet"),
        (bytes(range(1, 32)) * 9, "no spreadsheet and no text"),
        (XML.replace("<Workbook", '<!DOCTYPE a [<!ENTITY b "c">]><Workbook').encode(), HARMFUL_XML),
    ],
)  # fmt: skip
def test_whatever_else_is_refused_by_what_it_is(content: bytes, sentence: str) -> None:
    assert sentence in refusal(content)


def test_the_name_of_a_part_may_be_written_in_any_way() -> None:
    parts = {name.replace("xl/", "XL\\"): part for name, part in parts_of(a_workbook()).items()}
    assert open_book(packed(parts)).sheets[0].rows[0][0] == "Ref"


def test_two_sheets_that_share_their_records_are_damage() -> None:
    stream = an_old_stream([record(0xFD, bytes(10))], ["a"])
    listed = stream[stream.index(b"\x85\0") :][: 4 + 13]
    twice = stream.replace(listed, listed * 2)
    at = int.from_bytes(listed[4:8], "little")
    moved = (at + len(listed)).to_bytes(4, "little")
    assert refusal(compound({"Workbook": twice.replace(listed[4:8], moved)})) == DAMAGED
