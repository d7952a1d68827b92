"""A paragraph: broken into lines, cut where a page ends, and drawn with what is told of it.

What it is made of is text and nothing else: reportlab's own paragraphs, which read markup, are not
used at all.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.rl_accel import fp_str
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Flowable
from typing_extensions import override

from reports.breaking import Line, Run, break_lines, runs_of
from reports.tags.element import Role


class Typeset(Flowable):  # type: ignore[misc] # reportlab has no types
    """Lines of words in one style; what a page's end cuts in two is told as one."""

    role = Role.PARAGRAPH
    is_heading = False

    def __init__(self, runs: Sequence[Run], style: ParagraphStyle) -> None:
        super().__init__()
        self.runs, self.style = runs, style
        self.key = object()
        self.goes_on = False
        self.lines: list[Line] = []
        self.width = self.height = -1.0

    @override
    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Break the words into lines of a width, once for each width."""
        if self.width != width:
            style = self.style
            room = width - style.leftIndent - style.rightIndent
            self.width = width
            self.lines = break_lines(self.runs, style.fontSize, room)
            self.height = len(self.lines) * style.leading
        return width, self.height

    @override
    def split(self, width: float, height: float) -> list[Flowable]:
        """Return it in two, the first as high as the room; nothing where no line fits.

        Tables name the width of a column here, with its margins: the one it was broken for holds.
        """
        if self.width < 0:
            self.wrap(width, height)
        fits = int((height + 1e-6) // self.style.leading)
        if fits >= len(self.lines):
            return [self]
        if not fits:
            return []
        first, second = self._part(self.lines[:fits]), self._part(self.lines[fits:])
        first.goes_on, second.goes_on = True, self.goes_on
        return [first, second]

    def _part(self, lines: list[Line]) -> "Typeset":
        part = type(self)(list(runs_of(lines)), self.style)
        part.key, part.role = self.key, self.role
        part.lines, part.width = lines, self.width
        part.height = len(lines) * self.style.leading
        return part

    @override
    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        """Draw it where it stands, without a change of place that would have to be undone."""
        with canvas.element(self.told(canvas), self.key, claims=True):
            self.put(canvas, x, y)

    def told(self, _canvas: Any) -> Role:
        """Return what a reader is told that it is."""
        return self.role

    def put(self, canvas: Any, x: float, y: float) -> None:
        """Put its lines on a page, the foot of the last at a height."""
        style = self.style
        top = y + self.height - _ascent(style.fontName, style.fontSize)
        text = canvas.beginText(x + style.leftIndent, top)
        text.setFont(style.fontName, style.fontSize, style.leading)
        text.add_code(_ink(style.textColor))
        font, last = style.fontName, None if self.goes_on else self.lines[-1]
        for line in self.lines:
            for name, piece in line.runs:
                if name != font:
                    font = name
                    text.setFont(font, style.fontSize, style.leading)
                text.put(piece)
            if line is not last:
                text.end_line(cuts=line.cuts)
        canvas.drawText(text)


@lru_cache(maxsize=256)
def _ascent(font: str, size: float) -> float:
    return float(pdfmetrics.getAscentDescent(font, size)[0])


@lru_cache(maxsize=256)
def _ink(colour: Color) -> str:
    return f"{fp_str(*colour.rgb())} rg"
