"""The names of a row: exactly as printed, several only where it is certain that they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from riskapp.domain.import_plans import FilePlan
from riskapp.domain.import_rows import RowName
from riskapp.domain.imports import Holds
from riskapp.domain.unseen import without_unseen
from riskapp.intake.said import Cell, Said, filled, is_awaited, kept, only, together

LONGEST_NAME: Final = 200
"""Characters; what is longer is a text."""

_SEVERAL: Final = "Several names: the first is taken, and the whole cell is kept as printed."
_TOO_LONG: Final = "Too long for a name: kept as printed."

_PLACES: Final = frozenset({Holds.UNIT, Holds.PROGRAMME})
"""Whose names have strokes of their own: "Obstetrics / Gynaecology" is one service."""

_LISTED: Final = re.compile(r";|[\r\n\v\f]+")
_POSTED: Final = re.compile(r"; *|[\r\n\v\f]+| +/ +")
_SHORT: Final = re.compile(r"[A-Z][A-Za-z]{0,3}[A-Z]|[A-Z]{2}")
"""Initials of a post: "COO", "DoW"."""
_BETWEEN_SHORT: Final = re.compile(r" ?/ ?| ?& ?| +and +| *, *")
_CODE: Final = re.compile(r"(?=\S*[0-9])[A-Za-z0-9][A-Za-z0-9.\-]{0,11}")
"""The number of an objective: "4138", "1.2", "SO3"."""
_NUMBERED: Final = re.compile(r"(?:[A-Za-z]{2,12} ){1,2}[0-9][0-9A-Za-z.]{0,5}")
"""One that is called by its number: "Objective 3"."""
_BETWEEN_CODES: Final = re.compile(r"(?:[,;/&\s]|\band\b)+")
_BETWEEN_NUMBERED: Final = re.compile(r"[,;/&\r\n]|\band\b")
_BULLETS: Final = "•·▪●■ \t"
_GOES_ON: Final = re.compile(r"(?:\b(?:of|and|for|the|to|in)|[&,/-]) *$")
"""The end of a line whose name goes on in the next."""


@dataclass(frozen=True, slots=True)
class NameRule:
    """The printed names that somebody has said the meaning of, each one name as it stands."""

    said: frozenset[str]


def name_rule(plan: FilePlan, holds: Holds) -> NameRule:
    """Return the rule for the names of a column."""
    return NameRule(frozenset(plan.names.get(holds, {})))


def read_name(rule: NameRule, cells: Sequence[Cell]) -> Said:
    """Return the one name that a column says; of several the first, and the cell is kept."""
    cell, said = only(cells)
    if cell is None:
        return said
    if is_nobody(cell.words):
        return together(said, kept(cell))
    names = names_in(cell.words, cell.column.holds, rule.said)
    if len(names[0]) > LONGEST_NAME:
        return together(said, kept(cell, remark=_TOO_LONG))
    name = row_name(cell, names[0])
    if len(names) == 1:
        return together(said, Said(names=(name,)))
    return together(said, Said(names=(name,)), kept(cell, remark=_SEVERAL))


def read_objectives(rule: NameRule, cells: Sequence[Cell]) -> Said:
    """Return all objectives that the columns name."""
    holding, said = filled(cells)
    found: list[Said] = [said]
    for cell in holding:
        names = names_in(cell.words, Holds.OBJECTIVES, rule.said)
        if max(map(len, names)) > LONGEST_NAME:
            found.append(kept(cell, remark=_TOO_LONG))
        else:
            found.append(Said(names=tuple(row_name(cell, name) for name in names)))
    return together(*found)


def is_nobody(words: str) -> bool:
    """Tell whether words in the place of a name say that there is none yet."""
    return is_awaited(words)


def row_name(cell: Cell, name: str) -> RowName:
    """Return a name with the column that prints it."""
    return RowName(cell.column.holds, cell.column.index, cell.name, name)


def names_in(words: str, holds: Holds, said: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the names of a cell, at least one; `said` are those known to be one."""
    whole = _spaced(words)
    if whole in said or words in said:
        return (words if words in said else whole,)
    read = _names_again if len(words) <= LONGEST_NAME else _names
    return read(words, holds) or (whole,)


def _names(words: str, holds: Holds) -> tuple[str, ...]:
    if holds in _PLACES:
        return tuple(_listed(words))
    return tuple(_codes(words) if holds is Holds.OBJECTIVES else _posts(words))


_names_again = lru_cache(maxsize=4096)(_names)


def _listed(words: str) -> list[str]:
    return _cleaned(_LISTED.split(_unwrapped(words)))


def _posts(words: str) -> list[str]:
    names = _cleaned(_POSTED.split(_unwrapped(words)))
    return [one for name in names for one in _initials(name)]


def _initials(name: str) -> list[str]:
    """Return the posts of "COO & DoW", where each part is the initials of one."""
    parts = _BETWEEN_SHORT.split(name)
    return parts if all(map(_SHORT.fullmatch, parts)) else [name]


def _codes(words: str) -> list[str]:
    """Return objectives one by one: where they are numbers, and where they are listed."""
    codes = [part for part in _BETWEEN_CODES.split(words.strip()) if part]
    if all(map(_CODE.fullmatch, codes)):
        return codes
    numbered = _cleaned(_BETWEEN_NUMBERED.split(words))
    return numbered if all(map(_NUMBERED.fullmatch, numbered)) else _listed(words)


def _unwrapped(words: str) -> str:
    """Return words whose lines are joined where a name goes on in the next line."""
    lines: list[str] = []
    for line in map(_bare, words.splitlines()):
        goes_on = bool(lines) and bool(line) and (line[0].islower() or _GOES_ON.search(lines[-1]))
        if goes_on:
            lines.append(" ")
        elif lines:
            lines.append("\n")
        lines.append(line)
    return "".join(lines)


def _bare(line: str) -> str:
    return _spaced(line.lstrip(_BULLETS))


def _cleaned(parts: Sequence[str]) -> list[str]:
    return [name for name in map(_spaced, parts) if name]


def _spaced(words: str) -> str:
    return " ".join(without_unseen(words).split())
