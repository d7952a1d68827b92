"""What a workbook shows and no cell says: hidden rows, words struck through, notes beside cells."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

_HIDDEN: Final = "Some rows or columns are hidden, or filtered out: they were read like all others."
_STRUCK: Final = (
    "Some words may be struck through: they were read like all others, so look whether they still"
    " hold."
)
_NOTED: Final = "Some cells have notes or comments beside them: these are not brought in."
_UNSOLVED: Final = (
    "Some formulas have no results in the file, as when a program has written it that works none"
    " out: their cells were taken for blank. Open the file in Excel, save it there, and hand that"
    " in."
)
_NOTES: Final = re.compile(r"(?:.*/)?(?:threaded)?comments?[0-9]*\.xml")
_SHOWN: Final = (
    (b"hidden=", re.compile(rb"""<(?:\w+:)?(?:row|col)\b[^<>]*\shidden=["'](?:1|true)"""), _HIDDEN),
    (b"strike", re.compile(rb"""<(?:\w+:)?strike(?:\s+val=["'](?:1|true)["'])?\s*/>"""), _STRUCK),
    (b"f>", re.compile(rb"""</(?:\w+:)?f>(?:<(?:\w+:)?v\s*/>)?</(?:\w+:)?c>"""), _UNSOLVED),
)


class Unsaid:
    """What is met in the parts of a workbook as they are gone through."""

    def __init__(self, names: Iterable[str]) -> None:
        self._met = {_NOTED} if any(map(_NOTES.fullmatch, names)) else set()

    def look(self, chunk: bytes) -> None:
        """Look at a piece of a part that ends with a whole tag."""
        for sign, shown, words in _SHOWN:
            if sign in chunk and words not in self._met and shown.search(chunk):
                self._met.add(words)

    def remarks(self) -> Iterator[str]:
        """Yield what a reader should know, always in the same order."""
        yield from (words for words in (_UNSOLVED, _HIDDEN, _STRUCK, _NOTED) if words in self._met)
