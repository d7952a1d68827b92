"""Files that the register keeps beside its database: a folder, behind what a bucket could do."""

import secrets
from pathlib import Path
from typing import Protocol


class Files(Protocol):
    """Where files are kept, each under a key like "hct/0190.../pack.pdf"."""

    def put(self, key: str, content: bytes) -> None:
        """Keep a file whole, in the place of what was there."""

    def get(self, key: str) -> bytes | None:
        """Return a file, None where there is none."""

    def remove(self, key: str) -> None:
        """Remove a file, if it is there."""


class Folder:
    """Files in a folder of this machine, or one that several machines share."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, key: str, content: bytes) -> None:
        """Write beside the file first: one half written never stands under its name."""
        file = self._path(key)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = file.with_name(f".{secrets.token_hex(8)}.part")
        beside.write_bytes(content)
        beside.replace(file)

    def get(self, key: str) -> bytes | None:
        """Return a file, None where there is none."""
        try:
            return self._path(key).read_bytes()
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
