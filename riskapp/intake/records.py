"""The records of an old Excel workbook, and the strings inside them."""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

BEGIN: Final = 0x809
END: Final = 0x0A
CONTINUE: Final = 0x3C
WIDE: Final = 0x01
_PHONETIC: Final = 0x04
_RICH: Final = 0x08


class Record(NamedTuple):
    """What kind of record it is, what is in it, and where the next one begins."""

    kind: int
    data: bytes
    after: int


def records(stream: bytes, begin: int = 0) -> Iterator[Record]:
    """Yield the records from a place in a stream to its end."""
    while begin + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, begin)
        after = begin + 4 + length
        yield Record(kind, stream[begin + 4 : after], after)
        begin = after


def continued(stream: bytes, record: Record) -> "Continued":
    """Return a record with the records that continue it, as one."""
    chunks = [record.data]
    for further in records(stream, record.after):
        if further.kind != CONTINUE:
            break
        chunks.append(further.data)
    return Continued(chunks)


class Continued:
    """A record that may go on in others; where a string does, its letters may change width."""

    def __init__(self, chunks: list[bytes]) -> None:
        self._chunks = chunks
        self._chunk = self._at = 0

    def more(self) -> bool:
        """Whether there is anything left."""
        return self._chunk < len(self._chunks) - 1 or self._left() > 0

    def skip(self, count: int) -> None:
        """Go past so many bytes."""
        while count > self._left():
            count -= self._left()
            self._further()
        self._at += count

    def number(self, form: str) -> int:
        """Return the next number, written as `struct` calls it."""
        size = struct.calcsize(form)
        if not self._left():
            self._further()
        number: int = struct.unpack_from(form, self._chunks[self._chunk], self._at)[0]
        self._at += size
        return number

    def bytes_of(self, count: int) -> bytes:
        """Return the next bytes, which one record holds."""
        self._at += count
        return self._chunks[self._chunk][self._at - count : self._at]

    def string(self, length_form: str = "<H") -> str:
        """Return the next string of a workbook of 1997 or later, without its looks."""
        count, flags = self.number(length_form), self.number("<B")
        looks = self.number("<H") * 4 if flags & _RICH else 0
        looks += self.number("<I") if flags & _PHONETIC else 0
        words = self._letters(count, wide=bool(flags & WIDE))
        self.skip(looks)
        return words

    def _letters(self, count: int, *, wide: bool) -> str:
        pieces = []
        while count:
            if not self._left():
                self._further()
                wide = bool(self.number("<B") & WIDE)
            size = 2 if wide else 1
            here = min(count, self._left() // size)
            if not here:
                raise IndexError(count)
            letters = self._chunks[self._chunk][self._at : self._at + here * size]
            pieces.append(letters.decode("utf-16-le" if wide else "latin-1", "replace"))
            self._at += here * size
            count -= here
        return "".join(pieces)

    def _left(self) -> int:
        return len(self._chunks[self._chunk]) - self._at

    def _further(self) -> None:
        self._chunk, self._at = self._chunk + 1, 0
        if self._chunk >= len(self._chunks):
            raise IndexError(self._chunk)
