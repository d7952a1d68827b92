"""The score that a cell of an old register prints: kept exactly, with what could be read of it.

Nothing is guessed: which of two numbers is the consequence is said by the cell or by the file's
order, a score alone stays one, words alone stay words, and no other scale is turned into ours.
"""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from riskapp.domain.printed_dates import read_date
from riskapp.domain.printed_movements import movement_in
from riskapp.domain.score_places import (
    HIGHEST,
    LEVELS,
    Cell,
    NotReadError,
    is_foreign,
    places_of,
    read_cell,
)
from riskapp.domain.score_signs import DASHES, Axis, axis_of, is_heading
from riskapp.domain.scoring import PRODUCTS, Consequence, Likelihood
from riskapp.domain.unseen import without_unseen


class ScoreOrder(StrEnum):
    """Which of two numbers comes first in a file."""

    CONSEQUENCE_FIRST = "consequence-first"
    LIKELIHOOD_FIRST = "likelihood-first"
    UNKNOWN = "unknown"


class ScoreFlag(StrEnum):
    """What somebody has to look at before a printed score is used."""

    BLANK = "blank"
    NOT_READ = "not-read"
    ORDER_UNKNOWN = "order-unknown"
    OTHER_AXIS = "other-axis"
    OTHER_SCALE = "other-scale"
    NO_PRODUCT = "no-product"
    TOTAL_DISAGREES = "total-disagrees"


@dataclass(frozen=True, slots=True)
class ReadScore:
    """What a cell prints, and what could be read of it; `numbers` are the two as written."""

    as_printed: str
    numbers: tuple[int, int] | None = None
    consequence: Consequence | None = None
    likelihood: Likelihood | None = None
    total: int | None = None
    words: tuple[str, ...] = ()
    flags: frozenset[ScoreFlag] = frozenset()
    more: bool = field(default=False, compare=False)
    """Whether the cell says more than the score and the names of its levels."""
    before: str = ""
    """The score before it, in the words of a cell that prints both."""

    @property
    def value(self) -> int | None:
        """The score in one number, None where the cell gives none."""
        if self.total is not None or self.numbers is None:
            return self.total
        return self.numbers[0] * self.numbers[1]


_DASHED: Final = re.compile(f"[{DASHES}]")
_MARK: Final = (
    "[\u2190-\u21ff\u25a0-\u25ff\u2794-\u27be\u2b00-\u2bff"
    "\U0001f534\U0001f535\U0001f53a-\U0001f53d\U0001f7e0-\U0001f7eb\U0001f800-\U0001f8ff]"
)
_MARKED: Final = re.compile(rf"^(?:\( ?{_MARK}+ ?\)|{_MARK}| )+|(?:\( ?{_MARK}+ ?\)|{_MARK}| )+$")
"""What stands beside a score for its movement since the last paper, or for its colour."""
_DATED: Final = re.compile(r"(.*[0-9)]),? (?:by|from|since|at|on|in|for)[: ] ?(.+)", re.IGNORECASE)
"""A score with the date from or by which it is so: "6 by March 25"."""
_OTHER_SCALE: Final = re.compile(
    r"[0-9]\.[0-9]|[0-9] ?[%+]|^[^/]*[0-9] ?/[^/]*$|[0-9] (?:out )?of [0-9]", re.IGNORECASE
)
_OUT_OF: Final = re.compile(r"[0-9] ?/|[0-9] (?:out )?of [0-9]", re.IGNORECASE)
_ORDERS: Final = {
    ScoreOrder.CONSEQUENCE_FIRST: Axis.CONSEQUENCE,
    ScoreOrder.LIKELIHOOD_FIRST: Axis.LIKELIHOOD,
}
_OTHER: Final = {Axis.CONSEQUENCE: Axis.LIKELIHOOD, Axis.LIKELIHOOD: Axis.CONSEQUENCE}


def read_score(printed: str, order: ScoreOrder = ScoreOrder.UNKNOWN) -> ReadScore:
    """Return what a cell of scores prints; letters or words beside numbers outdo the order."""
    text = " ".join(without_unseen(printed).split())
    if not _DASHED.sub("", text):
        return ReadScore(printed, flags=frozenset({ScoreFlag.BLANK}))
    if not any(sign.isnumeric() for sign in text):
        return ReadScore(printed, words=(text,))
    bare = _undated(_MARKED.sub("", text))
    try:
        read = _read(printed, read_cell(bare), order)
    except NotReadError:
        return _moved(printed, text, order) or ReadScore(printed, flags=_unread(text))
    more = bare != text or any(axis_of(words) is None for words in read.words)
    return replace(read, more=True) if more else read


def _moved(printed: str, text: str, order: ScoreOrder) -> ReadScore | None:
    """Return the score that a cell says is so now, beside the one before it."""
    moved = movement_in(text)
    if moved is None:
        return None
    try:
        before, now = (_read(printed, read_cell(one), order) for one in (moved.before, moved.now))
    except NotReadError:
        return None
    if before.value is None or now.value is None or not moved.agrees(before.value, now.value):
        return None
    return replace(now, before=moved.before, more=True)


def read_level(printed: str, axis: Axis) -> ReadScore:
    """Return what a cell prints in a column that holds the consequence or the likelihood alone."""
    read = read_score(printed)
    if ScoreFlag.NOT_READ in read.flags and (level := _lettered(printed, axis)):
        return _at_level(ReadScore(printed), axis, level)
    if read.numbers is not None or _OUT_OF.search(printed):
        flags = read.flags & {ScoreFlag.OTHER_SCALE} | {ScoreFlag.NOT_READ}
        return ReadScore(printed, words=read.words, flags=flags)
    if read.total is not None:
        alone = ReadScore(printed, words=read.words, more=bool(read.before), before=read.before)
        return _at_level(alone, axis, read.total)
    other = read.likelihood if axis is Axis.CONSEQUENCE else read.consequence
    if other is not None:
        return ReadScore(printed, words=read.words, flags=frozenset({ScoreFlag.OTHER_AXIS}))
    return read


def on_other_scale(read: ReadScore) -> ReadScore:
    """Return a score of a file whose matrix is not five by five: kept, flagged, given no level."""
    if read.flags & {ScoreFlag.BLANK, ScoreFlag.NOT_READ}:
        return read
    flags = read.flags - {ScoreFlag.ORDER_UNKNOWN, ScoreFlag.NO_PRODUCT} | {ScoreFlag.OTHER_SCALE}
    return replace(read, consequence=None, likelihood=None, flags=flags)


def _undated(text: str) -> str:
    """Return the score of a cell that also says by or from when it is so."""
    found = _DATED.fullmatch(text)
    return found[1] if found and read_date(found[2]).period else text


def _lettered(printed: str, axis: Axis) -> int | None:
    """Return the level of "L3", which in a column of scores might be a low one."""
    found = re.fullmatch(r"([A-Za-z]) ?[:=]? ?([0-9])", printed.strip())
    return int(found[2]) if found and axis_of(found[1]) is axis else None


def _unread(text: str) -> frozenset[ScoreFlag]:
    if is_foreign(text) or _OTHER_SCALE.search(text):
        return frozenset({ScoreFlag.NOT_READ, ScoreFlag.OTHER_SCALE})
    return frozenset({ScoreFlag.NOT_READ})


def _read(printed: str, cell: Cell, order: ScoreOrder) -> ReadScore:
    words = tuple(words for gap in cell.gaps for words in gap.words if not is_heading(words))
    read = ReadScore(printed, words=words)
    if len(cell.numbers) == 1:
        return _alone(read, cell)
    first, total = places_of(cell)
    if total is not None:
        read = _with_total(read, cell.numbers[total])
    return read if first is None else _paired(read, cell, first, order)


def _alone(read: ReadScore, cell: Cell) -> ReadScore:
    """Read one number: a level where a word names its axis, else a score."""
    [axis], [number] = cell.axes, cell.numbers
    if axis is None:
        return _with_total(read, number)
    if any(len(words) == 1 and axis_of(words) for gap in cell.gaps for words in gap.words):
        raise NotReadError  # "L 3" may be a low 3, "S 12" a score of 12
    return _at_level(read, axis, number)


def _with_total(read: ReadScore, total: int) -> ReadScore:
    flags = set(read.flags)
    if not 1 <= total <= HIGHEST:
        flags.add(ScoreFlag.OTHER_SCALE)
    elif total not in PRODUCTS:
        flags.add(ScoreFlag.NO_PRODUCT)
    return replace(read, total=total or None, flags=frozenset(flags))


def _at_level(read: ReadScore, axis: Axis, level: int) -> ReadScore:
    if level not in LEVELS:
        return replace(read, flags=read.flags | {ScoreFlag.OTHER_SCALE})
    if axis is Axis.CONSEQUENCE:
        return replace(read, consequence=Consequence(level))
    return replace(read, likelihood=Likelihood(level))


def _paired(read: ReadScore, cell: Cell, first: int, order: ScoreOrder) -> ReadScore:
    one, two = cell.numbers[first : first + 2]
    flags = set(read.flags)
    if read.total is not None and one * two != read.total:
        flags.add(ScoreFlag.TOTAL_DISAGREES)
    axis = _first_axis(cell, first, order)
    if one not in LEVELS or two not in LEVELS:
        flags.add(ScoreFlag.OTHER_SCALE)
    elif axis is None and ScoreFlag.OTHER_SCALE not in flags:
        flags.add(ScoreFlag.ORDER_UNKNOWN)
    read = replace(read, numbers=(one, two), flags=frozenset(flags))
    if axis is None or ScoreFlag.OTHER_SCALE in flags:
        return read
    return _at_level(_at_level(read, axis, one), _OTHER[axis], two)


def _first_axis(cell: Cell, first: int, order: ScoreOrder) -> Axis | None:
    """Return the axis of the first number: as words say, else the file; equal ones are both."""
    one, two = cell.axes[first : first + 2]
    said = [gap.order for gap in cell.gaps] + [one, two and _OTHER[two]]
    firsts = {axis for axis in said if axis}
    if len(firsts) > 1:
        raise NotReadError
    equal = Axis.CONSEQUENCE if cell.numbers[first] == cell.numbers[first + 1] else None
    return next(iter(firsts), None) or _ORDERS.get(order) or equal
