"""What was sent of some rows of a file, whatever the file says of them by now."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from forms.base import clean

_CELL: Final = re.compile(r"cell_([0-9]{1,7})_([0-9]{1,5})")
_SIDE: Final = re.compile(r"side_([0-9]{1,7})_([0-9a-f]{8})")
_LEAVE: Final = re.compile(r"leave_([0-9]{1,7})")
_SHOWN: Final = re.compile(r"([0-9]{1,7})(x?)")
_LEFT: Final = "x"
"""Stands behind the number of a row that was left out as it was shown."""


@dataclass(frozen=True, slots=True)
class SentRows:
    """What was sent: the rows that the page showed, and what was put into their fields.

    `were_left` are the rows that were left out as they were shown; `sides` are by `side_key`.
    """

    shown: tuple[int, ...]
    were_left: frozenset[int]
    cells: Mapping[int, Mapping[int, str]]
    left_out: frozenset[int]
    sides: Mapping[int, Mapping[str, str]]
    sheet: str = ""


def read_sent(sent: Mapping[str, Any]) -> SentRows:
    """Return what was sent of which rows; what is no such field is passed over."""
    cells: defaultdict[int, dict[int, str]] = defaultdict(dict)
    sides: defaultdict[int, dict[str, str]] = defaultdict(dict)
    left: set[int] = set()
    for name, words in sent.items():
        if found := _CELL.fullmatch(name):
            cells[int(found[1])][int(found[2])] = clean(words)
        elif found := _SIDE.fullmatch(name):
            sides[int(found[1])][found[2]] = words
        elif found := _LEAVE.fullmatch(name):
            left.add(int(found[1]))
    told = [one for one in map(_SHOWN.fullmatch, str(sent.get("rows", "")).split()) if one]
    shown = dict.fromkeys([*(int(one[1]) for one in told), *sorted({*cells, *sides, *left})])
    were_left = frozenset(int(one[1]) for one in told if one[2])
    sheet = str(sent.get("sheet", ""))
    return SentRows(tuple(shown), were_left, cells, frozenset(left), sides, sheet)


def shown_rows(rows: Iterable[tuple[int, bool]]) -> str:
    """Return which rows a page shows, and whether each is left out, as the page carries it."""
    return " ".join(f"{number}{_LEFT if left_out else ''}" for number, left_out in rows)


def side_key(field: str) -> str:
    """Return what the field of a choice is called by, whatever stands beside it on the page."""
    return sha256(field.encode()).hexdigest()[:8]
