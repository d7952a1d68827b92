"""The blocks of a paper as what reportlab lays on pages."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from reports.brand_colours import brand_colours
from reports.contents import Within, list_of
from reports.gate import Entry, bullet, heading, part, words
from reports.grid import Cell as GridCell
from reports.grid import Grid
from reports.grid import table as grid
from reports.shapes import Shapes
from reports.styles import (
    BODY,
    CELL,
    CELL_SIDE,
    CELL_SMALL,
    CELL_SMALL_SIDE,
    COVER_TITLE,
    LEAD,
    LINE,
    PALE,
    PART,
    RISK,
    SECTION,
    WIDTH,
    ground_fill,
    number_on,
    on_fill,
)
from reports.tags.element import BULLETED, Role
from riskapp.readmodels.paper import (
    Block,
    Brand,
    Bullets,
    Cell,
    CellLook,
    Contents,
    Facts,
    Heading,
    Look,
    Paragraph,
    Picture,
    Rank,
    Section,
    Table,
    plain,
)

_FACT_SHARES: Final = (0.155, 0.345, 0.155, 0.345)
_LOOKS: Final[Mapping[Look, ParagraphStyle]] = {
    Look.LEAD: LEAD,
    Look.BODY: BODY,
    Look.SMALL: LINE,
}
_CELLS: Final[Mapping[CellLook, ParagraphStyle]] = {
    CellLook.PLAIN: CELL,
    CellLook.SMALL: CELL_SMALL,
    CellLook.SIDE: CELL_SIDE,
    CellLook.SMALL_SIDE: CELL_SMALL_SIDE,
}


@dataclass(frozen=True, slots=True)
class Pen:
    """What draws blocks in an organisation's colours; `sections` are those its contents list."""

    brand: Brand
    colour: Color
    dark: Color
    headings: Mapping[Rank, ParagraphStyle]
    sections: tuple[tuple[str, str], ...] = ()

    def draw(self, block: Block) -> list[Flowable]:
        """Return what a block looks like."""
        return _DRAW[type(block)](block, self)

    def draw_all(self, blocks: Iterable[Block]) -> list[Flowable]:
        """Return what blocks look like one below the other."""
        return [flowable for block in blocks for flowable in self.draw(block)]

    def title(self, section: Section) -> list[Flowable]:
        """Return the heading of a section."""
        entry = Entry(0, section.key, section.running)
        return heading(section.title, self.headings[section.rank], entry)

    def table(self, table: Table, rows: int | None = None) -> Grid:
        """Return a table, or its first rows."""
        widths = [share * WIDTH for share in table.shares]
        cells = [
            [_cell(cell, names=column in table.side_heads) for column, cell in enumerate(row)]
            for row in table.rows[:rows]
        ]
        return grid(table.head, cells, widths, side_heads=table.side_heads, dark=self.dark)


def pen_for(brand: Brand, sections: tuple[tuple[str, str], ...] = ()) -> Pen:
    """Return the pen that has a brand's colours."""
    colour, dark = brand_colours(brand)
    return Pen(brand, HexColor(colour), HexColor(dark), _headings(dark), sections)


@lru_cache(maxsize=64)
def _headings(dark: str) -> Mapping[Rank, ParagraphStyle]:
    ink = HexColor(dark)
    styles = {Rank.SECTION: SECTION, Rank.ITEM: RISK}
    inked = {rank: style.clone(style.name, textColor=ink) for rank, style in styles.items()}
    return {Rank.TITLE: COVER_TITLE, Rank.PART: PART, **inked}


def _cell(cell: Cell, *, names: bool) -> GridCell:
    if cell.look is CellLook.TILE:
        fill = ground_fill(cell.ground) if cell.ground else PALE
        first = None if cell.number is None else number_on(fill)
        return GridCell(cell.text, on_fill(fill), fill, first, tile=True)
    if cell.ground is not None or (cell.number is not None and cell.look is CellLook.PLAIN):
        fill = ground_fill(cell.ground)
        return GridCell(cell.text, on_fill(fill), fill if cell.ground else None)
    looks_plain = cell.look is CellLook.PLAIN
    return GridCell(cell.text, CELL_SIDE if names and looks_plain else _CELLS[cell.look])


def _heading(block: Heading, pen: Pen) -> list[Flowable]:
    if not block.key:
        return part(block.text)
    level = 0 if block.rank in {Rank.TITLE, Rank.SECTION} else 1
    entry = Entry(level, block.key, block.running)
    return heading(block.text, pen.headings[block.rank], entry)


def _paragraph(block: Paragraph, _pen: Pen) -> list[Flowable]:
    return words(block.text, _LOOKS[block.look])


def _bullets(block: Bullets, _pen: Pen) -> list[Flowable]:
    items = [flowable for item in block.items for flowable in bullet(item)]
    return [Within(Role.LIST, BULLETED), *items, Within(None)] if items else []


def _table(block: Table, pen: Pen) -> list[Flowable]:
    return [pen.table(block)]


def _facts(block: Facts, _pen: Pen) -> list[Flowable]:
    cells = [
        (GridCell(fact.name, CELL_SMALL_SIDE), GridCell(fact.said, CELL_SMALL))
        for fact in block.facts
    ]
    if len(cells) % 2:
        cells.append((GridCell("", CELL_SMALL_SIDE), GridCell("", CELL_SMALL)))
    rows = [(*left, *right) for left, right in zip(cells[::2], cells[1::2], strict=True)]
    return [grid((), rows, [share * WIDTH for share in _FACT_SHARES])]


def _picture(block: Picture, _pen: Pen) -> list[Flowable]:
    return [Shapes(block.drawing)]


def _contents(_block: Contents, pen: Pen) -> list[Flowable]:
    return list_of(pen.sections)


_DRAW: Final[Mapping[type, Callable[[Any, Pen], list[Flowable]]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    Table: _table,
    Facts: _facts,
    Picture: _picture,
    Contents: _contents,
}


def words_of(section: Section) -> tuple[str, str]:
    """Return the line of the contents for a section: its title and its key."""
    return plain([section.title]), section.key
