"""Drawings as SVG: classes and presentation attributes alone, since no style may stand inline."""

from collections.abc import Callable, Mapping
from typing import Final

from markupsafe import Markup

from reports.markup import line_of
from riskapp.readmodels.charts.drawing import Drawing, Form, Ground, Label, Line, Mark, Shape

_RADIUS: Final = 0.4
"""Half the size of a mark as a share of the height of letters."""


def draw_svg(drawing: Drawing, name: str) -> Markup:
    """Return a drawing as an image that says its finding; `name` keeps its ids from others'."""
    inside = Markup("").join(_drawn(shape, drawing.size) for shape in drawing.shapes)
    return Markup(
        '<svg class="app-chart app-chart--{name}" viewBox="0 0 {width:g} {height:g}" role="img"'
        ' aria-labelledby="chart-{name}-title chart-{name}-finding" font-size="{size:g}">'
        '<title id="chart-{name}-title">{title}</title>'
        '<desc id="chart-{name}-finding">{finding}</desc>{inside}</svg>'
    ).format(
        name=name,
        width=drawing.width,
        height=drawing.height,
        size=drawing.size,
        title=line_of(drawing.title),
        finding=line_of(drawing.finding),
        inside=inside,
    )


def _drawn(shape: Shape, size: float) -> Markup:
    if isinstance(shape, Ground):
        return Markup(
            '<rect class="app-chart__ground app-chart__ground--{}" x="{:g}" y="{:g}"'
            ' width="{:g}" height="{:g}"/>'
        ).format(shape.colour.value, shape.x, shape.y, shape.width, shape.height)
    if isinstance(shape, Line):
        points = " ".join(f"{x:g},{y:g}" for x, y in shape.points)
        return Markup('<polyline class="app-chart__line app-chart__line--{}" points="{}"/>').format(
            shape.ink.value, points
        )
    if isinstance(shape, Label):
        return Markup(
            '<text class="app-chart__words app-chart__words--{}" x="{:g}" y="{:g}"'
            ' text-anchor="{}">{}</text>'
        ).format(shape.ink.value, shape.x, shape.y, shape.anchor.value, line_of(shape.words))
    return _mark(shape, size * _RADIUS)


def _mark(mark: Mark, radius: float) -> Markup:
    return Markup('<path class="app-chart__mark app-chart__mark--{}" d="{}"/>').format(
        mark.ink.value, _FORMS[mark.form](mark.x, mark.y, radius)
    )


def _circle(x: float, y: float, r: float) -> str:
    return f"M{x - r:g} {y:g}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0z"


def _diamond(x: float, y: float, r: float) -> str:
    wide = r * 1.2
    return f"M{x:g} {y - wide:g}L{x + wide:g} {y:g}L{x:g} {y + wide:g}L{x - wide:g} {y:g}z"


def _triangle(x: float, y: float, r: float) -> str:
    return f"M{x:g} {y - r:g}L{x + r:g} {y + r:g}L{x - r:g} {y + r:g}z"


def _tick(x: float, y: float, r: float) -> str:
    return f"M{x - r:g} {y:g}L{x - r * 0.3:g} {y + r * 0.8:g}L{x + r:g} {y - r * 0.8:g}"


def _cross(x: float, y: float, r: float) -> str:
    down = f"M{x - r:g} {y - r:g}L{x + r:g} {y + r:g}"
    return f"{down}M{x - r:g} {y + r:g}L{x + r:g} {y - r:g}"


def _dash(x: float, y: float, r: float) -> str:
    return f"M{x - r:g} {y:g}L{x + r:g} {y:g}M{x - r:g} {y - r * 0.7:g}L{x - r:g} {y + r * 0.7:g}"


_FORMS: Final[Mapping[Form, Callable[[float, float, float], str]]] = {
    Form.DOT: _circle,
    Form.RING: _circle,
    Form.DIAMOND: _diamond,
    Form.TRIANGLE: _triangle,
    Form.TICK: _tick,
    Form.CROSS: _cross,
    Form.DASH: _dash,
}
