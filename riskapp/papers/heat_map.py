"""The heat maps of current and of target scores as tables, and what cannot be plotted."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from riskapp.domain.level_words import LevelWords
from riskapp.domain.matrix import Matrix
from riskapp.domain.wording import NO_BAND, band_words, counted, month_words
from riskapp.papers.making import CellText, band_cell, named, part, said, small, table
from riskapp.papers.sections import HEAT_MAP, TARGET_MAP
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


def heat_maps(
    rows: Sequence[RegisterRow], matrix: Matrix, trend: Sequence[MonthEnd] = ()
) -> Iterator[Section]:
    """Yield the heat maps of current and of target scores, each with what is not on it.

    Any trend follows the current ones.
    """
    after = tuple(_trend(trend, matrix)) if trend and rows else ()
    now = [(row.reference, row.current) for row in rows]
    aimed = [(row.reference, row.target) for row in rows]
    heat = current_map(rows, matrix)
    yield HEAT_MAP.of((*_blocks("Current scores", heat, now, "no score yet"), *after))
    heat = target_map(rows, matrix)
    yield TARGET_MAP.of(_blocks("Target scores", heat, aimed, "no target set"))


def _blocks(
    title: str, heat: model.HeatMap, scores: Sequence[tuple[str, ShownScore | None]], none: str
) -> Iterator[Block]:
    if not scores:
        yield said("No risk is there, so there is nothing to plot.")
        return
    yield small("Each cell gives the score, its band, how many risks have it, and which they are.")
    lines = [_row(cells, heat.words) for cells in heat.rows]
    yield table(title, matrix_head(heat.words), lines, SHARES, side_heads=(0,))
    yield small(plotted_words(heat, none))
    yield from _not_on_it(scores)


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


def _row(cells: Sequence[model.Cell], words: LevelWords) -> Sequence[CellText]:
    head = consequence_head(cells[0].consequence, words)
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
