"""Files of every kind that old registers come in, written with as little as each kind takes."""

import csv
import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from html import escape
from typing import Final

import xlsxwriter

Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Made:
    """A file of our own making: what is ugly in it, and what a person answers of it."""

    about: str
    make: Callable[[], bytes]
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that is calculated, and what it last came to."""

    words: str
    value: str | int | float


@dataclass(frozen=True, slots=True)
class Percent:
    """A number that is shown as a percentage without decimals."""

    value: float


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet to write; merged cells are told as a spreadsheet tells them, "A1:C1"."""

    rows: Sequence[Sequence[Cell | Formula | Percent]]
    name: str = "Sheet1"
    merged: Sequence[str] = ()
    hidden: bool = False


def xlsx(*pages: Page) -> bytes:
    """A workbook of Excel."""
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        book.set_properties({"created": datetime(2018, 6, 30, tzinfo=UTC)})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        percent = book.add_format({"num_format": "0%"}) if _has_percents(pages) else None
        for page in pages:
            sheet = book.add_worksheet(page.name)
            _write(sheet, page, day)
            _write_percents(sheet, page, percent)
            if page.hidden:
                sheet.hide()
    return written.getvalue()


def _has_percents(pages: Sequence[Page]) -> bool:
    return any(isinstance(cell, Percent) for page in pages for row in page.rows for cell in row)


def _write_percents(sheet: "xlsxwriter.worksheet.Worksheet", page: Page, percent: object) -> None:
    for at, row in enumerate(page.rows):
        for place, cell in enumerate(row):
            if isinstance(cell, Percent):
                sheet.write_number(at, place, cell.value, percent)


def _write(sheet: "xlsxwriter.worksheet.Worksheet", page: Page, day: object) -> None:
    for span in page.merged:
        sheet.merge_range(span, "")
    for at, row in enumerate(page.rows):
        for place, cell in enumerate(row):
            if not isinstance(cell, Percent):
                _write_cell(sheet, at, place, cell, day)


def _write_cell(
    sheet: "xlsxwriter.worksheet.Worksheet", at: int, place: int, cell: Cell | Formula, day: object
) -> None:
    if isinstance(cell, Formula):
        sheet.write_formula(at, place, cell.words, None, cell.value)
    elif isinstance(cell, date):
        sheet.write_datetime(at, place, cell, day)
    elif cell not in {None, ""}:
        sheet.write(at, place, cell)


def delimited(
    rows: Sequence[Sequence[Cell]],
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
    first: str = "",
    ends: str = "\r\n",
) -> bytes:
    """A text file of cells, in an encoding, after a first line of its own."""
    written = io.StringIO()
    written.write(first)
    csv.writer(written, delimiter=delimiter, lineterminator=ends).writerows(rows)
    return written.getvalue().encode(encoding)


def ods(page: Page) -> bytes:
    """A spreadsheet of OpenDocument."""
    rows = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in page.rows
    )
    table = f'<table:table table:name="{escape(page.name)}">{rows}</table:table>'
    parts = {
        "mimetype": _ODS,
        "content.xml": f"{_ODS_BEGINS}{table}{_ODS_ENDS}",
        "META-INF/manifest.xml": _ODS_MANIFEST,
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, part in parts.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), part, method)
    return written.getvalue()


def _ods_cell(cell: Cell | Formula) -> str:
    if isinstance(cell, date):
        told = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
    elif isinstance(cell, int | float):
        told = f'office:value-type="float" office:value="{cell}"'
    else:
        told = 'office:value-type="string"' if cell else ""
    lines = str(cell).split("\n") if cell not in {None, ""} else []
    words = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    return f"<table:table-cell {told}>{words}</table:table-cell>"


def html(rows: Sequence[Sequence[Cell]]) -> bytes:
    """A page with a table, which reports of databases call a workbook."""
    cells = "".join(
        f"<tr>{''.join(f'<td>{_broken(cell)}</td>' for cell in row)}</tr>\n" for row in rows
    )
    return f"<html><body><table border=1>\n{cells}</table></body></html>".encode("cp1252")


def _broken(cell: Cell) -> str:
    return "&nbsp;" if cell in {None, ""} else escape(str(cell)).replace("\n", "<br>")


def docx(rows: Sequence[Sequence[Cell]]) -> bytes:
    """A document of Word with a title and one table."""
    cells = "".join(f"<w:tr>{''.join(map(_docx_cell, row))}</w:tr>" for row in rows)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship'
        f' Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{_XML}<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>Risks'
        f"</w:t></w:r></w:p><w:tbl>{cells}</w:tbl></w:body></w:document>",
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _docx_cell(cell: Cell) -> str:
    lines = "<w:br/>".join(f"<w:t>{escape(line)}</w:t>" for line in str(cell).split("\n"))
    return f"<w:tc><w:p><w:r>{lines}</w:r></w:p></w:tc>"


def xls(page: Page) -> bytes:
    """A workbook of Excel 97: records in one stream of a compound file."""
    sheet = [_record(_BOF, struct.pack("<HHHHII", _BIFF8, 0x10, 0, 0, 0, _BIFF8))]
    for at, row in enumerate(page.rows):
        sheet += [_xls_cell(at, place, cell) for place, cell in enumerate(row) if cell is not None]
    sheet.append(_record(_EOF, b""))
    start = _record(_BOF, struct.pack("<HHHHII", _BIFF8, 0x05, 0, 0, 0, _BIFF8))
    start += _record(_CODEPAGE, struct.pack("<H", 1200))
    name = page.name.encode("latin-1")
    size = len(start) + 4 + 8 + len(name) + 4
    bound = struct.pack("<IHBB", size, 0, len(name), 0) + name
    return _compound(start + _record(_BOUNDSHEET, bound) + _record(_EOF, b"") + b"".join(sheet))


def _xls_cell(at: int, place: int, cell: Cell | Formula) -> bytes:
    if isinstance(cell, int | float):
        return _record(_NUMBER, struct.pack("<HHHd", at, place, 0, cell))
    words = str(cell).encode("utf-16-le")
    return _record(_LABEL, struct.pack("<HHHHB", at, place, 0, len(words) // 2, 1) + words)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _compound(stream: bytes) -> bytes:
    """A compound file whose one stream is the workbook, too long for a table of short ones."""
    stream = stream.ljust(max(_SMALLEST, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    sectors = len(stream) // _SECTOR
    table = [*range(1, sectors), _END, _END, _TABLE]
    fat = struct.pack(f"<{len(table)}I", *table).ljust(_SECTOR, b"\xff")
    root = _entry("Root Entry", 5, child=1, start=_END, size=0)
    book = _entry("Workbook", 2, child=_FREE, start=0, size=len(stream))
    folder = (root + book).ljust(_SECTOR, b"\0")
    header = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16
    header += struct.pack("<HHHHH6xIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, sectors, 0, _SMALLEST)
    header += struct.pack("<IIIII", _END, 0, _END, 0, sectors + 1)
    return header.ljust(_SECTOR, b"\xff") + stream + folder + fat


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    words = name.encode("utf-16-le")
    told = words.ljust(64, b"\0") + struct.pack("<HBB", len(words) + 2, kind, 1)
    told += struct.pack("<III", _FREE, _FREE, child) + b"\0" * 36
    return told + struct.pack("<IQ", start, size)


_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns"
_ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>'
_ODS_BEGINS: Final = (
    f'{_XML}<office:document-content xmlns:office="{_OASIS}:office:1.0"'
    f' xmlns:table="{_OASIS}:table:1.0" xmlns:text="{_OASIS}:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>"
)
_ODS_ENDS: Final = "</office:spreadsheet></office:body></office:document-content>"
_ODS_MANIFEST: Final = (
    f'{_XML}<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_SCHEMAS: Final = "http://schemas.openxmlformats.org"
_PACKAGE: Final = f"{_SCHEMAS}/package/2006"
_OFFICE: Final = f"{_SCHEMAS}/officeDocument/2006/relationships"
_WORD: Final = f"{_SCHEMAS}/wordprocessingml/2006/main"
_BIFF8: Final = 0x0600
_BOF, _EOF, _CODEPAGE, _BOUNDSHEET, _LABEL, _NUMBER = 0x809, 0x0A, 0x42, 0x85, 0x204, 0x203
_SECTOR, _SMALLEST = 512, 4096
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
