"""Opening what was uploaded: bytes in, sheets of text out, or one sentence that says why not."""

from riskapp.intake.book import Book, FileKind
from riskapp.intake.cleared import cleared
from riskapp.intake.csv_text import read_csv
from riskapp.intake.encodings import decode
from riskapp.intake.limits import LIMITS, Limits
from riskapp.intake.packed import PACKED, Packed
from riskapp.intake.refusals import FileRefusedError
from riskapp.intake.sheets import refuse_too_many
from riskapp.intake.workbooks import workbook_sheets


def open_book(content: bytes, limits: Limits = LIMITS) -> Book:
    """Return the sheets of a file, told by its content; whatever cannot be read is refused."""
    if not content:
        raise FileRefusedError("The file is empty: choose another.")
    if len(content) > limits.file_bytes:
        raise FileRefusedError(
            f"The file is larger than {limits.file_bytes // 1_000_000} MB: "
            "take out pictures and sheets that are not needed, or split it."
        )
    if content.startswith(PACKED):
        return _packed(Packed.opened(content, limits), limits)
    return _csv(content, limits)


def _packed(packed: Packed, limits: Limits) -> Book:
    sheets = workbook_sheets(cleared(packed, limits), limits)
    return Book(FileKind.XLSX, refuse_too_many(sheets, limits))


def _csv(content: bytes, limits: Limits) -> Book:
    text, letters = decode(content)
    sheet, cut = read_csv(text, limits)
    return Book(FileKind.CSV, refuse_too_many([sheet], limits), (f"{letters}, {cut}.",))
