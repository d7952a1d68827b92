"""The one gate that all words of a pack pass through; tables are made in `grid`, of its words.

Nothing else makes a paragraph or draws text. What people typed is never read as markup: paragraphs
are built from fragments. What a screen reader is told is told here, through `tags`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import CondPageBreak, Flowable, Paragraph
from reportlab.platypus.paraparser import ParaFrag
from typing_extensions import override

from reports.clean import clean, clean_line
from reports.styles import BODY, BULLET, PART, WIDTH
from reports.tags.element import Role
from reports.tags.spaces import lines_that_cut_a_word
from reports.typefaces import BOLD, runs
from riskapp.readmodels.paper import Piece, Strong, plain

_ROOM_FOR_PART: Final = 130.0
_LONGEST_RUNNING: Final = 160
_LONGEST_HEADING: Final = 320
_ENDLESS: Final = 1e6
DOT: Final = "\u2022"
"""Stands before each thing of a list."""
_PART: Final = -1
"""The depth of the heading of a part: one more than what it is part of."""


Text = str | Sequence[Piece]
"""Words, or pieces of one text: ours, typed ones, and either of them strong."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the outline: its level from 0, its own key, and what the page's head names."""

    level: int
    key: str
    running: str


class _Words(Paragraph):  # type: ignore[misc] # reportlab has no types
    """A paragraph that remembers its size, and enters itself in the outline when drawn."""

    entry: Entry | None = None
    plain = ""
    depth: int | None = None
    """How deep a heading lies; None for what is no heading."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.key = object()

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if getattr(self, "blPara", None) is None or self.width != width:
            super().wrap(width, height)
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        parts: list[Flowable] = super().split(width, height)
        if parts and parts[0] is not self:
            parts[0].entry, parts[0].plain = self.entry, self.plain
            parts[0].blPara = None  # a part of plain lines is marked as one of fragments
            for one in parts:
                one.key, one.depth = self.key, self.depth
        return parts

    def draw(self) -> None:
        if self.entry is not None:
            self.canv.begin(self.entry)
            self.canv.bookmarkHorizontal(self.entry.key, 0, self.height)
            self.canv.addOutlineEntry(self.plain, self.entry.key, self.entry.level)
        role = Role.PARAGRAPH if self.depth is None else self.canv.heading(self.depth)
        with self.canv.element(role, self.key, claims=True):
            self.canv.words_cut_at(lines_that_cut_a_word(self))
            super().draw()
            self.canv.words_cut_at(frozenset())


class _Item(_Words):
    """One thing of a list, behind a dot, which is told as its label."""

    begins = True

    @override
    def split(self, width: float, height: float) -> list[Flowable]:
        parts = super().split(width, height)
        for one in parts[1:]:
            one.begins = False
        return parts

    @override
    def draw(self) -> None:
        with self.canv.element(Role.ITEM, (self.key, Role.ITEM)):
            if self.begins:
                with self.canv.element(Role.MARK, claims=True):
                    low = self.height - self.style.fontSize
                    draw_line(self.canv, (0, low), DOT, self.style, self.style.leftIndent)
            with self.canv.element(Role.ITEM_BODY, (self.key, Role.ITEM_BODY)):
                super().draw()


def words(text: Text, style: ParagraphStyle = BODY) -> list[Flowable]:
    """Return one paragraph for each line of the text that is not blank."""
    return [_Words(None, style, frags=line) for line in _fragments(text, style)]


def bullet(text: Text) -> list[Flowable]:
    """Return one thing of a list; nothing where it has no words."""
    lines = _fragments(text, BULLET)
    apart = [_fragment(" ", BULLET.fontName, BULLET)]
    pieces = [piece for line in lines for piece in (*line, *apart)][:-1]
    return [_Item(None, BULLET, frags=pieces)] if pieces else []


def heading(text: Text, style: ParagraphStyle, entry: Entry) -> list[Flowable]:
    """Return a heading, also an entry of the outline, never left alone at the foot of a page."""
    line = clean_line(plain(text), _LONGEST_HEADING)
    made = words(line, style)
    for paragraph in made[:1]:
        paragraph.entry, paragraph.plain, paragraph.depth = entry, line, entry.level
    return [CondPageBreak(_ROOM_FOR_PART), *made]


def part(title: Text) -> list[Flowable]:
    """Return the heading of part of a section, never left alone at the foot of a page."""
    made = words(clean_line(plain(title), _LONGEST_HEADING), PART)
    for paragraph in made:
        paragraph.depth = _PART
    return [CondPageBreak(_ROOM_FOR_PART), *made]


def height_of(story: Iterable[Flowable]) -> float:
    """Return the height in points that flowables take one below the other, first to last."""
    height = after = 0.0
    for number, flowable in enumerate(story):
        before = max(flowable.getSpaceBefore(), after) if number else 0.0
        height += before + flowable.wrap(WIDTH, _ENDLESS)[1]
        after = flowable.getSpaceAfter()
    return height


def without_breaks(story: Iterable[Flowable]) -> list[Flowable]:
    """Return the flowables less the breaks that would only leave a page early."""
    return [flowable for flowable in story if not isinstance(flowable, CondPageBreak)]


def draw_line(
    canvas: Any, at: tuple[float, float], text: str, style: ParagraphStyle, width: float
) -> float:
    """Draw one line of a page's head or foot, cut to its width; return where it ends, in points."""
    line = clean_line(text, _LONGEST_RUNNING)
    while line and line_width(line, style) > width:
        line = f"{line[:-2].rstrip()}…" if len(line) > len("…") + 1 else ""
    x, y = at
    canvas.setFillColor(style.textColor)
    for font, piece in runs(line, style.fontName):
        canvas.setFont(font, style.fontSize)
        canvas.drawString(x, y, piece)
        x += pdfmetrics.stringWidth(piece, font, style.fontSize)
    return x


def line_width(text: str, style: ParagraphStyle) -> float:
    """Return the width of one line in points."""
    pieces = runs(clean_line(text, _LONGEST_RUNNING), style.fontName)
    return float(sum(pdfmetrics.stringWidth(piece, font, style.fontSize) for font, piece in pieces))


def _fragments(text: Text, style: ParagraphStyle) -> list[list[ParaFrag]]:
    lines: list[list[ParaFrag]] = [[]]
    for piece in [text] if isinstance(text, str) else text:
        font = BOLD if isinstance(piece, Strong) else style.fontName
        for number, line in enumerate(clean(plain([piece])).split("\n")):
            if number:
                lines.append([])
            lines[-1] += [_fragment(run, face, style) for face, run in runs(line, font) if run]
    return [line for line in lines if any(fragment.text.strip() for fragment in line)]


def _fragment(text: str, font: str, style: ParagraphStyle) -> ParaFrag:
    return ParaFrag(
        text=text,
        fontName=font,
        fontSize=style.fontSize,
        textColor=style.textColor,
        rise=0,
        us_lines=[],
        link=[],
        bold=0,
        italic=0,
        greek=0,
    )
