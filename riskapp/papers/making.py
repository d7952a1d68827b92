"""The few forms in which a pack says anything: short words for the blocks of a paper."""

from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from riskapp.domain.matrix import Band
from riskapp.readmodels.finals import Words
from riskapp.readmodels.paper import (
    Cell,
    CellLook,
    Heading,
    Look,
    Paragraph,
    Piece,
    Rank,
    Strong,
    Table,
    text_of,
)

PAGE_WIDTH: Final = 493.2
"""Points of an A4 page between its margins, for the charts that are made to be as wide."""
CellText = str | Cell


def typed(text: str | None, risk_id: UUID | None = None) -> Words | str:
    """Return words that somebody typed about a risk; None is for redacted ones, "" for none."""
    return "" if text == "" else Words(text, risk_id)


def said(*pieces: Piece) -> Paragraph:
    """Return a paragraph."""
    return Paragraph(text_of(*pieces))


def small(*pieces: Piece) -> Paragraph:
    """Return a paragraph of less weight."""
    return Paragraph(text_of(*pieces), Look.SMALL)


def named(name: str, *pieces: Piece) -> Paragraph:
    """Return a small paragraph that begins with its name."""
    return small(Strong(f"{name}: "), *pieces)


def part(title: str) -> Heading:
    """Return the heading of a part of a section."""
    return Heading(Rank.PART, text_of(title))


def cell(*pieces: Piece, number: int | None = None) -> Cell:
    """Return a cell of small letters."""
    return Cell(text_of(*pieces), CellLook.SMALL, number=number)


def band_cell(band: Band | None, *pieces: Piece, number: int | None = None) -> Cell:
    """Return a cell on the ground of a band, if any."""
    return Cell(text_of(*pieces), ground=band.colour if band else None, number=number)


def table(
    name: str,
    head: Sequence[str],
    rows: Iterable[Sequence[CellText]],
    shares: Sequence[float],
    side_heads: tuple[int, ...] = (),
) -> Table:
    """Return a table; words alone become cells of the usual look."""
    cells = tuple(tuple(map(_as_cell, row)) for row in rows)
    return Table(name, tuple(head), cells, tuple(shares), side_heads)


def _as_cell(held: CellText) -> Cell:
    return held if isinstance(held, Cell) else Cell(text_of(held))
