"""Taking the fields of a record one by one, strictly: what is wrong is refused where it stands."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from riskapp.domain.due_periods import FIRST_YEAR, LAST_YEAR
from riskapp.domain.errors import RegisterError
from riskapp.services.loading.files import LoadError, Raw

LONG = 20_000
"""Characters of a long text; nobody reads more."""
KEY = 100
SHOWN = 60
"""Characters of a wrong value that a message repeats."""

Choice = TypeVar("Choice", bound=StrEnum)
Found = TypeVar("Found")

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record is printed: the document, and its 1-based lines as runs: "918, 920-922"."""

    document: str = ""
    lines: str = ""


@dataclass(slots=True)
class Fields:
    """The fields of a record, to be taken one by one and then seen to be all."""

    raw: Raw
    values: Mapping[str, Any]
    taken: set[str] = field(default_factory=set)

    def text(self, name: str, longest: int = LONG) -> str:
        """Take a text that must be there and not be empty."""
        return self._need(name, self.maybe_text(name, longest) or None, "a text")

    def maybe_text(self, name: str, longest: int = LONG) -> str:
        """Take a text that may be left out: then it is empty."""
        value = self._take(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.refuse(name, f"expected a text, found {_shown(value)}")
        if len(value) > longest:
            raise self.refuse(name, f"expected at most {longest} characters, found {len(value)}")
        if CONTROL.search(value):
            raise self.refuse(name, "expected a text without control characters")
        return value.strip()

    def number(self, name: str, lowest: int, highest: int) -> int:
        """Take a whole number that must be there."""
        wanted = f"a whole number from {lowest} to {highest}"
        return self._need(name, self.maybe_number(name, lowest, highest), wanted)

    def maybe_number(self, name: str, lowest: int, highest: int) -> int | None:
        """Take a whole number that may be left out."""
        value = self._take(name)
        if value is None:
            return None
        if type(value) is not int or not lowest <= value <= highest:
            wanted = f"expected a whole number from {lowest} to {highest}"
            raise self.refuse(name, f"{wanted}, found {_shown(value)}")
        return value

    def maybe_truth(self, name: str) -> bool:
        """Take true or false, false where it is left out."""
        value = self._take(name)
        if value is not None and not isinstance(value, bool):
            raise self.refuse(name, f"expected true or false, found {_shown(value)}")
        return bool(value)

    def truth(self, name: str) -> bool:
        """Take true or false."""
        value = self._need(name, self._take(name), "true or false")
        if not isinstance(value, bool):
            raise self.refuse(name, f"expected true or false, found {_shown(value)}")
        return value

    def day(self, name: str) -> date:
        """Take a date that must be there."""
        return self._need(name, self.maybe_day(name), "a date like 2018-06-30")

    def maybe_day(self, name: str) -> date | None:
        """Take a date that may be left out."""
        value = self._take(name)
        if value is None:
            return None
        found = _date(value)
        if found is None:
            wanted = f"expected a date like 2018-06-30, in the years {FIRST_YEAR} to {LAST_YEAR}"
            raise self.refuse(name, f"{wanted}, found {_shown(value)}")
        return found

    def choice(self, name: str, kind: type[Choice]) -> Choice:
        """Take one of the words of an enumeration."""
        return self._need(name, self.maybe_choice(name, kind), f"one of {', '.join(kind)}")

    def maybe_choice(self, name: str, kind: type[Choice]) -> Choice | None:
        """Take one of the words of an enumeration, or nothing."""
        value = self._take(name)
        if value is None:
            return None
        if not isinstance(value, str) or value not in list(kind):
            wanted = f"expected one of {', '.join(kind)}"
            raise self.refuse(name, f"{wanted}, found {_shown(value)}")
        return kind(value)

    def keys(self, name: str) -> tuple[str, ...]:
        """Take a list of keys, none of them twice; left out, it is empty."""
        value = self._list(name)
        if not all(isinstance(key, str) and key for key in value):
            raise self.refuse(name, f"expected a list of keys, found {_shown(value)}")
        if len(set(value)) < len(value):
            raise self.refuse(name, "expected each key once")
        return tuple(value)

    def parts(self, name: str) -> Iterator["Fields"]:
        """Take a list of records within this one; left out, it is empty."""
        for value in self._list(name):
            if not isinstance(value, dict):
                raise self.refuse(name, f"expected a list of records, found {_shown(value)}")
            yield Fields(self.raw, value)

    def part(self, name: str) -> "Fields | None":
        """Take a record within this one, or nothing."""
        value = self._take(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.refuse(name, f"expected a record, found {_shown(value)}")
        return Fields(self.raw, value)

    def read(self, name: str, value: str, reader: Callable[[str], Found]) -> Found:
        """Let a rule read a text that was taken; its refusal is the field's."""
        try:
            return reader(value)
        except RegisterError as error:
            raise self.refuse(name, str(error)) from error

    def all_taken(self) -> None:
        """Refuse a field that nobody asked for."""
        for name in self.values:
            if name not in self.taken:
                known = ", ".join(sorted(self.taken))
                raise self.refuse(name, f"there is no such field here; there are {known}")

    def refuse(self, name: str, expected: str) -> LoadError:
        """Return the error to raise about a field."""
        return self.raw.refuse(expected, name)

    def _take(self, name: str) -> Any:
        self.taken.add(name)
        return self.values.get(name)

    def _list(self, name: str) -> list[Any]:
        value = self._take(name)
        if value is not None and not isinstance(value, list):
            raise self.refuse(name, f"expected a list, found {_shown(value)}")
        return value or []

    def _need(self, name: str, value: Found | None, wanted: str) -> Found:
        if value is None:
            raise self.refuse(name, f"expected {wanted}, found nothing")
        return value


def take_source(fields: Fields) -> Source:
    """Take where a record is printed, if it says."""
    part = fields.part("source")
    if part is None:
        return Source()
    document = part.text("document", 200)
    lines = part.values.get("lines", [])
    part.taken.add("lines")
    part.all_taken()
    if not isinstance(lines, list) or any(type(line) is not int or line < 1 for line in lines):
        raise fields.refuse("lines", "expected a list of line numbers from 1")
    return Source(document, runs(lines))


def runs(lines: list[int]) -> str:
    """Return line numbers in order, neighbours as runs: "918, 920-922"."""
    spans: list[list[int]] = []
    for line in sorted(set(lines)):
        if spans and line == spans[-1][-1] + 1:
            spans[-1] = [spans[-1][0], line]
        else:
            spans.append([line])
    return ", ".join("-".join(str(edge) for edge in span) for span in spans)


def _date(value: object) -> date | None:
    """Return the day a value writes as 2018-06-30, or None; no register reaches further."""
    if not isinstance(value, str) or not DAY.fullmatch(value):
        return None
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _shown(value: object) -> str:
    """Return a value as the file writes it, cut short."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."
