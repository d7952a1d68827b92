"""The heat map of current scores as a table, and what cannot be plotted."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from riskapp.domain.level_words import LevelWords
from riskapp.domain.matrix import Matrix
from riskapp.domain.wording import NO_BAND, band_words, counted, month_words
from riskapp.papers.making import CellText, band_cell, named, part, small, table
from riskapp.papers.sections import HEAT_MAP
from riskapp.readmodels import heat_map as model
from riskapp.readmodels.board_pack import BoardPack
from riskapp.readmodels.paper import Block, Cell, Section, Strong
from riskapp.readmodels.register import RegisterRow

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


def heat_map(pack: BoardPack) -> Section:
    """Return the heat map of the BAF, a sentence about the rest, and the trend if any."""
    return HEAT_MAP.of(_blocks(pack))


def _blocks(pack: BoardPack) -> Iterator[Block]:
    yield small(
        "Each cell gives the score, its band, how many risks have it now, and which they are."
    )
    rows = [_row(cells, pack.matrix) for cells in pack.current_map.rows]
    yield table("Heat map", matrix_head(pack.matrix.words), rows, SHARES, side_heads=(0,))
    yield small(plotted_words(pack.current_map))
    yield from _not_plotted(pack.summary)
    if pack.trend:
        yield from _trend(pack)


def plotted_words(heat: model.HeatMap) -> str:
    """Return how many risks are on the map, how many are not, and why not."""
    if not heat.total:
        return "No risk is on the BAF, so there is nothing to plot."
    start = f"{heat.plotted} of {counted(heat.total, 'risk')} on the BAF can be plotted."
    if not heat.unplottable:
        return start
    return f"{start} {heat.unplottable} cannot: {' and '.join(_why_not(heat))}."


def _why_not(heat: model.HeatMap) -> Iterator[str]:
    if heat.printed:
        old = "with only a score in the old register, without consequence and likelihood"
        yield f"{heat.printed} {old}"
    if heat.unscored:
        yield f"{heat.unscored} with no score yet"


def _not_plotted(rows: Sequence[RegisterRow]) -> Iterator[Block]:
    """Yield the risks that are on no cell, each with the number that it has, if any."""
    listed = [
        f"{row.reference} ({row.current.value if row.current else 'not scored'})"
        for row in rows
        if row.current is None or row.current.is_printed
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


def _trend(pack: BoardPack) -> Iterator[Block]:
    title = "Risks on the BAF by band at each month's end, old scores by their number"
    yield part(title)
    bands = [*(band.name for band in pack.matrix.bands), NO_BAND.capitalize()]
    months = [_short(month.on) for month in pack.trend]
    rows = [
        (name, *(str(month.counts[number]) for month in pack.trend))
        for number, name in enumerate(bands)
    ]
    each = min((1 - _FIRST) / len(months), _WIDEST)
    shares = (_FIRST, *[each] * len(months))
    yield table("BAF by month", ("Band", *months), rows, shares, side_heads=(0,))


def _short(day: date) -> str:
    """Return the month in a narrow column's words: "Sep 2018"."""
    month, year = month_words(day).split()
    return f"{month[:3]} {year}"
