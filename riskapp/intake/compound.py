"""Compound files, in which the programs of Microsoft Office kept their work up to 2003."""

import struct
from collections.abc import Sequence
from typing import Final

from riskapp.intake.refusals import DAMAGED, FileRefusedError

COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NO_SECTOR: Final = 0xFFFF_FFFA
"""From here on a number stands for no sector: the end of a chain, or one that is not used."""
_SECTOR_SIZES: Final = {9: 512, 12: 4096}
_SMALL_SECTOR: Final = 64
_IN_HEADER: Final = 109
"""The numbers of so many sectors of the table of sectors are in the header."""
_ENTRY: Final = struct.Struct("<64sHB49xII4x")


class Compound:
    """The streams of a compound file by their names, wherever in its folders they are."""

    def __init__(self, content: bytes) -> None:
        try:
            self._open(content)
        except (struct.error, IndexError, KeyError, ValueError) as why:
            raise FileRefusedError(DAMAGED) from why

    def names(self) -> frozenset[str]:
        """The names of all streams and folders, in small letters."""
        return frozenset(self._entries)

    def read(self, name: str) -> bytes:
        """Return what is in a stream."""
        start, length = self._entries[name]
        try:
            if length >= self._cutoff:
                return self._chain(start)[:length]
            return _joined(self._small, _SMALL_SECTOR, start, self._next_small)[:length]
        except IndexError as why:
            raise FileRefusedError(DAMAGED) from why

    def _open(self, content: bytes) -> None:
        self._size = _SECTOR_SIZES[struct.unpack_from("<H", content, 30)[0]]
        self._body = content[self._size :]
        self._next = _numbers(b"".join(map(self._sector, self._table_sectors(content))))
        start, self._cutoff, small = struct.unpack_from("<I4xII", content, 48)
        listed = self._chain(start)
        entries = list(_ENTRY.iter_unpack(listed[: len(listed) // 128 * 128]))
        self._entries = {
            name[: max(length - 2, 0)].decode("utf-16-le", "replace").lower(): (first, size)
            for name, length, kind, first, size in reversed(entries)
            if kind
        }
        self._small = self._chain(entries[0][3])[: entries[0][4]] if entries[0][4] else b""
        self._next_small = _numbers(self._chain(small))

    def _table_sectors(self, content: bytes) -> list[int]:
        sectors = list(_numbers(content[76 : 76 + _IN_HEADER * 4]))
        further = struct.unpack_from("<I", content, 68)[0]
        for _ in range(self._count() * 4 // self._size + 1):
            if further >= _NO_SECTOR:
                break
            *more, further = _numbers(self._sector(further))
            sectors += more
        return [sector for sector in sectors if sector < _NO_SECTOR][: self._count()]

    def _count(self) -> int:
        return len(self._body) // self._size + 1

    def _sector(self, number: int) -> bytes:
        return self._body[number * self._size : (number + 1) * self._size]

    def _chain(self, start: int) -> bytes:
        return _joined(self._body, self._size, start, self._next)


def _joined(body: bytes, size: int, start: int, following: Sequence[int]) -> bytes:
    """The sectors of a chain; one that comes back to itself, or leads nowhere, is damage."""
    pieces = []
    while start < _NO_SECTOR:
        pieces.append(body[start * size : (start + 1) * size])
        start = following[start]
        if len(pieces) > len(body) // size or not pieces[-1]:
            raise FileRefusedError(DAMAGED)
    return b"".join(pieces)


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])
