"""Colours, sizes and type of the packs; every text colour has a contrast of at least 4.5 to 1."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from reports.typefaces import BOLD, PLAIN
from riskapp.domain.matrix import BandColour

PAGE: Final[tuple[float, float]] = A4
MARGIN: Final[float] = 18 * mm
WIDTH: Final[float] = PAGE[0] - 2 * MARGIN
"""Points of an A4 page between its margins."""
HEAD_HEIGHT: Final[float] = 11 * mm
HEAD_ROOM: Final[float] = 5.5 * mm
"""Between a page's head and what stands below it."""
FOOT_HEIGHT: Final[float] = 14 * mm
HEIGHT: Final[float] = PAGE[1] - HEAD_HEIGHT - FOOT_HEIGHT - HEAD_ROOM
"""Points of an A4 page between its head and its foot."""
BLUE: Final = HexColor("#005EB8")
DARK_BLUE: Final = HexColor("#003087")
INK: Final = HexColor("#212B32")
GREY: Final = HexColor("#4C6272")
RULE: Final = HexColor("#AEB7BD")
PALE: Final = HexColor("#E8EDEE")
"""The ground of the heads of tables, and of a tile without a score."""
PAPER: Final[Color] = white
FILLS: Final[Mapping[BandColour, Color]] = MappingProxyType(
    {
        BandColour.GREEN: HexColor("#78BE20"),
        BandColour.YELLOW: HexColor("#FFEB8A"),
        BandColour.ORANGE: HexColor("#FFB81C"),
        BandColour.RED: HexColor("#B3261E"),
        BandColour.BLUE: HexColor("#A7D3F5"),
        BandColour.PURPLE: HexColor("#D6C7E8"),
        BandColour.GREY: HexColor("#D8DDE0"),
    }
)
"""The ground of a band in each of the colours that it may have."""
_DARK: Final = frozenset({FILLS[BandColour.RED]})


def _style(name: str, size: float, *, bold: bool = False, **more: object) -> ParagraphStyle:
    font = BOLD if bold else PLAIN
    settings: dict[str, object] = {
        "fontName": font,
        "bulletFontName": font,
        "fontSize": size,
        "leading": size * 1.3,
        "textColor": INK,
        "splitLongWords": 1,
        "allowOrphans": 1,
    }
    return ParagraphStyle(name, **{**settings, **more})


COVER_TITLE: Final = _style("cover title", 28, bold=True, spaceBefore=10, spaceAfter=14)
LEAD: Final = _style("lead", 14, spaceAfter=5)
SECTION: Final = _style("section", 19, bold=True, textColor=DARK_BLUE, spaceBefore=16, spaceAfter=7)
RISK: Final = _style("risk", 16, bold=True, textColor=DARK_BLUE, spaceAfter=6)
PART: Final = _style("part", 12.5, bold=True, spaceBefore=8, spaceAfter=3)
BODY: Final = _style("body", 11, spaceAfter=5)
BULLET: Final = _style("bullet", 11, spaceAfter=3, leftIndent=12)
CELL: Final = _style("cell", 10, leading=12.5)
CELL_HEAD: Final = _style("cell head", 9.5, bold=True, leading=12)
CELL_SIDE: Final = _style("cell side", 10, bold=True, leading=12.5)
CELL_SMALL: Final = _style("cell small", 9.5, leading=11.4)
CELL_SMALL_SIDE: Final = _style("cell small side", 9.5, bold=True, leading=11.4)
LINE: Final = _style("line", 11, leading=13.5, spaceAfter=2.5)
CONTENTS_LINE: Final = _style("contents line", 11, leading=17)
ON_FILL: Final = _style("on fill", 9.5, leading=11.4)
ON_RED: Final = _style("on red", 9.5, leading=11.4, textColor=PAPER)
NUMBER: Final = _style("number", 22, bold=True, leading=24)
NUMBER_ON_RED: Final = _style("number on red", 22, bold=True, leading=24, textColor=PAPER)
RUNNING: Final = _style("running", 9, bold=True, textColor=PAPER)
RUNNING_ON_WHITE: Final = _style("running on white", 9, bold=True)
FOOT: Final = _style("foot", 9, textColor=GREY)


def chart_style(colour: Color, *, bold: bool = False) -> ParagraphStyle:
    """Return the style of the words in a chart."""
    return _style("chart", 8, bold=bold, textColor=colour)


def ground_fill(colour: BandColour | None) -> Color:
    """Return the ground of a band, in its own colour; white for none."""
    return FILLS[colour] if colour else PAPER


def on_fill(fill: Color) -> ParagraphStyle:
    """Return the style that can be read on that ground."""
    return ON_RED if fill in _DARK else ON_FILL


def number_on(fill: Color) -> ParagraphStyle:
    """Return the style of the number of a score that can be read on that ground."""
    return NUMBER_ON_RED if fill in _DARK else NUMBER


def hex_of(colour: Color) -> str:
    """Return a colour as "#005eb8"."""
    return f"#{colour.hexval()[2:]}"
