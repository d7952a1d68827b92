"""The heat map of current scores as a table, and what cannot be plotted."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from reportlab.platypus import Flowable

from reports.contents import HEAT_MAP, begin
from reports.gate import Strong, part, words
from reports.grid import Cell, CellText, table
from reports.styles import LINE, WIDTH, band_fill, on_fill
from riskapp.domain.level_words import LevelWords
from riskapp.domain.matrix import Matrix
from riskapp.domain.wording import NO_BAND, band_words, counted, month_words
from riskapp.readmodels import heat_map as model
from riskapp.readmodels.board_pack import BoardPack
from riskapp.readmodels.register import RegisterRow

AXES: Final = "Consequence down, likelihood across"
_SIDE: Final = WIDTH * 0.175
WIDTHS: Final = (_SIDE, *[(WIDTH - _SIDE) / len(model.SIDE)] * len(model.SIDE))
"""Widths of a matrix in points: its side heads, then one column for each likelihood."""


def matrix_head(words: LevelWords) -> tuple[str, ...]:
    """Return the heads of a matrix: both axes, then likelihood 1 to 5 by name."""
    return (AXES, *(f"Likelihood {n}, {name}" for n, name in enumerate(words.likelihoods, 1)))


def consequence_head(consequence: int, words: LevelWords) -> str:
    """Return the head of one row of a matrix."""
    return f"Consequence {consequence}, {words.consequences[consequence - 1]}"


def heat_map(pack: BoardPack) -> Iterator[Flowable]:
    """Return the heat map of the BAF, a sentence about the rest, and the trend if any."""
    yield from begin(HEAT_MAP)
    yield from words(
        "Each cell gives the score, its band, how many risks have it now, and which they are.",
        LINE,
    )
    rows = [_row(cells, pack.matrix) for cells in pack.current_map.rows]
    yield table(matrix_head(pack.matrix.words), rows, WIDTHS, side_heads=(0,))
    yield from words(plotted_words(pack.current_map), LINE)
    yield from words(_not_plotted(pack.summary), LINE)
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


def _not_plotted(rows: Sequence[RegisterRow]) -> list[str]:
    """Return the risks that are on no cell, each with the number that it has, if any."""
    named = [
        f"{row.reference} ({row.current.value if row.current else 'not scored'})"
        for row in rows
        if row.current is None or row.current.is_printed
    ]
    return [Strong("Not on the map: "), f"{', '.join(named)}."] if named else []


def _row(cells: Sequence[model.Cell], matrix: Matrix) -> Sequence[CellText]:
    return (
        consequence_head(cells[0].consequence, matrix.words),
        *(_cell(cell) for cell in cells),
    )


def _cell(cell: model.Cell) -> Cell:
    fill = band_fill(cell.band)
    named = ", ".join(cell.references)
    more = cell.count - len(cell.references)
    rest = f" and {more} more" if named and more else ""
    count = counted(cell.count, "risk")
    text = [f"{cell.value} {band_words(cell.band)}\n", Strong(count) if cell.count else count]
    return Cell([*text, f"\n{named}{rest}"], on_fill(fill), fill)


def _trend(pack: BoardPack) -> Iterator[Flowable]:
    yield from part("Risks on the BAF by band at each month's end, old scores by their number")
    bands = [*(band.name for band in pack.matrix.bands), NO_BAND.capitalize()]
    months = [_short(month.on) for month in pack.trend]
    rows = [
        (name, *(str(month.counts[number]) for month in pack.trend))
        for number, name in enumerate(bands)
    ]
    first = WIDTH * 0.16
    each = min((WIDTH - first) / len(months), WIDTH * 0.07)
    yield table(("Band", *months), rows, (first, *[each] * len(months)), side_heads=(0,))


def _short(day: date) -> str:
    """Return the month in a narrow column's words: "Sep 2018"."""
    month, year = month_words(day).split()
    return f"{month[:3]} {year}"
