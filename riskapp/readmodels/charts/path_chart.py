"""The chart of a risk's path to target: its scores so far, where it should be, and by when.

Nothing is drawn on into time but what has been set: the target with its date, and milestones.
"""

from collections.abc import Iterator, Sequence

from riskapp.domain.matrix import Matrix
from riskapp.readmodels.charts.drawing import (
    Anchor,
    Drawing,
    Form,
    Ground,
    Ink,
    Label,
    Line,
    Mark,
    Point,
    Shape,
)
from riskapp.readmodels.charts.events import events_of, said_of
from riskapp.readmodels.charts.lanes import lanes
from riskapp.readmodels.charts.legend import key, names
from riskapp.readmodels.charts.plot import Frame, Plot, plot_of
from riskapp.readmodels.charts.time_scale import short_day
from riskapp.readmodels.risk_page import AssessmentLine, RiskPage


def path_chart(page: RiskPage, frame: Frame) -> Drawing | None:
    """Return the chart of a risk's path, or None while it has no score to draw."""
    plot = plot_of(page, frame)
    if plot is None or page.path is None:
        return None
    lane, below = lanes(plot)
    meanings, foot = key(plot, below)
    shapes = [*_ground(plot, page.matrix), *_months(plot), *_days(plot), *_levels(plot)]
    shapes += [*lane, *_scores(plot), *names(plot), *meanings]
    title = f"Path to target of {page.row.reference}"
    finding = f"{page.path.words} {said_of(events_of(page))}"
    return Drawing(frame.width, foot, frame.letter, tuple(shapes), title, finding)


def _ground(plot: Plot, matrix: Matrix) -> Iterator[Shape]:
    """Yield the bands, each with its name and, where they have room, its bounds."""
    frame, letter = plot.frame, plot.frame.letter
    for band in matrix.bands:
        high, low = plot.y(band.highest + 0.5), plot.y(band.lowest - 0.5)
        sides = (frame.edge - frame.left, round(low - high, 1))
        yield Ground(frame.left, high, *sides, band.colour)
        lines = [frame.cut(band.name, frame.left - 8), f"{band.lowest} to {band.highest}"]
        shown = lines if low - high >= letter * 2.3 else lines[:1]
        y = (high + low) / 2 + letter * (0.35 - 0.55 * (len(shown) - 1))
        for number, words in enumerate(shown):
            at = round(y + number * letter * 1.1, 1)
            yield Label(frame.left - 8, at, words, Ink.SCALE, Anchor.END)


def _months(plot: Plot) -> Iterator[Shape]:
    frame = plot.frame
    yield Line(((frame.left, frame.foot), (frame.edge, frame.foot)), Ink.SCALE)
    for x, name in plot.time.months(frame.letter):
        yield Line(((x, frame.foot), (x, frame.foot + frame.letter * 0.35)), Ink.SCALE)
        yield frame.centred(x, frame.foot + frame.letter * 1.4, name, Ink.SCALE)


def _days(plot: Plot) -> Iterator[Shape]:
    """Yield the day of the page and the target's date, each named above the plot."""
    frame, letter = plot.frame, plot.frame.letter
    marked = [(plot.on, f"as at {short_day(plot.on)}", letter * 2.4, Ink.DAY)]
    if plot.target_on:
        named = f"target date {short_day(plot.target_on)}"
        marked.append((plot.target_on, named, letter, Ink.TARGET))
    for day, _, y, _ in marked:
        x = plot.time.x(day)
        yield Line(((x, round(y + letter * 0.35, 1)), (x, frame.foot)), Ink.DAY)
    for day, words, y, ink in marked:
        yield frame.centred(plot.time.x(day), y, words, ink)


def _levels(plot: Plot) -> Iterator[Shape]:
    """Yield the lines of the appetite, the inherent score and the target."""
    right = plot.frame.edge
    if plot.appetite is not None:
        y = plot.y(plot.appetite)
        yield Line(((plot.frame.left, y), (right, y)), Ink.APPETITE)
    yield from _stepped(plot, plot.inherent, right, Ink.INHERENT)
    end = plot.time.x(plot.target_on) if plot.target_on else right
    yield from _stepped(plot, plot.targets, end, Ink.TARGET)
    if plot.target_on:
        at = plot.y(plot.targets[-1].score.value)
        yield Mark(plot.time.x(plot.target_on), at, Form.DIAMOND, Ink.TARGET)


def _scores(plot: Plot) -> Iterator[Shape]:
    """Yield the scores so far as steps; those of the old register are hollow and joined to none."""
    ends = [*(plot.x(line) for line in plot.scores[1:]), plot.time.x(plot.on)]
    for run in _runs(plot.scores):
        end = ends[plot.scores.index(run[-1])]
        yield from _stepped(plot, run, end, Ink.SCORE)
    for line in plot.scores:
        printed = line.score.is_printed
        form, ink = (Form.RING, Ink.OLD_SCORE) if printed else (Form.DOT, Ink.SCORE)
        yield Mark(plot.x(line), plot.y(line.score.value), form, ink)
    yield from _values(plot)


def _runs(lines: Sequence[AssessmentLine]) -> list[list[AssessmentLine]]:
    """Return the scores that have consequence and likelihood, in runs that nothing interrupts."""
    runs: list[list[AssessmentLine]] = [[]]
    for line in lines:
        if line.score.is_printed:
            runs.append([])
        else:
            runs[-1].append(line)
    return [run for run in runs if run]


def _stepped(plot: Plot, lines: Sequence[AssessmentLine], end: float, ink: Ink) -> Iterator[Shape]:
    """Yield the line that holds each score until the next, the last until `end`."""
    points: list[Point] = []
    for line in lines:
        here = (plot.x(line), plot.y(line.score.value))
        points += [(here[0], points[-1][1]), here] if points else [here]
    if points and end > points[-1][0]:
        points.append((end, points[-1][1]))
    if len(points) > 1:
        yield Line(tuple(points), ink)


def _values(plot: Plot) -> Iterator[Shape]:
    """Yield the numbers of the scores, the last first; one without room is in the table alone."""
    letter, free = plot.frame.letter, plot.frame.width
    for number in reversed(range(len(plot.scores))):
        line = plot.scores[number]
        x = plot.x(line)
        if x <= free:
            above = plot.scores[number - 1].score.value <= line.score.value if number else True
            y = plot.y(line.score.value) + letter * (-0.7 if above else 1.4)
            ink = Ink.OLD_SCORE if line.score.is_printed else Ink.SCORE
            yield Label(x, round(y, 1), str(line.score.value), ink, Anchor.MIDDLE)
            free = x - letter * 1.8
