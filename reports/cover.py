"""The front of a pack: whose it is, what it is and as at when, on the organisation's own colour."""

from collections.abc import Iterable
from itertools import takewhile
from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from reports.blocks import Pen
from reports.brand_colours import text_on
from reports.gate import height_of
from reports.logo import logo_of
from reports.styles import HEAD_HEIGHT, HEAD_ROOM, MARGIN, PAGE, hex_of
from reports.typeset import Typeset
from riskapp.readmodels.paper import Block, Heading, Look, Paragraph, Rank

_BELOW: Final[float] = 4 * mm
_ABOVE: Final[float] = HEAD_HEIGHT + HEAD_ROOM
_ABOVE_WITH_LOGO: Final[float] = 4 * mm


class _Ground(Flowable):  # type: ignore[misc] # reportlab has no types
    """Takes no room: colours a page from edge to edge, so far above and below where it stands."""

    def __init__(self, colour: Color, above: float, below: float) -> None:
        super().__init__()
        self.colour, self.above, self.below = colour, above, below

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Colour what lies behind."""
        self.canv.setFillColor(self.colour)
        self.canv.rect(-MARGIN, -self.below, PAGE[0], self.above + self.below, stroke=0, fill=1)


def cover(blocks: Iterable[Block], pen: Pen) -> list[Flowable]:
    """Return a cover: what names the pack on the organisation's colour, then all else on white.

    A logo stands above the colour, on white as it was drawn to stand.
    """
    blocks = tuple(blocks)
    names = tuple(takewhile(_is_name, blocks))
    front = _inked(pen.draw_all(names), HexColor(text_on(hex_of(pen.colour))))
    logo = logo_of(pen.brand)
    above = _ABOVE_WITH_LOGO if logo else _ABOVE
    ground = _Ground(pen.colour, above, height_of(front) + _BELOW)
    space = [Spacer(0, 2 * _BELOW)]
    rest = pen.draw_all(blocks[len(names) :])
    return [*logo, *(space if logo else []), ground, *front, *space, *rest]


def _is_name(block: Block) -> bool:
    if isinstance(block, Heading):
        return block.rank is Rank.TITLE
    return isinstance(block, Paragraph) and block.look is Look.LEAD


def _inked(story: list[Flowable], ink: Color) -> list[Flowable]:
    """Return a story with its words in another ink."""
    for flowable in story:
        if isinstance(flowable, Typeset):
            flowable.style = flowable.style.clone(flowable.style.name, textColor=ink)
    return story
