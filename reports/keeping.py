"""What stays together where a page ends: a heading with what it stands over, and a short table."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable

from reports.grid import Grid
from reports.styles import HEIGHT, WIDTH
from reports.typeset import Typeset

_ENDLESS: Final = 1e6
_LOOKED_AT: Final = 8
"""So much of what follows a heading is looked at: headings below it, a line or two, a table."""
_SHORT: Final = 3
"""A paragraph of so many lines leads to what follows it, and goes with it."""


def settled(story: Sequence[Flowable]) -> Sequence[Flowable]:
    """Return the story, its headings asking for as much room as the least of what follows takes."""
    for number, flowable in enumerate(story, 1):
        if isinstance(flowable, CondPageBreak):
            after = islice(story, number, number + _LOOKED_AT)
            flowable.height = min(_needed(after), HEIGHT)
    return story


def _needed(after: Iterable[Flowable]) -> float:
    """Return the height of a heading, of what leads from it to more, and of the least of that."""
    height = 0.0
    for flowable in after:
        height += flowable.getSpaceBefore() + _least(flowable) + flowable.getSpaceAfter()
        if not _leads(flowable):
            break
    return height


def _leads(flowable: Flowable) -> bool:
    """Tell whether something is not to be the last before a page ends, if more follows it."""
    if isinstance(flowable, Typeset):
        return flowable.is_heading or len(flowable.lines) <= _SHORT
    return _least(flowable) == 0


def _least(flowable: Flowable) -> float:
    if isinstance(flowable, Grid):
        return flowable.least_height()
    return float(flowable.wrap(WIDTH, _ENDLESS)[1])
