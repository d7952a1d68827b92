"""Keeping what has a page of its own on one page, where what may give way makes it fit."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

from reportlab.platypus import Flowable

from reports.blocks import Pen
from reports.gate import height_of, without_breaks, words
from reports.grid import Grid
from reports.keeping import settled
from reports.styles import HEIGHT, LINE
from riskapp.domain.wording import counted
from riskapp.readmodels.paper import Block, OnePage, Picture, Table

_NOTE_HEIGHT: Final = 18.0
Drawn = tuple[Block, list[Flowable]]
"""A block beside what it looks like."""


def one_page(page: OnePage, pen: Pen, room: float = HEIGHT) -> list[Flowable]:
    """Return its blocks, on one page of so many points where that can be.

    First rows of the last table that may give way do, then pictures, then rows of the tables above
    it. Where that is not enough, nothing does.
    """
    whole = [(block, pen.draw(block)) for block in page.blocks]
    firm = [drawn for drawn in whole if not _may_go(drawn[0])]
    for drawn, giving in ((whole, 1), (firm, 1), (firm, len(firm))):
        story = _fitted(drawn, pen, room, giving)
        if story:
            return story
    return list(settled(_story(whole)))


def _may_go(block: Block) -> bool:
    return isinstance(block, Picture) and block.may_go


def _story(drawn: Iterable[Drawn]) -> list[Flowable]:
    return list(chain.from_iterable(flowables for _, flowables in drawn))


def _fitted(drawn: Sequence[Drawn], pen: Pen, room: float, giving: int) -> list[Flowable]:
    """Return the page with as many rows as there is room for; nothing where it is too long.

    Only the last so many tables give way.
    """
    story = without_breaks(_story(drawn))
    too_high = height_of(story) - room
    if too_high <= 0:
        return story
    shorter = without_breaks(_story(_shortened(drawn, pen, too_high, giving)))
    return shorter if height_of(shorter) <= room else []


def _shortened(drawn: Sequence[Drawn], pen: Pen, too_high: float, giving: int) -> list[Drawn]:
    made: list[Drawn] = []
    for block, flowables in reversed(drawn):
        held = flowables
        if giving and too_high > 0 and isinstance(block, Table) and block.fewest is not None:
            held = _shorter(block, flowables, pen, too_high)
            too_high -= height_of(flowables) - height_of(held)
            giving -= 1
        made.append((block, held))
    return made[::-1]


def _shorter(table: Table, flowables: list[Flowable], pen: Pen, too_high: float) -> list[Flowable]:
    """Return a table less as many of its last rows as make it so many points less high."""
    (whole,) = flowables
    shown = _shown(whole, table, too_high)
    left_out = len(table.rows) - shown
    if not left_out:
        return flowables
    note = f"and {counted(left_out, table.left_out)}, kept in the register"
    return [pen.table(table, shown), *words(note, LINE)]


def _shown(whole: Grid, table: Table, too_high: float) -> int:
    """Return how many rows may stay: its fewest where leaving out more is not enough."""
    heads = 1 if table.head else 0
    heights = whole.row_heights()[heads:]
    fewest = table.fewest or 1
    gained = -_NOTE_HEIGHT
    for shown in range(len(heights) - 1, fewest - 1, -1):
        gained += heights[shown]
        if gained >= too_high:
            return shown
    return fewest if gained > 0 else len(heights)
