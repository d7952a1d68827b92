"""Forms of one risk each that stand one under another on a sheet, under the same labels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from riskapp.intake.book import Sheet
from riskapp.intake.forms import Pairs, Place, label, labels_of, pairs_of
from riskapp.intake.headings import folded
from riskapp.intake.register_sheets import ASIDE_NAMES, OF_A_RISK

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Stack:
    """The forms of a sheet by their names, none where they cannot be told apart for certain.

    `above` are the rows over the first of them.
    """

    forms: Mapping[str, Pairs]
    above: Rows = ()


def stack_of(sheet: Sheet) -> Stack | None:
    """Return the forms that stand one under another on a sheet; None where there are none."""
    if len(sheet.rows) > _MOST_ROWS or ASIDE_NAMES.search(sheet.name):
        return None
    starts = _starts(sheet.rows)
    parts = [sheet.rows[at:end] for at, end in _between(starts, len(sheet.rows))]
    if not parts or not _are_forms(parts[:2], _common(parts[:2])):
        return None
    common = _common(parts)
    if not _are_forms(parts, common):
        return None
    begins = _begins(sheet.rows, starts)
    if not begins or not _are_alike(parts, common):
        return Stack({})
    blocks = _between(begins, len(sheet.rows))
    forms = {_name(sheet, *block): _form(sheet, *block, common) for block in blocks}
    return Stack(forms, tuple(filter(_filled, sheet.rows[: begins[0]])))


def _starts(rows: Rows) -> list[int]:
    """Return the rows with the first label that stands more than once in its column."""
    heads = (
        (at, cell.strip())
        for cells in rows[:_LOOKED_AT]
        for at, cell in enumerate(cells)
        if cell.strip() and label(cell)
    )
    for _, (column, text) in zip(range(_FIRST), heads, strict=False):
        starts = [at for at, cells in enumerate(rows) if cells[column].strip() == text]
        if len(starts) > 1:
            return starts
    return []


def _between(starts: Sequence[int], height: int) -> list[tuple[int, int]]:
    return list(pairwise([*starts, height])) if starts else []


def _common(parts: Sequence[Rows]) -> frozenset[str]:
    """Return the labels that all parts have."""
    return frozenset.intersection(*(frozenset(text for _, text in _said(rows)) for rows in parts))


def _said(rows: Rows) -> list[tuple[int, str]]:
    """Return the labels of a form in their order, each with its column."""
    return [(column, folded(rows[row][column])) for row, column in labels_of(rows)]


def _are_forms(parts: Sequence[Rows], common: frozenset[str]) -> bool:
    """Tell whether the labels that parts of a sheet have in common make each a form of a risk."""
    known = {heard.holds for text in common if (heard := label(text))}
    if len(known) < _FEW or not known & OF_A_RISK or len(parts[0]) > _LONGEST:
        return False
    return all(len({row for row, _ in _places(rows, common)}) >= _LABELLED for rows in parts)


def _are_alike(parts: Sequence[Rows], common: frozenset[str]) -> bool:
    """Tell whether all forms have the same labels in the same order.

    What looks like a label of one form alone is a word, unless it stands where labels do.
    """
    said = [_said(rows) for rows in parts]
    columns = {column for one in said for column, text in one if text in common}
    labels = {tuple(each for each in one if each[0] in columns) for one in said}
    return len(labels) == 1


def _places(rows: Rows, common: frozenset[str]) -> list[Place]:
    return [at for at in labels_of(rows) if folded(rows[at[0]][at[1]]) in common]


def _begins(rows: Rows, starts: Sequence[int]) -> list[int]:
    """Return where forms begin: with a title of theirs below a blank row, if all have one."""
    first, *others = [(start, _titled(rows, start)) for start in starts]
    heights = {start - at if at and not _filled(rows[at - 1]) else 0 for start, at in others}
    if len(heights) > 1:
        return []
    [height] = heights
    return [max(first[0] - height, first[1]), *(start - height for start, _ in others)]


def _titled(rows: Rows, start: int) -> int:
    """Return where the words begin that stand right above a form, without a label among them."""
    at = start
    while at > 0 and _filled(rows[at - 1]) and not any(label(cell) for cell in rows[at - 1]):
        at -= 1
    return at


def _filled(cells: Sequence[str]) -> bool:
    return any(map(str.strip, cells))


def _form(sheet: Sheet, begin: int, end: int, common: frozenset[str]) -> Pairs:
    part = replace(sheet, rows=sheet.rows[begin:end])
    return list(pairs_of(part, _places(part.rows, common)))


def _name(sheet: Sheet, begin: int, end: int) -> str:
    last = max((at for at in range(begin, end) if _filled(sheet.rows[at])), default=begin)
    return f"{sheet.name}: rows {begin + 1} to {last + 1}"


def names_of(forms: Mapping[str, Pairs], first: int) -> Iterator[str]:
    """Yield which row of a table each of its forms is, the first few of many."""
    for at, name in zip(range(_NAMED), forms, strict=False):
        yield f"row {first + at} is “{name}”"
    if len(forms) > _NAMED:
        yield "and so on"


_MOST_ROWS: Final = 3_000
_LOOKED_AT: Final = 40
_FIRST: Final = 6
"""Labels from the top of which one is the first of each form."""
_FEW: Final = 5
_LONGEST: Final = 150
"""Rows that a form has at most."""
_LABELLED: Final = 4
"""Rows with labels that a form has at least; headings that a print repeats have fewer."""
_NAMED: Final = 12
