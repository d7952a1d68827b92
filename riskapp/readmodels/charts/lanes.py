"""The dated milestones beneath a chart, in as many lanes as keep them apart."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from riskapp.domain.milestones import StandingKind
from riskapp.readmodels.charts.drawing import Form, Ink, Label, Line, Mark, Shape
from riskapp.readmodels.charts.plot import Plot
from riskapp.readmodels.plan import MilestoneRow

MOST_LANES: Final = 8
_LOOKS: Final[Mapping[StandingKind, tuple[Form, Ink, str]]] = {
    StandingKind.DONE: (Form.TICK, Ink.DONE, "milestone done"),
    StandingKind.LATE: (Form.CROSS, Ink.LATE, "milestone late"),
}
_OPEN: Final = (Form.TRIANGLE, Ink.OPEN, "milestone due")


def lanes(plot: Plot) -> tuple[list[Shape], float]:
    """Return the milestones at the ends of their due periods, and where the lanes end.

    A thin line leads from where the first of its due dates was to where it has been moved.
    """
    letter = plot.frame.letter
    top, height = plot.frame.foot + letter * 2.9, letter * 1.6
    taken: list[float] = []
    shapes: list[Shape] = []
    left_out = 0
    for row, due_on in _dated(plot):
        first, last = _reach(plot, row, due_on)
        lane = next((n for n, end in enumerate(taken) if end < first), len(taken))
        if lane == MOST_LANES:
            left_out += 1
            continue
        taken[lane:] = [last, *taken[lane + 1 :]]
        shapes += _drawn(plot, row, due_on, top + lane * height)
    foot = top + (len(taken) - 1) * height if taken else plot.frame.foot + letter * 1.4
    if left_out:
        foot += height
        words = f"and {left_out} more, in the table"
        shapes.append(Label(plot.frame.left, round(foot, 1), words, Ink.SCALE))
    return shapes, foot


def meanings(plot: Plot) -> Iterator[tuple[Form, Ink, str]]:
    """Yield what the marks of milestones mean, those that are drawn."""
    yield from dict.fromkeys(_look(row) for row in plot.milestones)
    if any(_first_due(row, row.due.due_on) for row in plot.milestones):
        yield Form.DASH, Ink.SLIP, "moved from its first date"


def _dated(plot: Plot) -> list[tuple[MilestoneRow, date]]:
    """Return the milestones with a last day, the earliest due first."""
    dated = [(row, row.due.due_on) for row in plot.milestones if row.due.due_on]
    return sorted(dated, key=lambda one: (one[1], one[0].reference))


def _look(row: MilestoneRow) -> tuple[Form, Ink, str]:
    return _LOOKS.get(row.standing.kind, _OPEN)


def _first_due(row: MilestoneRow, due_on: date | None) -> date | None:
    """Return the day a milestone was first due, where it has been moved from there."""
    first = row.earlier[0].due_on if row.earlier else None
    return first if first and first != due_on else None


def _reach(plot: Plot, row: MilestoneRow, due_on: date) -> tuple[float, float]:
    """Return how far to the left and right a milestone takes room."""
    letter = plot.frame.letter
    x = plot.time.x(due_on)
    first = _first_due(row, due_on)
    begins = min(plot.time.x(first), x) if first else x
    words = plot.frame.width_of(row.reference) + letter * 1.6
    return begins - letter, max(x, plot.time.x(first) if first else x) + words


def _drawn(plot: Plot, row: MilestoneRow, due_on: date, y: float) -> Iterator[Shape]:
    letter = plot.frame.letter
    x, form_ink = plot.time.x(due_on), _look(row)[:2]
    middle = round(y - letter * 0.35, 1)
    first = _first_due(row, due_on)
    if first:
        begins = plot.time.x(first)
        ends = (begins, middle - letter * 0.3), (begins, middle + letter * 0.3)
        yield Line(ends, Ink.SLIP)
        yield Line(((begins, middle), (x, middle)), Ink.SLIP)
    yield Mark(x, middle, *form_ink)
    yield Label(round(x + letter * 0.8, 1), round(y, 1), row.reference, Ink.SCALE)
