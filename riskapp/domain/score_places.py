"""Which of the numbers in a cell are consequence and likelihood, and which is their score."""

import re
from dataclasses import dataclass
from typing import Final

from riskapp.domain.score_signs import DASHES, Axis, Gap, Sign, axis_of, read_gap
from riskapp.domain.scoring import PRODUCTS, Consequence
from riskapp.domain.wording import MONTH_NAMES

LONGEST_SCORE: Final = 200
"""Characters; what is longer is a text about a score."""
LEVELS: Final = range(1, len(Consequence) + 1)
"""The levels of both axes."""
HIGHEST: Final = max(PRODUCTS)
"""The highest score of the matrix."""


class NotReadError(Exception):
    """The numbers of a cell say nothing for certain."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The numbers of a cell, what stands around each, and the axis named beside each."""

    numbers: tuple[int, ...]
    gaps: tuple[Gap, ...]
    axes: tuple[Axis | None, ...]


_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_WHOLE: Final = re.compile(r"[0-9]{1,3}(?:\.0+)?")
_SCALE_NAMED: Final = re.compile(r"matrix|scale|grid", re.IGNORECASE)
_MINUS: Final = re.compile(f"(?:^|[x×*=/,:;(] ?)[.{DASHES}][0-9]", re.IGNORECASE)
"""No score is below nought or begins with a point; a dash may stand for "of": "C-4 L-3"."""
_OF_A_CELL: Final = re.compile(
    r"^=.*[A-Za-z][0-9]|(?<![A-Za-z0-9])(?![CISLPRX][0-9]|R[RS][0-9])[A-Z]{1,3}[0-9]"
)
"""The text of a formula, whose figures are those of rows of a sheet: "=D2*E2"."""
_LETTER_O: Final = re.compile(r"[0-9][Oo](?![A-Za-z])|(?<![A-Za-z])[Oo][0-9]")
"""The letter in the place of a nought: “2O” is no score of 2."""
_MONTHS: Final = "|".join(word for name in MONTH_NAMES for word in (name, name[:3], name[:4]))
_OF_A_DAY: Final = re.compile(
    rf"[0-9]{{1,2}}(?:st|nd|rd|th)?[ /{DASHES}]*(?:{_MONTHS})"
    rf"|(?:{_MONTHS})[ /{DASHES}]*[0-9]{{1,2}}",
    re.IGNORECASE,
)
"""A day or a month alone: a spreadsheet takes "4-5" for the 4th of May, and prints 04-May."""
_MOST_NUMBERS: Final = 3


def read_cell(text: str) -> Cell:
    """Return the numbers of a text, at most three, with what stands around each."""
    if len(text) > LONGEST_SCORE or is_foreign(text) or _figures_of_others(text):
        raise NotReadError
    figures = _NUMBER.findall(text)
    if len(figures) > _MOST_NUMBERS or not all(map(_WHOLE.fullmatch, figures)):
        raise NotReadError
    gaps = tuple(read_gap(gap) for gap in _NUMBER.split(text))
    _refuse_odd(gaps, text)
    numbers = tuple(int(figure.partition(".")[0]) for figure in figures)
    return Cell(numbers, gaps, _axes(gaps))


def _figures_of_others(text: str) -> bool:
    read = _OF_A_CELL.search(text) or _LETTER_O.search(text) or _OF_A_DAY.fullmatch(text)
    return read is not None


def places_of(cell: Cell) -> tuple[int | None, int | None]:
    """Return where the two numbers begin and where the total stands, as signs and words say."""
    if len(cell.numbers) < _MOST_NUMBERS:
        if _joined(cell, 0, None):
            return 0, None
        if cell.gaps[1].sign is Sign.OUT_OF and cell.numbers[0] <= cell.numbers[1] == HIGHEST:
            return None, 0
        raise NotReadError
    if _joined(cell, 0, 2) and _totals(cell, 2, 0, 2):
        return 0, 2
    if _joined(cell, 1, 0) and _totals(cell, 1, 1, 0):
        return 1, 0
    raise NotReadError


def is_foreign(text: str) -> bool:
    """Tell whether a text has figures that are not whole numbers of ours, or names a scale."""
    figures = any(sign.isnumeric() and not sign.isascii() for sign in text)
    return figures or _SCALE_NAMED.search(text) is not None


def _refuse_odd(gaps: tuple[Gap, ...], text: str) -> None:
    """Refuse signs that mean nothing where they stand, such as a minus or half a product."""
    edges = (gaps[0], gaps[-1])
    unjoined = any(
        gap.sign is Sign.TIMES or (gap.sign is Sign.OUT_OF and not gap.words) for gap in edges
    )
    odd = any(gap.sign is Sign.ODD for gap in gaps)
    if odd or unjoined or _MINUS.search(text):
        raise NotReadError


def _axes(gaps: tuple[Gap, ...]) -> tuple[Axis | None, ...]:
    """Return the axis named beside each number; a word belongs to one number only."""
    leads = _words_lead(gaps)
    beside: list[list[str]] = [[] for _ in gaps[1:]]
    for index, gap in enumerate(gaps):
        left, right = gap.before, gap.after
        if index == 0 or (gap.sign is None and leads and index < len(beside)):
            left, right = (), gap.words
        if index == len(beside):
            left, right = gap.words, ()
        if left:
            beside[index - 1].extend(left)
        if right:
            beside[index].extend(right)
    return tuple(_only_axis(words) for words in beside)


def _words_lead(gaps: tuple[Gap, ...]) -> bool:
    """Tell whether the words stand before their numbers ("C4 L3"), not after ("4C 3L")."""
    for index, gap in enumerate(gaps):
        if any(axis_of(words) for words in gap.before):
            return index == 0
        if any(axis_of(words) for words in gap.after):
            return True
    return False


def _only_axis(words: list[str]) -> Axis | None:
    axes = {axis for axis in map(axis_of, words) if axis}
    if len(axes) > 1:
        raise NotReadError
    return axes.pop() if axes else None


def _joined(cell: Cell, first: int, total: int | None) -> bool:
    """Tell whether a number and the next are surely a consequence and a likelihood."""
    sign, pair = cell.gaps[first + 1].sign, cell.numbers[first : first + 2]
    if sign is Sign.TIMES or _labelled(cell, first):
        return True
    if sign is Sign.LISTED:
        return all(number in LEVELS for number in pair)
    return sign is Sign.OUT_OF and total is not None and pair[0] * pair[1] == cell.numbers[total]


def _labelled(cell: Cell, first: int) -> bool:
    axes = set(cell.axes[first : first + 2])
    return axes == set(Axis)


def _totals(cell: Cell, gap: int, first: int, total: int) -> bool:
    """Tell whether what stands between two numbers and a third makes the third their total."""
    sign = cell.gaps[gap].sign
    if cell.axes[total] is not None:
        return False
    if sign is Sign.LISTED:
        product = cell.numbers[first] * cell.numbers[first + 1]
        return _labelled(cell, first) or product == cell.numbers[total]
    return sign in {None, Sign.COMES_TO, Sign.BRACKET}
