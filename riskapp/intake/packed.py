"""Packed files: the parts inside a workbook, counted as they come out and before any is read."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final, Self

from riskapp.intake.limits import Limits
from riskapp.intake.refusals import DAMAGED, LOCKED, FileRefusedError

CHUNK: Final = 65_536
PACKED: Final = b"PK\x03\x04"
_LISTED: Final = b"PK\x01\x02"
"""How each entry in the list of parts begins."""
_ENCRYPTED: Final = 0x1
_METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_BOMB: Final = (
    "The file grows far too large when it is unpacked, as a harmful one would: "
    "open it in a spreadsheet, copy the rows into a new workbook and upload that."
)
_LARGE: Final = (
    "The file is too large when it is unpacked: "
    "take out pictures and sheets that are not needed, or split it."
)
_ERRORS: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, EOFError)


class Packed:
    """The parts of a packed file by their names, all unpacked once and found within the limits."""

    def __init__(self, archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> None:
        self._archive = archive
        self._parts = parts

    @classmethod
    def opened(cls, content: bytes, limits: Limits) -> Self:
        """Return the parts of a packed file, or refuse it; nothing is written to a disk."""
        if content.count(_LISTED) > limits.parts:
            raise FileRefusedError(f"The file has more than {limits.parts:,} parts inside it.")
        try:
            packed = cls(archive := zipfile.ZipFile(io.BytesIO(content)), _by_name(archive))
            packed._refuse_bombs(len(content), limits)
        except _ERRORS as why:
            raise FileRefusedError(DAMAGED) from why
        return packed

    def names(self) -> frozenset[str]:
        """The names of the parts, in small letters and with slashes."""
        return frozenset(self._parts)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield what is in a part, some at a time."""
        if name not in self._parts:
            raise FileRefusedError(DAMAGED)
        with self._archive.open(self._parts[name]) as part:
            while chunk := part.read(CHUNK):
                yield chunk

    def read(self, name: str) -> bytes:
        """Return what is in a part."""
        return b"".join(self.chunks(name))

    def _refuse_bombs(self, size: int, limits: Limits) -> None:
        """What a part says of its own size is believed only where it is to its disadvantage."""
        parts = self._parts.values()
        if sum(part.compress_size for part in parts) > size:
            raise FileRefusedError(DAMAGED)
        told = sum(part.file_size for part in parts)
        _refuse_more(told, max(size * limits.ratio, limits.ratio_from), _BOMB)
        _refuse_more(told, limits.unpacked_bytes, _LARGE)
        together = 0
        for name, part in self._parts.items():
            most = max(part.compress_size * limits.ratio, limits.ratio_from)
            unpacked = 0
            for chunk in self.chunks(name):
                unpacked += len(chunk)
                _refuse_more(unpacked, most, _BOMB)
                _refuse_more(together + unpacked, limits.unpacked_bytes, _LARGE)
            together += unpacked
        _refuse_more(together, max(size * limits.ratio, limits.ratio_from), _BOMB)


def _refuse_more(unpacked: int, most: int, sentence: str) -> None:
    if unpacked > most:
        raise FileRefusedError(sentence)


def _by_name(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    parts: dict[str, zipfile.ZipInfo] = {}
    for part in archive.infolist():
        name = re.sub(r"[\\/]+", "/", part.filename).lower()
        if name in parts or part.compress_type not in _METHODS:
            raise FileRefusedError(DAMAGED)
        if part.flag_bits & _ENCRYPTED:
            raise FileRefusedError(LOCKED)
        parts[name] = part
    return parts
