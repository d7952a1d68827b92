"""The one gate that all words of a pack pass through; tables are made in `grid`, of its words.

Nothing else makes a paragraph or draws text. What people typed is never read as markup: paragraphs
are built from fragments. What a screen reader is told is told here, through `tags`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import CondPageBreak, Flowable
from typing_extensions import override

from reports.breaking import Line, Run
from reports.clean import clean, clean_line
from reports.styles import BODY, BULLET, PART, WIDTH
from reports.tags.element import Role
from reports.typefaces import BOLD, runs
from reports.typeset import Typeset
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


class _Heading(Typeset):
    """A heading, which enters itself in the outline when drawn where it has an entry."""

    is_heading = True
    depth = 0
    """How deep it lies."""
    entry: Entry | None = None
    plain = ""

    @override
    def told(self, canvas: Any) -> Role:
        role: Role = canvas.heading(self.depth)
        return role

    @override
    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        if self.entry is not None:
            canvas.begin(self.entry)
            canvas.bookmarkHorizontal(self.entry.key, x, y + self.height)
            canvas.addOutlineEntry(self.plain, self.entry.key, self.entry.level)
        super().drawOn(canvas, x, y, _sW)

    @override
    def _part(self, lines: list[Line]) -> "_Heading":
        part = cast("_Heading", super()._part(lines))
        part.depth = self.depth
        if lines[:1] == self.lines[:1]:
            part.entry, part.plain = self.entry, self.plain
        return part


class _Item(Typeset):
    """One thing of a list, behind a dot, which is told as its label."""

    begins = True

    @override
    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        with canvas.element(Role.ITEM, (self.key, Role.ITEM)):
            if self.begins:
                with canvas.element(Role.MARK, claims=True):
                    low = y + self.height - self.style.fontSize
                    draw_line(canvas, (x, low), DOT, self.style, self.style.leftIndent)
            with canvas.element(Role.ITEM_BODY, (self.key, Role.ITEM_BODY)):
                super().drawOn(canvas, x, y, _sW)

    @override
    def _part(self, lines: list[Line]) -> "_Item":
        part = cast("_Item", super()._part(lines))
        part.begins = self.begins and lines[:1] == self.lines[:1]
        return part


def words(
    text: Text, style: ParagraphStyle = BODY, first: ParagraphStyle | None = None
) -> list[Flowable]:
    """Return one paragraph for each line of the text that is not blank, the first as it is to be.

    `first` is the style of the first line; where none is said, it looks like the others.
    """
    made = [Typeset(line, style) for line in _lines(text, style)]
    for one in made[:1]:
        one.style = first or style
    return made


def bullet(text: Text) -> list[Flowable]:
    """Return one thing of a list; nothing where it has no words."""
    lines = _lines(text, BULLET)
    runs = [run for line in lines for run in (*line, (BULLET.fontName, " "))]
    return [_Item(runs, BULLET)] if runs else []


def heading(text: Text, style: ParagraphStyle, entry: Entry) -> list[Flowable]:
    """Return a heading, also an entry of the outline, never left alone at the foot of a page."""
    line, made = _heading(text, style, entry.level)
    for one in made:
        one.entry, one.plain = entry, line
    return [CondPageBreak(_ROOM_FOR_PART), *made]


def part(title: Text) -> list[Flowable]:
    """Return the heading of part of a section, never left alone at the foot of a page."""
    _, made = _heading(title, PART, _PART)
    return [CondPageBreak(_ROOM_FOR_PART), *made]


def _heading(text: Text, style: ParagraphStyle, depth: int) -> tuple[str, list[_Heading]]:
    line = clean_line(plain(text), _LONGEST_HEADING)
    made = [_Heading(runs, style) for runs in _lines(line, style)]
    for one in made:
        one.depth = depth
    return line, made


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


def _lines(text: Text, style: ParagraphStyle) -> list[list[Run]]:
    """Return the lines of a text that are not blank, each as runs of one typeface."""
    lines: list[list[Run]] = [[]]
    for piece in [text] if isinstance(text, str) else text:
        font = BOLD if isinstance(piece, Strong) else style.fontName
        for number, line in enumerate(clean(plain([piece])).split("\n")):
            if number:
                lines.append([])
            if line:
                lines[-1] += runs(line, font)
    return [line for line in lines if any(not run.isspace() for _, run in line)]
