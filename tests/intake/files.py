"""Files to open, made in code: small real ones, and what can be done to them."""

import io
import zipfile

import xlsxwriter

OPEN_CONTENT = "content.xml"
OPEN_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
OPEN_CELLS = """
<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>
<table:table-row>
 <table:table-cell table:number-columns-repeated="2"/>
 <table:table-cell office:value-type="string" table:number-columns-spanned="2"><office:annotation>
  <text:p>a comment</text:p></office:annotation><text:p><text:s text:c="2"/>kept <text:span>as
  it</text:span><text:line-break/>is</text:p><text:p>below</text:p></table:table-cell>
 <table:covered-table-cell/>
 <table:table-cell office:value-type="float" office:value="16.0"><text:p>16.00</text:p>
 </table:table-cell>
 <table:table-cell office:value-type="date" office:date-value="2024-03-31"/>
 <table:table-cell office:value-type="date" office:date-value="2024-03-31T14:30:00"/>
 <table:table-cell office:value-type="time" office:time-value="PT42H00M00S"/>
 <table:table-cell office:value-type="boolean" office:boolean-value="true"/>
 <table:table-cell office:value-type="string" table:formula="of:=1+1"><text:p>#REF!</text:p>
 </table:table-cell>
 <table:table-cell table:number-columns-repeated="16374"/>
</table:table-row>
<table:table-row table:number-rows-repeated="2">
 <table:table-cell office:value-type="string" table:number-columns-repeated="3"><text:p>=1</text:p>
 </table:table-cell>
</table:table-row>
<table:table-row table:number-rows-repeated="1048571">
 <table:table-cell table:number-columns-repeated="16384"/></table:table-row>
"""
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def a_workbook() -> bytes:
    """A workbook with words in A1 and a number in B2."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Risks")
        sheet.write(0, 0, "Ref")
        sheet.write(1, 1, 2)
    return written.getvalue()


def open_document_xml(cells: str = OPEN_CELLS) -> str:
    """The content of a spreadsheet of LibreOffice, with a hidden sheet after the first."""
    spaces = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text", "style")
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces}>'
        '<office:automatic-styles><style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
        '<office:body><office:spreadsheet><table:table table:name="Risks" table:style-name="ta1">'
        f'{cells}</table:table><table:table table:name="Lists" table:style-name="ta2">'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )


def an_open_document(cells: str = OPEN_CELLS) -> bytes:
    """A spreadsheet of LibreOffice."""
    return packed({"mimetype": OPEN_TYPE, OPEN_CONTENT: open_document_xml(cells).encode()})


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a packed file by their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    """A packed file with these parts, in this order."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()


def changed(content: bytes, part: str, *changes: tuple[str, str]) -> bytes:
    """A packed file with some words of one part changed; a word that is not there is a mistake."""
    parts = parts_of(content)
    for old, new in changes:
        assert old.encode() in parts[part], f"{old} is not in {part}"
        parts[part] = parts[part].replace(old.encode(), new.encode())
    return packed(parts)
