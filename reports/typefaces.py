"""The typefaces of the packs: Arimo, and DejaVu Sans for what Arimo cannot draw."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from riskapp.domain.errors import RegisterError

PLAIN: Final = "Arimo-Regular"
BOLD: Final = "Arimo-Bold"
_OTHER: Final = {PLAIN: "DejaVuSans", BOLD: "DejaVuSans-Bold"}
_FOLDER: Final = Path(__file__).with_name("fonts")


class TypefacesMissingError(RegisterError):
    """The font files were never built, so nothing can be drawn."""


@cache
def load_typefaces() -> None:
    """Make every typeface known to reportlab; TypefacesMissingError when one was not built."""
    for name in (*_OTHER, *_OTHER.values()):
        file = _FOLDER / f"{name}.ttf"
        if not file.is_file():
            message = f"The typeface {name} is missing: run make install."
            raise TypefacesMissingError(message)
        pdfmetrics.registerFont(TTFont(name, str(file)))


def can_draw(char: str) -> bool:
    """Tell whether the packs can draw this character, plain and bold."""
    return all(char in font or char in other for font, other in _coverage())


def runs(text: str, font: str) -> Iterator[tuple[str, str]]:
    """Yield the text in pieces, each with the typeface that can draw it."""
    if text.isascii():
        yield font, text
        return
    plain = _glyphs(font)
    for is_plain, chars in groupby(text, plain.__contains__):
        yield font if is_plain else _OTHER[font], "".join(chars)


@cache
def _coverage() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple((_glyphs(font), _glyphs(other)) for font, other in _OTHER.items())


@cache
def _glyphs(name: str) -> frozenset[str]:
    load_typefaces()
    return frozenset(map(chr, pdfmetrics.getFont(name).face.charToGlyph))
