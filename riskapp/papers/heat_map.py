"""The heat maps of current and of target scores as tables, and what cannot be plotted."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from riskapp.domain.level_words import LevelWords
from riskapp.domain.matrix import Matrix
from riskapp.domain.wording import NO_BAND, band_words, counted, month_words
from riskapp.papers.making import CellText, band_cell, named, part, said, small, table
from riskapp.papers.sections import HEAT_MAP
from riskapp.readmodels import heat_map as model
from riskapp.readmodels.board_pack import MonthEnd
from riskapp.readmodels.pack_maps import current_map, target_map
from riskapp.readmodels.paper import Block, Cell, Section, Strong
from riskapp.readmodels.register import RegisterRow
from riskapp.readmodels.scores import ShownScore

AXES: Final = "Consequence down, likelihood across"
_SIDE: Final = 0.175
SHARES: Final = (_SIDE, *[(1 - _SIDE) / len(model.SIDE)] * len(model.SIDE))
"""Widths of a matrix: its side heads, then one column for each likelihood."""
_FIRST: Final = 0.16
_WIDEST: Final = 0.07


def matrix_head(words: LevelWords) -> tuple[str, ...]:
    """Return the heads of a matrix: both axes, then likelihood 1 to 5 by name."""
    return (AXES, *(f"Likelihood {n}, {name}" for n, name in enumerate(words.likelihoods, 1)))


def consequence_head(consequence: int, words: LevelWords) -> str:
    """Return the head of one row of a matrix."""
    return f"Consequence {consequence}, {words.consequences[consequence - 1]}"


def heat_map(
    rows: Sequence[RegisterRow], matrix: Matrix, trend: Sequence[MonthEnd] = (), of: str = "risk"
) -> Section:
    """Return the heat maps of current and target scores, what is on neither, and any trend.

    `of` is what one of the risks is called: "risk on the BAF".
    """
    return HEAT_MAP.of(_blocks(rows, matrix, trend, of))


def _blocks(
    rows: Sequence[RegisterRow], matrix: Matrix, trend: Sequence[MonthEnd], of: str
) -> Iterator[Block]:
    if not rows:
        yield said(f"No {of} is there, so there is nothing to plot.")
        return
    yield small("Each cell gives the score, its band, how many risks have it, and which they are.")
    current, target = current_map(rows, matrix), target_map(rows, matrix)
    yield from _map("Current scores", current, matrix, "no score yet")
    yield from _not_on_it([(row.reference, row.current) for row in rows])
    yield from _map("Target scores", target, matrix, "no target set")
    yield from _not_on_it([(row.reference, row.target) for row in rows])
    if trend:
        yield from _trend(trend, matrix)


def _map(title: str, heat: model.HeatMap, matrix: Matrix, none: str) -> Iterator[Block]:
    yield part(title)
    lines = [_row(cells, matrix) for cells in heat.rows]
    yield table(title, matrix_head(matrix.words), lines, SHARES, side_heads=(0,))
    yield small(plotted_words(heat, none))


def plotted_words(heat: model.HeatMap, none: str) -> str:
    """Return how many risks are on the map, how many are not, and why not."""
    start = f"{heat.plotted} of {counted(heat.total, 'risk')} can be plotted."
    if not heat.unplottable:
        return start
    return f"{start} {heat.unplottable} cannot: {' and '.join(_why_not(heat, none))}."


def _why_not(heat: model.HeatMap, none: str) -> Iterator[str]:
    if heat.printed:
        old = "with only a score in the old register, without consequence and likelihood"
        yield f"{heat.printed} {old}"
    if heat.unscored:
        yield f"{heat.unscored} with {none}"


def _not_on_it(scores: Sequence[tuple[str, ShownScore | None]]) -> Iterator[Block]:
    """Yield the risks that are on no cell, each with the number that it has, if any."""
    listed = [
        f"{reference} ({score.value})" if score else reference
        for reference, score in scores
        if score is None or score.is_printed
    ]
    if listed:
        yield named("Not on the map", f"{', '.join(listed)}.")


def _row(cells: Sequence[model.Cell], matrix: Matrix) -> Sequence[CellText]:
    head = consequence_head(cells[0].consequence, matrix.words)
    return (head, *(_cell(cell) for cell in cells))


def _cell(held: model.Cell) -> Cell:
    listed = ", ".join(held.references)
    more = held.count - len(held.references)
    rest = f" and {more} more" if listed and more else ""
    count = counted(held.count, "risk")
    return band_cell(
        held.band,
        f"{held.value} {band_words(held.band)}\n",
        Strong(count) if held.count else count,
        f"\n{listed}{rest}" if listed else "",
        number=held.count,
    )


def _trend(trend: Sequence[MonthEnd], matrix: Matrix) -> Iterator[Block]:
    title = "Risks by band at each month's end, old scores by their number"
    yield part(title)
    bands = [*(band.name for band in matrix.bands), NO_BAND.capitalize()]
    months = [_short(month.on) for month in trend]
    rows = [
        (name, *(str(month.counts[number]) for month in trend)) for number, name in enumerate(bands)
    ]
    each = min((1 - _FIRST) / len(months), _WIDEST)
    shares = (_FIRST, *[each] * len(months))
    yield table("Risks by month", ("Band", *months), rows, shares, side_heads=(0,))


def _short(day: date) -> str:
    """Return the month in a narrow column's words: "Sep 2018"."""
    month, year = month_words(day).split()
    return f"{month[:3]} {year}"
