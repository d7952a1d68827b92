"""Why a file is refused, in one plain sentence."""

from typing import Final

from riskapp.domain.errors import FieldError

DAMAGED: Final = (
    "The file is damaged or was cut short: open it in the program that made it, "
    "save it again and upload that."
)
LOCKED: Final = (
    "The file is protected with a password: open it, take the password off "
    "(in Excel: File, Info, Protect Workbook, Encrypt with Password) and save it again."
)
RIGHTS: Final = (
    "The file is rights-managed (a sensitivity label keeps it encrypted): open it, "
    "choose a label without encryption or copy the rows into a new workbook, and save that."
)
HARMFUL_XML: Final = (
    "The file defines its own abbreviations (a document type), which no spreadsheet program does: "
    "it was not read. Open it in a spreadsheet and save it again."
)


class FileRefusedError(FieldError):
    """The file cannot be read; the message says why and what to do about it."""

    def __init__(self, message: str) -> None:
        super().__init__("file", message)
