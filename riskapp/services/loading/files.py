"""Reading JSON files one record at a time, so that whatever is wrong has a file and a line."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riskapp.domain.errors import RegisterError

SPACE = re.compile(r"[ \t\r\n]*")


class LoadError(RegisterError):
    """A file cannot be loaded; says where (line 0: nowhere in it), and what was expected there."""

    def __init__(self, file: str, line: int, expected: str, field: str = "") -> None:
        place = file + (f", line {line}" if line else "") + (f", field {field}" if field else "")
        super().__init__(f"{place}: {expected}")
        self.file = file
        self.line = line
        self.field = field


class ChangedError(LoadError):
    """A record says something else than when it was loaded."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A record as it stands in its file: from which line (1-based), its text and its values."""

    file: str
    line: int
    text: str
    values: dict[str, Any]

    def refuse_changed(self, expected: str) -> ChangedError:
        """Return the error to raise of a record that was loaded as it then was."""
        return ChangedError(self.file, self.line, expected)

    def refuse(self, expected: str, field: str = "") -> LoadError:
        """Return the error to raise, at the line where the field stands in this record."""
        found = re.search(rf'"{re.escape(field)}"\s*:', self.text) if field else None
        line = self.line + (self.text.count("\n", 0, found.start()) if found else 0)
        return LoadError(self.file, line, expected, field)


def read_object(path: Path) -> Raw:
    """Return the one record of a file; LoadError where it is missing or not one object."""
    if not path.is_file():
        raise LoadError(path.name, 0, f"there is no such file in {path.parent}")
    text = _read(path)
    raw, end = _record(path.name, text, _skip(text, 0))
    if _skip(text, end) < len(text):
        raise LoadError(path.name, _line(text, end), "expected nothing after the record")
    return raw


def read_list(path: Path) -> list[Raw]:
    """Return the records of a file, none where there is no such file; LoadError on bad JSON."""
    if not path.is_file():
        return []
    text = _read(path)
    start = _skip(text, 0)
    if text[start : start + 1] != "[":
        raise LoadError(path.name, _line(text, start), "expected a list of records: [")
    return list(_records(path.name, text, start + 1))


def _records(file: str, text: str, start: int) -> Iterator[Raw]:
    """Yield the records of a list that has been opened, and see that it is closed."""
    at = _skip(text, start)
    while text[at : at + 1] != "]":
        raw, end = _record(file, text, at)
        yield raw
        at = _skip(text, end)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
            if text[at : at + 1] == "]":
                raise LoadError(file, _line(text, at), "expected another record after the comma")
        elif text[at : at + 1] != "]":
            raise LoadError(file, _line(text, at), "expected a comma or ] after the record")
    if _skip(text, at + 1) < len(text):
        raise LoadError(file, _line(text, at), "expected nothing after the list")


def _record(file: str, text: str, start: int) -> tuple[Raw, int]:
    """Return the record that begins here, and where it ends."""
    line = _line(text, start)
    try:
        values, end = _decoder.raw_decode(text, start)
    except json.JSONDecodeError as error:
        raise LoadError(file, error.lineno, f"this is not JSON: {error.msg}") from None
    except (ValueError, RecursionError) as error:
        raise LoadError(file, line, f"this is not JSON: {error}") from None
    if not isinstance(values, dict):
        raise LoadError(file, line, "expected a record: {")
    return Raw(file, line, text[start:end], values), end


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise LoadError(path.name, line, "expected text in UTF-8") from None
    except OSError as error:
        raise LoadError(path.name, 0, f"cannot be read: {error.strerror}") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object that names no field twice."""
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the field {twice} stands twice in the same record")
    return values


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no value")


def _skip(text: str, start: int) -> int:
    """Return where something other than space stands."""
    found = SPACE.match(text, start)
    return found.end() if found else start


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


_decoder = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant)
