"""What people typed, made fit to print: nothing hidden, reordered or endless."""

import re
from functools import lru_cache
from itertools import groupby
from typing import Final
from unicodedata import bidirectional, category, name, normalize

from reports.legible import HIDDEN, LINE_ENDS, NO_BREAK, STACKED, is_no_character
from reports.typefaces import can_draw
from riskapp.readmodels.paper import RIGHT_TO_LEFT, SQUARE

LONGEST: Final = 10_000
"""Characters of one field; what is longer is cut, and the cut is said."""
MOST_LINES: Final = 200
"""Lines of one field; what follows runs on in the last one."""

_LONG_WORD: Final = re.compile(r"(\S{200})(?=\S)")
_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_REPEATED: Final = re.compile(r"(\[right-to-left text\])([\s\W]*\1)+")
_LAST_PLANE_ZERO: Final = "\uffff"
_NO_MEANING: Final = frozenset({"Co", "Cn"})
"""What every typeface may draw as it likes."""


def clean(text: str) -> str:
    """Return the text as it can be printed, its lines parted by newlines; at most LONGEST long."""
    if len(text) <= LONGEST and text.isascii() and text.isprintable():
        return _LONG_WORD.sub("\\1\n", text)
    normal = STACKED.sub(r"\1", normalize("NFC", text[:LONGEST]))
    plain = _SELECTORS.sub("", LINE_ENDS.sub("\n", normal))
    shown = "".join(_with_direction(plain))
    return _lines_bound(_LONG_WORD.sub("\\1\n", _cut(shown, len(text))))


def clean_line(text: str, longest: int = LONGEST) -> str:
    """Return the text as one line of at most so many characters, with "…" where it was cut."""
    line = " ".join(clean(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _cut(shown: str, typed: int) -> str:
    left_out = max(typed, len(shown)) - LONGEST
    if left_out <= 0:
        return shown
    return f"{shown[:LONGEST]} … [cut here: {left_out:,} more characters are left out of this pack]"


def _lines_bound(text: str) -> str:
    lines = text.split("\n")
    if len(lines) <= MOST_LINES:
        return text
    return "\n".join([*lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])])


def _with_direction(text: str) -> list[str]:
    pieces = [
        RIGHT_TO_LEFT if backwards else "".join(map(_shown, chars))
        for backwards, chars in groupby(text, _runs_backwards)
    ]
    return pieces if len(pieces) == 1 else [_REPEATED.sub(r"\1", "".join(pieces))]


@lru_cache(maxsize=4096)
def _runs_backwards(char: str) -> bool:
    return bidirectional(char) in {"R", "AL"} and category(char) not in HIDDEN


@lru_cache(maxsize=4096)
def _shown(char: str) -> str:
    if char in {"\n", NO_BREAK}:
        return char
    kind = category(char)
    if kind == "Zs" or char == "\t":
        return " "
    if kind in HIDDEN or is_no_character(char):
        return ""
    known = char <= _LAST_PLANE_ZERO and kind not in _NO_MEANING
    return char if known and can_draw(char) else _named(char, kind)


def _named(char: str, kind: str) -> str:
    return f"[{name(char, 'symbol').lower()}]" if kind.startswith("S") else SQUARE
