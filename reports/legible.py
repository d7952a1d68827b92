"""What people typed, made fit for any screen or sheet: nothing hidden, reordered or heaped up.

A pack on paper has typefaces of its own, and `clean` names what they cannot draw. A screen or a
sheet is drawn by a program that has letters for every script: Arabic and emoji stay as they are.
"""

import re
from functools import lru_cache
from typing import Final
from unicodedata import bidirectional, category, normalize

LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
STACKED: Final = re.compile("([\u0300-\u036f]{2})[\u0300-\u036f]+")
NO_BREAK: Final = "\u00a0"
HIDDEN: Final = frozenset({"Cc", "Cf", "Cs"})
"""The kinds of characters that cannot be seen, and may change how others are."""

_NOT_CHARACTERS: Final = 0xFFFE
_BINDING: Final = re.compile(
    "((?<=[^\x00-\x7f\u200c\u200d])[\u200c\u200d](?=[^\x00-\x7f\u200c\u200d])"
    "|(?<=\U0001f3f4)[\U000e0061-\U000e007a]{1,6}\U000e007f)"
)
"""What cannot be seen and yet says something: what joins emoji and letters, the flag of Wales."""


def legible(text: str) -> str:
    """Return the text without what is hidden, its lines parted by newlines; nothing is cut."""
    if text.isascii() and text.isprintable():
        return text
    normal = STACKED.sub(r"\1", LINE_ENDS.sub("\n", normalize("NFC", text)))
    pieces = _BINDING.split(normal)
    return "".join(
        piece if number % 2 else "".join(map(_shown, piece)) for number, piece in enumerate(pieces)
    )


def legible_line(text: str) -> str:
    """Return the text as one line."""
    return " ".join(legible(text).split())


def runs_backwards(text: str) -> bool:
    """Return whether any of its letters are read from right to left."""
    return not text.isascii() and any(bidirectional(char) in {"R", "AL"} for char in text)


def is_no_character(char: str) -> bool:
    """Return whether it is one of the codes that no character has."""
    code = ord(char)
    return code & _NOT_CHARACTERS == _NOT_CHARACTERS or "\ufdd0" <= char <= "\ufdef"


@lru_cache(maxsize=4096)
def _shown(char: str) -> str:
    if char in {"\n", NO_BREAK}:
        return char
    kind = category(char)
    if kind == "Zs" or char == "\t":
        return " "
    return "" if kind in HIDDEN or is_no_character(char) else char
