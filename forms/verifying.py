"""A file that is to be verified."""

from typing import Final

from forms.base import DraftForm
from forms.files import FileField

MOST_BYTES: Final = 30_000_000
TOO_LARGE: Final = "The file is larger than 30 MB, which no pack is: choose another."


class VerifyForm(DraftForm):
    """The file."""

    file = FileField(
        "The file that you were sent",
        most_bytes=MOST_BYTES,
        too_large=TOO_LARGE,
        missing="Choose a file.",
        hint="A PDF, a Word file, a workbook or a web page of at most 30 MB.",
        accept=".pdf,.docx,.xlsx,.html",
    )

    def draft(self) -> bytes:
        """Return what the file holds."""
        return self.file.content or b""
