"""Text whose lines end in a space: without one, two words would be read as one."""

from typing import Any

from reportlab.pdfgen.textobject import PDFTextObject


class SpacedText(PDFTextObject):  # type: ignore[misc] # reportlab has no types
    """A text that is put together piece by piece and line by line."""

    _code: list[Any]

    def add_code(self, code: str) -> None:
        """Add what PDF itself understands."""
        self._code.append(code)

    def put(self, piece: str) -> None:
        """Put words after those before."""
        self._textOut(piece)

    def end_line(self, *, cuts: bool) -> None:
        """End a line with a space, unless it cuts a word that goes on in the next."""
        if not cuts:
            self._textOut(" ")
        self._code.append("T*")
