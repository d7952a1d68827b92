"""Files that the register keeps beside its database: a folder, behind what a bucket could do."""

import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, Protocol

PIECE: Final = 262_144
"""Bytes that are read at once."""


def read_on(file: BinaryIO) -> Iterator[bytes]:
    """Yield what is left of a file in pieces, and close it at the end."""
    with file:
        yield from iter(lambda: file.read(PIECE), b"")


class Files(Protocol):
    """Where files are kept, each under a key like "hct/0190.../pack.pdf"."""

    def put(self, key: str, pieces: Iterable[bytes]) -> None:
        """Keep a file whole, in the place of what was there."""

    def open(self, key: str) -> BinaryIO | None:
        """Open a file to be read, None where there is none."""

    def remove(self, key: str) -> None:
        """Remove a file, if it is there."""


class Folder:
    """Files in a folder of this machine, or one that several machines share."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, key: str, pieces: Iterable[bytes]) -> None:
        """Write beside the file first: one half written never stands under its name."""
        file = self._path(key)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = file.with_name(f".{secrets.token_hex(8)}.part")
        try:
            with beside.open("xb") as written:
                written.writelines(pieces)
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)

    def open(self, key: str) -> BinaryIO | None:
        """Open a file to be read, None where there is none."""
        try:
            return self._path(key).open("rb")
        except FileNotFoundError:
            return None

    def remove(self, key: str) -> None:
        """Remove a file, and its folder if that is empty now."""
        file = self._path(key)
        file.unlink(missing_ok=True)
        try:
            file.parent.rmdir()
        except OSError:
            return  # others are in it, or it is gone already

    def _path(self, key: str) -> Path:
        """Return where a key stands; a key made to lead out of the folder is a mistake of ours."""
        parts = key.split("/")
        if any(part in {"", ".", ".."} or "\\" in part or "\0" in part for part in parts):
            raise ValueError(key)
        return self.root.joinpath(*parts)
