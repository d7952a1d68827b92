"""Which letters the bytes of a text file stand for."""

import codecs
from typing import Final, NamedTuple

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_LOST: Final = "\N{REPLACEMENT CHARACTER}"
_BEYOND_ASCII: Final = bytes(range(128, 256))
_GUESS: Final = "which is a guess: look at letters such as é and signs such as £"
_FEW: Final = 10
"""One letter in so many that cannot be read is damage; more are another encoding."""


class Decoded(NamedTuple):
    """Text, and what to say of how it was found."""

    text: str
    remark: str
    marked: bool = False
    """Whether the file itself says how it is to be read, which only a text does."""


def decode(content: bytes) -> Decoded:
    """Return the text of a file as UTF-8, UTF-16, Windows-1252 or Mac OS Roman, whichever it is.

    Only Macintoshes end lines as that last one is recognised by.
    """
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            return _surely(content[len(mark) :], codec, name)._replace(marked=True)
    codec = _unmarked_wide(content)
    return _surely(content, codec, "UTF-16") if codec else _narrow(content)


def _surely(content: bytes, codec: str, name: str) -> Decoded:
    text = content.decode(codec, "replace")
    return Decoded(text, f"Read as {name}{_damage(text)}")


def _damage(text: str) -> str:
    lost = text.count(_LOST)
    letters = "one damaged letter" if lost == 1 else f"{lost} damaged letters"
    return f", with {letters} shown as {_LOST}" if lost else ""


def _unmarked_wide(content: bytes) -> str:
    """UTF-16 without a mark: every other byte of plain English is zero."""
    start = content[:2000]
    for codec, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if zeros and zeros.count(0) * 10 > len(zeros) * 9:
            return codec
    return ""


def _narrow(content: bytes) -> Decoded:
    text = content.decode("utf-8", "replace")
    lost = text.count(_LOST)
    letters = len(text) - len(content.translate(None, _BEYOND_ASCII)) - lost
    if not lost or letters > lost * _FEW:
        return Decoded(text, f"Read as UTF-8{_damage(text)}")
    if b"\r" in content and b"\n" not in content:
        return Decoded(content.decode("mac_roman"), f"Read as Mac OS Roman, {_GUESS}")
    text = codecs.charmap_decode(content, "strict", _WINDOWS)[0]
    return Decoded(text, f"Read as Windows-1252, {_GUESS}")


def _windows_letter(byte: int) -> str:
    """Five bytes stand for nothing in Windows-1252; browsers read them as they are, so do we."""
    letter = bytes([byte])
    return letter.decode("cp1252", "ignore") or letter.decode("latin-1")


_WINDOWS: Final = "".join(map(_windows_letter, range(256)))
