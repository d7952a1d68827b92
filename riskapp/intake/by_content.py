"""What a column is proposed to hold by its cells, where its heading says nothing known."""

from collections.abc import Callable, Collection, Sequence
from typing import Final

from riskapp.domain.imports import SCORED, Holds
from riskapp.domain.spreadsheets import UNHEADED
from riskapp.intake.contents import (
    is_date,
    is_long,
    is_pair,
    is_reference,
    is_status,
    share,
    whole_number,
)
from riskapp.intake.references import is_unique

Guess = tuple[Holds, str]


def by_content(at: int, heading: str, cells: Sequence[str], held: Collection[Holds]) -> Guess:
    """Return what the cells of a column look like, and why; as printed where nothing is sure."""
    if not cells:
        return (Holds.NOTHING if heading.startswith(UNHEADED) else Holds.AS_PRINTED), EMPTY
    for holds, looks, words in _LOOKS:
        if not _ALIKE[holds] & set(held) and share(cells, looks) >= _MOST:
            return holds, _told(cells, looks, words)
    if Holds.REFERENCE not in held and at < _LEFT and _are_references(cells):
        return Holds.REFERENCE, _told(cells, is_reference, "short, and each is another")
    return _of_texts(heading, cells, held)


def by_product(at: int, cells: Sequence[Sequence[str]], held: Collection[Holds]) -> Guess | None:
    """Return that a column holds scores if each is the product of the two levels before it."""
    if at < _BEFORE or SCORED & set(held):
        return None
    one, two, product = cells[at - _BEFORE : at + 1]
    if not product or len({len(one), len(two), len(product)}) > 1:
        return None
    found = [
        (whole_number(a) or 0) * (whole_number(b) or 0) == whole_number(c)
        for a, b, c in zip(one, two, product, strict=True)
    ]
    return (Holds.SCORE, PRODUCT) if all(found) and len(set(product)) > 1 else None


def _of_texts(heading: str, cells: Sequence[str], held: Collection[Holds]) -> Guess:
    """Return what says in words which risk it is, where no heading named that."""
    if _may_describe(heading, held) and share(cells, is_long) >= _HALF:
        return Holds.DESCRIPTION, _told(cells, is_long, "sentences")
    if not _SAID & set(held) and _are_titles(cells):
        return Holds.TITLE, "by what it contains: a few words, each different"
    if share(cells, is_date) >= _MOST:
        return Holds.AS_PRINTED, f"{_told(cells, is_date, 'dates')}, but not of what"
    return Holds.AS_PRINTED, UNKNOWN


def _may_describe(heading: str, held: Collection[Holds]) -> bool:
    """Beside a title, only what has no heading of its own may be the description."""
    said = _SAID & set(held)
    return not said or (said == {Holds.TITLE} and heading.startswith(UNHEADED))


def _told(cells: Sequence[str], looks: Callable[[str], bool], words: str) -> str:
    return f"by what it contains: {sum(map(looks, cells))} of {len(cells)} cells are {words}"


def _are_references(cells: Sequence[str]) -> bool:
    return len(cells) > 1 and is_unique(cells) and share(cells, is_reference) >= _MOST


def _are_titles(cells: Sequence[str]) -> bool:
    return is_unique(cells) and share(cells, _has_words) >= _MOST


def _has_words(cell: str) -> bool:
    return " " in cell.strip() and any(sign.isalpha() for sign in cell)


EMPTY: Final = "no cell of it is filled in"
PRODUCT: Final = "by what it contains: each cell is the product of the two before it"
UNKNOWN: Final = "its heading is none that is known, so it is kept as printed"
_LOOKS: Final[Sequence[tuple[Holds, Callable[[str], bool], str]]] = (
    (Holds.SCORE, is_pair, "scores such as 4 x 3"),
    (Holds.STATUS, is_status, "words for a status"),
)
_ALIKE: Final = {Holds.SCORE: SCORED, Holds.STATUS: {Holds.STATUS}}
_SAID: Final = frozenset({Holds.TITLE, Holds.DESCRIPTION, Holds.EVENT, Holds.CAUSE})
_BEFORE: Final = 2
"""Columns before a product: its consequence and its likelihood."""
_MOST: Final = 0.8
_HALF: Final = 0.5
_LEFT: Final = 4
"""References stand in the first columns."""
