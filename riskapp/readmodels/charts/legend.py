"""What the lines and marks of a chart mean: names at its right, a key at its foot."""

from collections.abc import Iterator

from riskapp.readmodels.charts.drawing import Form, Ink, Label, Mark, Shape
from riskapp.readmodels.charts.lanes import meanings
from riskapp.readmodels.charts.plot import Plot


def names(plot: Plot) -> Iterator[Shape]:
    """Yield beside the plot what each line is and where it stands, kept apart from each other."""
    letter = plot.frame.letter
    gap = letter * 1.25
    named = sorted((plot.y(value) + letter * 0.35, words, ink) for value, words, ink in _ends(plot))
    heights: list[float] = []
    for y, _, _ in named:
        heights.append(max(y, heights[-1] + gap) if heights else y)
    lowest = plot.frame.foot + letter * 0.35
    for below, number in enumerate(reversed(range(len(heights)))):
        heights[number] = min(heights[number], lowest - below * gap)
    for y, (_, words, ink) in zip(heights, named, strict=True):
        yield Label(plot.frame.edge + letter * 0.6, round(y, 1), words, ink)


def key(plot: Plot, y: float) -> tuple[list[Shape], float]:
    """Return what the marks mean, as many on a line as there is room for, and where that ends."""
    frame, letter, shapes = plot.frame, plot.frame.letter, list[Shape]()
    x, y = letter, y + letter * 2
    for form, ink, words in _marks(plot):
        width = frame.width_of(words) + letter * 2.6
        if x > letter and x + width > frame.width:
            x, y = letter, y + letter * 1.6
        shapes.append(Mark(round(x, 1), round(y - letter * 0.35, 1), form, ink))
        shapes.append(Label(round(x + letter, 1), round(y, 1), words, Ink.SCALE))
        x += width
    return shapes, round(y + letter * 0.6, 1)


def _ends(plot: Plot) -> Iterator[tuple[int, str, Ink]]:
    now = plot.scores[-1].score
    yield now.value, f"now {now.value}", Ink.OLD_SCORE if now.is_printed else Ink.SCORE
    for line in plot.inherent[-1:]:
        yield line.score.value, f"inherent {line.score.value}", Ink.INHERENT
    for line in plot.targets[-1:]:
        yield line.score.value, f"target {line.score.value}", Ink.TARGET
    if plot.appetite is not None:
        yield plot.appetite, f"appetite {plot.appetite}", Ink.APPETITE


def _marks(plot: Plot) -> Iterator[tuple[Form, Ink, str]]:
    if not all(line.score.is_printed for line in plot.scores):
        yield Form.DOT, Ink.SCORE, "score"
    if any(line.score.is_printed for line in plot.scores):
        yield Form.RING, Ink.OLD_SCORE, "score in the old register"
    if plot.target_on:
        yield Form.DIAMOND, Ink.TARGET, "target by its date"
    yield from meanings(plot)
