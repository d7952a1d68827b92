"""The sheet every page of a pack is drawn on: head, foot, and the count of pages in one pass."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from io import BytesIO
from typing import Any, Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from reports.brand_colours import text_on
from reports.clean import clean_line
from reports.gate import Entry, draw_line, line_width
from reports.styles import (
    BLUE,
    FOOT,
    FOOT_HEIGHT,
    HEAD_HEIGHT,
    HEIGHT,
    MARGIN,
    PAGE,
    RULE,
    RUNNING,
    RUNNING_ON_WHITE,
    WIDTH,
    hex_of,
)
from reports.tags.canvas import LANGUAGE, TaggedCanvas
from reports.tags.element import HEADINGS, Role
from reports.typefaces import PLAIN, load_typefaces
from riskapp.undisturbed import undisturbed

_HEAD_LINE: Final[float] = 3.9 * mm
_FOOT_LINE: Final[float] = 8.5 * mm
_PAGE_WORDS_WIDTH: Final = 70.0
_NUMBER_WIDTH: Final = 40.0
_WIDE: Final = "000"
"""A number of pages that ends at the margin; a longer one goes on beyond it by a digit or two."""
_TOTAL: Final = "number-of-pages"

Tell = Callable[[int, int, int], None]
"""Hears how many parts are drawn, of how many, and which page the next one begins on."""


def unheard(_done: int, _parts: int, _page: int) -> None:
    """Hear how far a drawing is, and tell nobody."""


@dataclass(frozen=True, slots=True)
class Front:
    """What the head of a cover says instead, on the colour of the others or on white."""

    head: str
    is_white: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the head and foot of every page say, and what the file says of itself."""

    title: str
    author: str
    subject: str
    as_at: date
    foot: str
    colour: Color = BLUE
    head: str = ""
    front: Front | None = None


class Later(Flowable):  # type: ignore[misc] # reportlab has no types
    """Takes no room; what it makes follows it, made only when the page is reached."""

    def __init__(
        self, make: Callable[[], Iterable[Flowable]], reached: Callable[[int], None]
    ) -> None:
        super().__init__()
        self.make, self.reached = make, reached

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Put what it makes at the head of what is still to be drawn."""
        self.reached(self.canv.getPageNumber())
        self._doctemplateAttr("frame").add_generated_content(*self.make())


class PackCanvas(TaggedCanvas):
    """A canvas that knows what its page is about, and fills in the number of pages at the end."""

    running = ""
    _section_page = 0
    _depth: int | None = None

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._begun: dict[str, int] = {}
        self._asked: dict[str, ParagraphStyle] = {}

    def begin(self, entry: Entry) -> None:
        """Note the page on which an entry begins, and what the heads of pages name from here."""
        page = self.getPageNumber()
        self._begun[entry.key] = page
        if entry.level == 0 and self._section_page == page:
            self.running = f"{self.running}, {entry.running}"
        else:
            self.running = entry.running
        self._section_page = page if entry.level == 0 else self._section_page

    def heading(self, depth: int) -> Role:
        """Return what a heading is: the first is above all others, a part one below the last."""
        if depth >= 0:
            self._depth = 0 if self._depth is None else depth + 1
        above = self._depth or 0
        return HEADINGS[min(above + (depth < 0), len(HEADINGS) - 1)]

    def leave_room_for_page_of(self, key: str, style: ParagraphStyle) -> None:
        """Leave room, up to the origin, for the number of the page on which something begins."""
        self._asked[key] = style
        self.doForm(key)

    def save(self) -> None:
        """Write the numbers of pages wherever room was left for them, then the file."""
        self._begun[_TOTAL] = self.getPageNumber() - 1
        for key, style in self._asked.items():
            number = str(self._begun.get(key, ""))
            self.beginForm(key, -_NUMBER_WIDTH, -style.leading, _NUMBER_WIDTH, style.leading)
            start = 0.0 if key == _TOTAL else -line_width(number, style)
            draw_line(self, (start, 0), number, style, _NUMBER_WIDTH)
            self.endForm()
        super().save()


def draw_pages(
    sheet: Sheet, story: Iterable[Flowable], canvas: type[PackCanvas] = PackCanvas
) -> bytes:
    """Return the story as the bytes of a PDF; the same story gives the same bytes."""
    load_typefaces()
    file = BytesIO()
    document = BaseDocTemplate(
        file,
        pagesize=PAGE,
        pageTemplates=[_template(sheet)],
        title=clean_line(sheet.title),
        author=clean_line(sheet.author),
        subject=clean_line(sheet.subject),
        lang=LANGUAGE,
        displayDocTitle=True,
        initialFontName=PLAIN,
        invariant=1,
        pageCompression=1,
    )
    with undisturbed():
        document.build(list(story), canvasmaker=partial(_canvas, canvas, sheet))
    return file.getvalue()


def _canvas(kind: type[PackCanvas], sheet: Sheet, *arguments: Any, **settings: Any) -> PackCanvas:
    canvas = kind(*arguments, **settings)
    canvas.setDateFormatter(lambda *_: f"D:{sheet.as_at:%Y%m%d}000000Z")
    return canvas


def _template(sheet: Sheet) -> PageTemplate:
    frame = Frame(MARGIN, FOOT_HEIGHT, WIDTH, HEIGHT, 0, 0, 0, 0, id="page")
    return PageTemplate("page", [frame], onPageEnd=partial(_draw_edges, sheet))


def _draw_edges(sheet: Sheet, canvas: PackCanvas, _document: BaseDocTemplate) -> None:
    canvas.saveState()
    with canvas.edge("Header"):
        _draw_head(sheet, canvas)
    with canvas.edge("Footer"):
        _draw_foot(sheet, canvas)
    canvas.restoreState()


def _draw_head(sheet: Sheet, canvas: PackCanvas) -> None:
    front = sheet.front if canvas.getPageNumber() == 1 else None
    bottom = PAGE[1] - HEAD_HEIGHT
    style = RUNNING_ON_WHITE
    if front is None or not front.is_white:
        style = _on_colour(hex_of(sheet.colour))
        canvas.setFillColor(sheet.colour)
        canvas.rect(0, bottom, PAGE[0], HEAD_HEIGHT, stroke=0, fill=1)
    said = front.head if front else sheet.head or sheet.author
    draw_line(canvas, (MARGIN, bottom + _HEAD_LINE), said, style, WIDTH * 0.6)
    room = WIDTH * 0.36
    width = min(line_width(canvas.running, style), room)
    at = (PAGE[0] - MARGIN - width, bottom + _HEAD_LINE)
    draw_line(canvas, at, canvas.running, style, room)


@lru_cache(maxsize=64)
def _on_colour(ground: str) -> ParagraphStyle:
    return RUNNING.clone(RUNNING.name, textColor=HexColor(text_on(ground)))


def _draw_foot(sheet: Sheet, canvas: PackCanvas) -> None:
    canvas.setStrokeColor(RULE)
    canvas.line(MARGIN, _FOOT_LINE + 12, PAGE[0] - MARGIN, _FOOT_LINE + 12)
    draw_line(canvas, (MARGIN, _FOOT_LINE), sheet.foot, FOOT, WIDTH - _PAGE_WORDS_WIDTH - 8)
    number = f"Page {canvas.getPageNumber()} of"
    total = PAGE[0] - MARGIN - line_width(_WIDE, FOOT)
    start = total - line_width("n", FOOT) / 2 - line_width(number, FOOT)
    draw_line(canvas, (start, _FOOT_LINE), number, FOOT, _PAGE_WORDS_WIDTH)
    canvas.translate(total, _FOOT_LINE)
    canvas.leave_room_for_page_of(_TOTAL, FOOT)


def in_turn(
    makers: Iterable[Callable[[], Iterable[Flowable]]], tell: Tell = unheard
) -> Iterator[Flowable]:
    """Return what the makers make, each made and told of only when the pages before are drawn."""
    parts = list(makers)
    return (Later(make, partial(tell, done, len(parts))) for done, make in enumerate(parts))
