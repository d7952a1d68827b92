"""Files to open, made in code: small real ones, and what can be done to them."""

import io
import zipfile

import xlsxwriter

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
