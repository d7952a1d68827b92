"""Charts, drawn from the same lists of shapes as on pages of the register."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import Flowable

from reports.clean import clean_line
from reports.gate import draw_line, line_width
from reports.styles import BLUE, GREY, INK, PAPER, WIDTH, chart_style
from reports.tags.element import Role
from riskapp.domain.matrix import BandColour
from riskapp.readmodels.charts.drawing import (
    Anchor,
    Drawing,
    Form,
    Ground,
    Ink,
    Label,
    Line,
    Mark,
)

GROUNDS: Final[Mapping[BandColour, Color]] = {
    BandColour.GREEN: HexColor("#DDEEE5"),
    BandColour.YELLOW: HexColor("#FFFAD9"),
    BandColour.ORANGE: HexColor("#FDEACF"),
    BandColour.RED: HexColor("#F9DAD7"),
    BandColour.BLUE: HexColor("#DCE9F5"),
    BandColour.PURPLE: HexColor("#E7E0F0"),
    BandColour.GREY: HexColor("#EEF1F3"),
}
INKS: Final[Mapping[Ink, Color]] = {
    Ink.SCORE: INK,
    Ink.OLD_SCORE: INK,
    Ink.TARGET: BLUE,
    Ink.OPEN: BLUE,
    Ink.APPETITE: HexColor("#7C2855"),
    Ink.DONE: HexColor("#006747"),
    Ink.LATE: HexColor("#B3261E"),
}
"""Whatever is not among them is grey."""
LINES: Final[Mapping[Ink, tuple[float, tuple[float, ...]]]] = {
    Ink.SCORE: (1.6, ()),
    Ink.INHERENT: (1.0, (1, 2)),
    Ink.TARGET: (1.3, (5, 3)),
    Ink.APPETITE: (1.0, (7, 2, 1, 2)),
}
"""The width of a line and its dashes; whatever is not among them is thin and whole."""
_THIN: Final[tuple[float, tuple[float, ...]]] = (0.5, ())
_RADIUS: Final = 0.4


class Shapes(Flowable):  # type: ignore[misc] # reportlab has no types
    """A drawing on a page."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self.drawing = drawing
        self.spaceBefore, self.spaceAfter = 4, 6

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take its room."""
        return self.drawing.width, self.drawing.height

    def draw(self) -> None:
        """Draw its shapes, told as one figure."""
        box = (0.0, 0.0, self.drawing.width, self.drawing.height)
        with self.canv.whole(Role.FIGURE, clean_line(self.drawing.finding), box):
            self._shapes()

    def _shapes(self) -> None:
        for shape in self.drawing.shapes:
            if isinstance(shape, Ground):
                self._ground(shape)
            elif isinstance(shape, Line):
                self._line(shape)
            elif isinstance(shape, Label):
                self._words(shape)
            else:
                self._mark(shape)

    def _up(self, y: float) -> float:
        """Return a height as pages have it: up from the foot."""
        return self.drawing.height - y

    def _ground(self, ground: Ground) -> None:
        self.canv.setFillColor(GROUNDS[ground.colour])
        low = self._up(ground.y + ground.height)
        self.canv.rect(ground.x, low, ground.width, ground.height, stroke=0, fill=1)

    def _line(self, line: Line) -> None:
        width, dashes = LINES.get(line.ink, _THIN)
        path = self.canv.beginPath()
        for number, (x, y) in enumerate(line.points):
            (path.lineTo if number else path.moveTo)(x, self._up(y))
        self._stroke(line.ink, width, dashes)
        self.canv.drawPath(path, stroke=1, fill=0)

    def _words(self, label: Label) -> None:
        style = chart_style(INKS.get(label.ink, GREY), bold=label.ink in {Ink.SCORE, Ink.OLD_SCORE})
        wide = line_width(label.words, style)
        shift = {Anchor.START: 0.0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[label.anchor]
        draw_line(self.canv, (label.x - shift, self._up(label.y)), label.words, style, WIDTH)

    def _mark(self, mark: Mark) -> None:
        ink = INKS.get(mark.ink, GREY)
        self.canv.setFillColor(PAPER if mark.form is Form.RING else ink)
        self._stroke(mark.ink, 1.0, ())
        path = self.canv.beginPath()
        radius = self.drawing.size * _RADIUS
        _FORMS[mark.form](path, mark.x, self._up(mark.y), radius)
        self.canv.drawPath(path, stroke=1, fill=int(mark.form in _FILLED))

    def _stroke(self, ink: Ink, width: float, dashes: tuple[float, ...]) -> None:
        self.canv.setStrokeColor(INKS.get(ink, GREY))
        self.canv.setLineWidth(width)
        self.canv.setDash(*([list(dashes)] if dashes else []))


def _circle(path: Any, x: float, y: float, r: float) -> None:
    path.circle(x, y, r)


def _through(*points: tuple[float, float], closed: bool = False) -> Callable[..., None]:
    """Return what draws a line through points given in radii from the middle."""

    def draw(path: Any, x: float, y: float, r: float) -> None:
        for number, (right, up) in enumerate(points):
            (path.lineTo if number else path.moveTo)(x + right * r, y + up * r)
        if closed:
            path.close()

    return draw


def _cross(path: Any, x: float, y: float, r: float) -> None:
    _through((-1, 1), (1, -1))(path, x, y, r)
    _through((-1, -1), (1, 1))(path, x, y, r)


def _dash(path: Any, x: float, y: float, r: float) -> None:
    _through((-1, 0), (1, 0))(path, x, y, r)
    _through((-1, 0.7), (-1, -0.7))(path, x, y, r)


_FILLED: Final = frozenset({Form.DOT, Form.RING, Form.DIAMOND, Form.TRIANGLE})
_FORMS: Final[Mapping[Form, Callable[..., None]]] = {
    Form.DOT: _circle,
    Form.RING: _circle,
    Form.DIAMOND: _through((0, 1.2), (1.2, 0), (0, -1.2), (-1.2, 0), closed=True),
    Form.TRIANGLE: _through((0, 1), (1, -1), (-1, -1), closed=True),
    Form.TICK: _through((-1, 0), (-0.3, -0.8), (1, 0.8)),
    Form.CROSS: _cross,
    Form.DASH: _dash,
}
