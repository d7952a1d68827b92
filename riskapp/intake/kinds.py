"""What a file is, told by its content; what is no spreadsheet is refused by what it is."""

import re
from collections.abc import Collection
from typing import Final

from riskapp.intake.book import FileKind
from riskapp.intake.packed import Packed
from riskapp.intake.refusals import LOCKED, RIGHTS, FileRefusedError
from riskapp.intake.word_tables import DOCUMENT

_SAVE: Final = "open it in Excel and save it as an Excel workbook (.xlsx)."
_NO_TABLE: Final = "copy the table in it into a spreadsheet and upload that."
_BEGINNINGS: Final = (
    (b"%PDF", f"This is a PDF, which holds no rows and columns: {_NO_TABLE}"),
    (b"\x89PNG", "This is a picture: upload the spreadsheet that it shows."),
    (b"\xff\xd8\xff", "This is a picture: upload the spreadsheet that it shows."),
    (b"GIF8", "This is a picture: upload the spreadsheet that it shows."),
    (b"{\\rtf", f"This is a text document (RTF): {_NO_TABLE}"),
    (b"7z\xbc\xaf", "This is a packed folder (7z): unpack it and upload the spreadsheet in it."),
    (b"Rar!", "This is a packed folder (RAR): unpack it and upload the spreadsheet in it."),
    (b"\x1f\x8b", "This is a packed file (gzip): unpack it and upload the spreadsheet in it."),
    (b"MIME-Version:", f"This is a web page saved as a single file: {_SAVE}"),
)
_OLD_PROGRAMS: Final = (
    ("worddocument", f"This is an old Word document: {_NO_TABLE}"),
    ("powerpoint document", f"This is a PowerPoint presentation: {_NO_TABLE}"),
    ("__properties_version1.0", "This is an e-mail: save what is attached to it and upload that."),
)
_RIGHTS: Final = re.compile(r"drm(encrypted|content|viewer)")
_OPEN_SPREADSHEETS: Final = (
    b"application/vnd.oasis.opendocument.spreadsheet",
    b"application/vnd.oasis.opendocument.spreadsheet-template",
)
_TYPES: Final = "[content_types].xml"
_SHEETS: Final = re.compile(rb"spreadsheetml|ms-excel", re.IGNORECASE)
_WORKBOOK: Final = re.compile(r"(?:.*/)?workbook\.xml")
_FROM_1904: Final = re.compile(rb"""\bdate1904\s*=\s*["'](?:1|true)["']""", re.IGNORECASE)
_MACROS: Final = re.compile(rb"macroenabled|vbaproject", re.IGNORECASE)
_LOOKED_AT: Final = 4_096
"""Characters at the beginning of a text that tell what it is."""
_CONTROLS: Final = re.compile(r"[\0-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_A_FEW: Final = 8
_ONE_IN: Final = 20
"""More than a few characters that no text has, and more than one in so many, and it is none."""
_WEB_PAGE: Final = re.compile(r"<(!doctype html|html|head|body|table|meta|style|div)[\s/>]")


def refuse_other_kinds(content: bytes) -> None:
    """Refuse pictures, documents and packed folders."""
    for beginning, sentence in _BEGINNINGS:
        if content.startswith(beginning):
            raise FileRefusedError(sentence)


def packed_kind(packed: Packed) -> FileKind:
    """Return what a packed file is."""
    names = packed.names()
    types = packed.read(_TYPES) if _TYPES in names else b""
    if _SHEETS.search(types) and any(_WORKBOOK.fullmatch(name) for name in names):
        return FileKind.XLSM if _MACROS.search(types) else FileKind.XLSX
    if "mimetype" in names and packed.read("mimetype").strip() in _OPEN_SPREADSHEETS:
        return _open_kind(packed)
    if DOCUMENT in names:
        return FileKind.DOCX
    raise FileRefusedError(_no_spreadsheet(names))


def counts_from_1904(packed: Packed) -> bool:
    """Tell whether a workbook of Excel says that it counts its days from 1904."""
    names = (name for name in packed.names() if _WORKBOOK.fullmatch(name))
    return any(_FROM_1904.search(packed.read(name)) for name in names)


def refuse_other_programs(names: Collection[str]) -> None:
    """Refuse a compound file that no Excel made, or that is locked, by the names in it."""
    if any(_RIGHTS.search(name) for name in names):
        raise FileRefusedError(RIGHTS)
    if "encryptedpackage" in names or "encryptioninfo" in names:
        raise FileRefusedError(LOCKED)
    for name, sentence in _OLD_PROGRAMS:
        if name in names:
            raise FileRefusedError(sentence)


def refuse_no_text(text: str) -> None:
    """Refuse what is full of characters that no text has."""
    head = text[:_LOOKED_AT]
    found = len(_CONTROLS.findall(head))
    if found > _A_FEW and found * _ONE_IN > len(head):
        raise FileRefusedError(
            f"This is no spreadsheet and no text. If it is of another program, {_SAVE}"
        )


def text_kind(text: str) -> FileKind:
    """Return what a text file is."""
    head = text[:_LOOKED_AT].lstrip().lower()
    if head.startswith("<"):
        return _marked_up(head)
    return FileKind.JSON if re.match(r'\{\s*"', head) else FileKind.CSV


def _marked_up(head: str) -> FileKind:
    if "<workbook" in head and "urn:schemas-microsoft-com:office:spreadsheet" in head:
        return FileKind.XML_2003
    if "<office:document" in head:
        return FileKind.ODS
    if _WEB_PAGE.search(head):
        return FileKind.HTML
    if head.startswith("<?xml"):
        raise FileRefusedError(f"This is an XML file, but no spreadsheet: {_SAVE}")
    return FileKind.CSV


def _open_kind(packed: Packed) -> FileKind:
    manifest = "meta-inf/manifest.xml"
    if manifest in packed.names() and b"encryption-data" in packed.read(manifest):
        raise FileRefusedError(LOCKED)
    return FileKind.ODS


def _no_spreadsheet(names: Collection[str]) -> str:
    if "xl/workbook.bin" in names:
        return f"This is a binary workbook (.xlsb): {_SAVE}"
    if any(name.startswith("ppt/") for name in names):
        return f"This is a PowerPoint presentation: {_NO_TABLE}"
    if any(name.endswith(".iwa") for name in names):
        return "This is a Numbers spreadsheet: export it from Numbers as an Excel workbook."
    if "mimetype" in names:
        return f"This is a LibreOffice document that is no spreadsheet: {_NO_TABLE}"
    return "This is a packed folder (ZIP): unpack it and upload the spreadsheet in it."
