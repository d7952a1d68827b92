"""Reading a long JSON file value by value, so that it is never held whole."""

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from riskapp.intake.refusals import FileRefusedError

PIECE: Final = 1 << 20
"""Bytes that are read at once."""
LONGEST_VALUE: Final = 1 << 28
"""Characters of one value: more than the largest pack takes."""
_SPACE: Final = " \t\r\n"
_DECODE: Final = json.JSONDecoder().raw_decode


class Pieces:
    """A JSON text, read from its beginning on: signs one at a time, values whole."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._held = ""
        self._at = 0
        self._ended = False

    def sees(self, sign: str) -> bool:
        """Tell whether the next sign is this one."""
        while True:
            while self._at < len(self._held) and self._held[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._held):
                return self._held[self._at] == sign
            if not self._more():
                return False

    def take(self, sign: str) -> None:
        """Pass over a sign; FileRefusedError where another stands."""
        if not self.sees(sign):
            raise broken()
        self._at += 1

    def value(self) -> Any:
        """Return the next value, whole."""
        self.sees("")
        while True:
            found, end = self._try()
            if end < len(self._held):
                self._at = end
                return found
            if len(self._held) - self._at > LONGEST_VALUE or not self._more():
                raise broken()

    def items(self) -> Iterator[None]:
        """Pass over an array, stopping before each of its items for it to be taken."""
        yield from self._each("[", "]")

    def names(self) -> Iterator[str]:
        """Pass over an object, stopping at each of its names for the value to be taken."""
        for _ in self._each("{", "}"):
            name = self.value()
            if not isinstance(name, str):
                raise broken()
            self.take(":")
            yield name

    def _each(self, begin: str, end: str) -> Iterator[None]:
        self.take(begin)
        if not self.sees(end):
            yield
            while self.sees(","):
                self.take(",")
                yield
        self.take(end)

    def _try(self) -> tuple[Any, int]:
        """Return a value and where it ends; at the end of what is held it may not be whole."""
        try:
            return _DECODE(self._held, self._at)
        except (json.JSONDecodeError, RecursionError):
            return None, len(self._held)

    def _more(self) -> bool:
        """Read on, twice as much each time a value is not whole yet; tell whether there was any."""
        if self._ended:
            return False
        left = self._held[self._at :]
        try:
            more = self._file.read(max(PIECE, len(left)))
            self._held = left + self._decoder.decode(more, final=not more)
        except UnicodeDecodeError:
            raise broken() from None
        self._at, self._ended = 0, not more
        return bool(more)


def broken() -> FileRefusedError:
    """Return the refusal of a file that is cut off, or is no JSON."""
    return FileRefusedError(
        "The file is cut off or was changed by hand: it cannot be read as JSON to its end."
    )
