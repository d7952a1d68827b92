"""Opening what was uploaded: bytes in, sheets of text out, or one sentence that says why not."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from riskapp.intake.book import Book, FileKind, Sheet
from riskapp.intake.cleared import cleared
from riskapp.intake.compound import COMPOUND, Compound
from riskapp.intake.csv_text import read_csv
from riskapp.intake.encodings import Decoded, decode
from riskapp.intake.kinds import (
    counts_from_1904,
    packed_kind,
    refuse_no_text,
    refuse_other_kinds,
    refuse_other_programs,
    text_kind,
)
from riskapp.intake.limits import LIMITS, Limits
from riskapp.intake.list_signs import without_list_signs
from riskapp.intake.old_workbooks import old_sheets
from riskapp.intake.open_documents import open_document_sheets
from riskapp.intake.packed import PACKED, Packed
from riskapp.intake.percentages import Percentages
from riskapp.intake.plain_words import in_plain_words
from riskapp.intake.refusals import DAMAGED, FileRefusedError
from riskapp.intake.shaping import shaped
from riskapp.intake.sheets import refuse_too_many
from riskapp.intake.unsaid import Unsaid
from riskapp.intake.web_pages import web_sheets
from riskapp.intake.word_tables import DOCUMENT, word_sheets
from riskapp.intake.workbooks import workbook_sheets
from riskapp.intake.xml_2003 import xml_sheets

_BARE_RECORDS: Final = b"\x09\x08"
"""How a workbook of Excel 95 or later begins that lies in no compound file."""
_STREAMS: Final = ("workbook", "book")
_NO_CELLS: Final = (
    "The file has no words in any cell. If it shows a picture of a register, type or paste its rows"
    " into a sheet."
)
_PAGE: Final = ("This is a web page under the name of a spreadsheet: its tables were read.",)
_MACROS: Final = ("The workbook has macros: they were left alone, and nothing of them was kept.",)


def open_book(content: bytes, limits: Limits = LIMITS) -> Book:
    """Return the sheets of a file, told by its content; whatever cannot be read is refused."""
    book = _opened(content, limits)
    if book.kind is not FileKind.JSON and not any(map(_has_words, book.sheets)):
        raise FileRefusedError(_NO_CELLS)
    return shaped(without_list_signs(in_plain_words(book)))


def _has_words(sheet: Sheet) -> bool:
    return any(any(map(str.strip, row)) for row in sheet.rows)


def _opened(content: bytes, limits: Limits) -> Book:
    if not content.strip(b"\0 \t\r\n"):
        raise FileRefusedError("The file is empty: choose another.")
    if len(content) > limits.file_bytes:
        raise FileRefusedError(
            f"The file is larger than {limits.file_bytes // 1_000_000} MB: "
            "take out pictures and sheets that are not needed, or split it."
        )
    refuse_other_kinds(content)
    if content.startswith(PACKED):
        return _packed(Packed.opened(content, limits), limits)
    if content.startswith((COMPOUND, _BARE_RECORDS)):
        return _old(content, limits)
    return _text(decode(content), limits)


def _packed(packed: Packed, limits: Limits) -> Book:
    kind = packed_kind(packed)
    if kind in _READERS:
        part, read_part = _READERS[kind]
        return Book(kind, refuse_too_many(read_part(packed.chunks(part), limits), limits))
    from_1904, unsaid = counts_from_1904(packed), Unsaid(packed.names())
    percentages = Percentages()
    clear = cleared(packed, limits, unsaid, percentages)
    read = workbook_sheets(clear, limits, from_1904=from_1904)
    macros = _MACROS if kind is FileKind.XLSM else ()
    return Book(
        kind, refuse_too_many(read, limits), (*macros, *unsaid.remarks(), *percentages.remarks())
    )


def _old(content: bytes, limits: Limits) -> Book:
    if content.startswith(COMPOUND):
        compound = Compound(content)
        refuse_other_programs(compound.names())
        stream = next((name for name in _STREAMS if name in compound.names()), None)
        if stream is None:
            raise FileRefusedError(DAMAGED)
        content = compound.read(stream)
    return Book(FileKind.XLS, refuse_too_many(old_sheets(content, limits), limits))


def _text(decoded: Decoded, limits: Limits) -> Book:
    kind = text_kind(decoded.text)
    if kind is FileKind.CSV:
        if not decoded.marked:
            refuse_no_text(decoded.text)
        sheet, cut = read_csv(decoded.text, limits)
        return Book(kind, refuse_too_many([sheet], limits), (f"{decoded.remark}, {cut}.",))
    if kind is FileKind.JSON:
        return Book(kind, ())
    sheets = _MARKED_UP[kind](decoded.text, limits)
    return Book(kind, refuse_too_many(sheets, limits), _PAGE if kind is FileKind.HTML else ())


def _flat(text: str, limits: Limits) -> tuple[Sheet, ...]:
    return open_document_sheets([text.encode()], limits)


_READERS: Final[
    Mapping[FileKind, tuple[str, Callable[[Iterable[bytes], Limits], tuple[Sheet, ...]]]]
] = {
    FileKind.ODS: ("content.xml", open_document_sheets),
    FileKind.DOCX: (DOCUMENT, word_sheets),
}
_MARKED_UP: Final[Mapping[FileKind, Callable[[str, Limits], tuple[Sheet, ...]]]] = {
    FileKind.HTML: web_sheets,
    FileKind.XML_2003: xml_sheets,
    FileKind.ODS: _flat,
}
