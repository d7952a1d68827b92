"""Cells that hold several records: split as the plan says, with nothing lost but the bullets."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from riskapp.domain.controls import GapKind
from riskapp.domain.import_rows import RowAssurance
from riskapp.domain.imports import Holds, Split
from riskapp.intake.said import (
    NOTHING_SAID,
    Cell,
    Said,
    folded,
    is_blank,
    is_failed,
    is_nothing,
    kept,
    remarked,
    together,
)

_BULLET: Final = re.compile(
    r"[ \t\xa0]*(?:"
    r"[•·▪▫◦●○■□‣⁃➢➤✓✔]|[*–—-](?![\d*–—-]|ve\b)|o(?=[ \t])"  # noqa: RUF001 - the dashes of lists
    r"|\(?[0-9]{1,2}[.)](?![0-9])|\(?(?:[a-z]|[ivx]{1,4})\)"
    r")[ \t\xa0]*"
)
_COUNTED: Final = re.compile(r"([0-9]{1,4})\. (.*)")
"""A line as our own files number it."""
_INLINE: Final = re.compile("(?<=[^\n])(?=[•▪●■])")
"""A bullet that no text of ours holds begins a record wherever it stands."""
_NO_RECORD: Final = frozenset(
    {
        *("none identified", "none known", "none noted", "none at present", "none currently"),
        *("no gaps", "no gaps identified", "no known gaps", "nil identified", "no gap"),
        *("no controls", "no assurance", "no assurances", "no actions", "no further action"),
        *("tbc", "tba", "to be confirmed", "to be agreed", "no further actions"),
    }
)
"""What says that there is nothing to record."""

_LONGEST_WORDS: Final = 40
"""Characters; longer cells say more than that."""

_GAPS: Final[Mapping[Holds, GapKind]] = {
    Holds.CONTROL_GAPS: GapKind.CONTROL,
    Holds.ASSURANCE_GAPS: GapKind.ASSURANCE,
}


def parts_of(words: str, split: Split) -> tuple[str, ...]:
    """Return the records that a cell holds; blank lines and bullets are none."""
    if split is Split.WHOLE:
        parts = [words]
    elif split is Split.LINES:
        parts = [unbulleted(line) for line in words.splitlines()]
    else:
        parts = counted_lines(words) or _bulleted(_INLINE.sub("\n", words))
    return tuple(part for part in (part.strip() for part in parts) if part)


def counted_lines(words: str) -> list[str]:
    """Return the lines of a cell that counts each of them, without their numbers; none elsewhere.

    Whatever else a line holds, bullets too, is its own.
    """
    found = [_COUNTED.match(line) for line in words.strip().splitlines()]
    told = [each for each in found if each]
    counts = [int(each[1]) for each in told]
    if len(told) < len(found) or counts != list(range(1, len(found) + 1)):
        return []
    return [each[2] for each in told]


def unbulleted(line: str) -> str:
    """Return a line without the bullet or number that begins it."""
    found = _BULLET.match(line)
    return line[found.end() :] if found else line


def records_in(cells: Sequence[Cell]) -> tuple[list[tuple[Cell, str]], Said]:
    """Return the records of some columns, each with its cell; what says "none" is only kept."""
    records: list[tuple[Cell, str]] = []
    said: list[Said] = []
    for cell in cells:
        if is_blank(cell.words):
            continue
        if is_failed(cell.words):
            said.append(remarked(cell, "A formula failed here: taken for blank."))
        elif _says_none(cell.words):
            said.append(kept(cell))
        else:
            parts = parts_of(cell.words, cell.column.split)
            records += [(cell, part) for part in parts]
            said.append(NOTHING_SAID if parts else kept(cell))
    return records, together(*said)


def read_controls(cells: Sequence[Cell]) -> Said:
    """Return the controls that some columns hold."""
    records, said = records_in(cells)
    return together(said, _fields(controls=tuple(words for _, words in records)))


def read_gaps(cells: Sequence[Cell]) -> Said:
    """Return the gaps in control and in assurance that some columns hold."""
    records, said = records_in(cells)
    gaps = tuple((_GAPS[cell.column.holds], words) for cell, words in records)
    return together(said, _fields(gaps=gaps))


def read_assurances(cells: Sequence[Cell]) -> Said:
    """Return the assurances of columns whose line and result were said; the rest is kept."""
    told = [c for c in cells if c.column.line is not None and c.column.result is not None]
    records, said = records_in(told)
    untold = [kept(c) for c in cells if c not in told and not is_blank(c.words)]
    assurances = tuple(
        RowAssurance(words, cell.column.line, cell.column.result)
        for cell, words in records
        if cell.column.line is not None and cell.column.result is not None
    )
    return together(said, *untold, _fields(assurances=assurances))


def _fields(**fields: Any) -> Said:
    return Said(fields=fields)


def _says_none(words: str) -> bool:
    if len(words) > _LONGEST_WORDS:
        return False
    bare = unbulleted(words)
    return is_nothing(bare) or folded(bare) in _NO_RECORD


def _bulleted(words: str) -> list[str]:
    """Return what each bullet heads, with the lines below it, and what stands before the first."""
    parts: list[str] = []
    for line in words.splitlines():
        bare = unbulleted(line)
        if bare == line and parts:
            parts[-1] += f"\n{line}"
        else:
            parts.append(bare)
    return parts
