"""How the cells of a column of controls, gaps, assurances or actions are split into records."""

import re
from collections.abc import Sequence
from typing import Final

from riskapp.domain.imports import Split


def split_of(cells: Sequence[str]) -> Split:
    """Return how most cells with several lines show that they are split; whole where none do.

    Where no cell has several lines, each that numbers its one line has a list of one.
    """
    filled = [lines for cell in cells if (lines := _lines(cell))]
    several = [lines for lines in filled if len(lines) > 1]
    if not several:
        of_one = bool(filled) and all(_FIRST.match(line) for (line,) in filled)
        return Split.BULLETS if of_one else Split.WHOLE
    if sum(map(_has_bullets, several)) > _MOST * len(several):
        return Split.BULLETS
    return Split.LINES if sum(map(_is_list, several)) > _MOST * len(several) else Split.WHOLE


def _lines(cell: str) -> list[str]:
    return [line.strip() for line in cell.splitlines() if line.strip()]


def _has_bullets(lines: Sequence[str]) -> bool:
    """Tell whether at least two lines begin with a bullet or a number, the first nearly always."""
    marked = [_BULLET.match(line) is not None for line in lines]
    return sum(marked) > 1 and any(marked[:2])


def _is_list(lines: Sequence[str]) -> bool:
    """Tell whether each line is a thing of its own: short, and none goes on in the next."""
    return all(len(line) <= _LONGEST and not line[0].islower() for line in lines)


_MOST: Final = 0.5
_LONGEST: Final = 160
_FIRST: Final = re.compile(r"1\. \S")
_BULLET: Final = re.compile(
    r"[•●▪■◦‣\u2043∙·*\uf0b7\uf0a7»➢►✓]|[-–—] ?\S|o\s|\(?\d{1,2}[.)]\s?\D|\(?[a-z][.)]\s"
)
