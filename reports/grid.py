"""Tables: how they look, where pages may cut them, and what is told of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Table

from reports.gate import Text, words
from reports.styles import CELL, CELL_HEAD, CELL_SIDE, CELL_SMALL_SIDE, DARK_BLUE, PALE, PAPER, RULE
from reports.tags.tables import COLUMN, SIDE, TableTags, Telling
from reports.tags.tables import PLAIN as PLAIN_CELL
from reports.typefaces import PLAIN

_TALL_ROW: Final = 250.0
_WORTH_FILLING: Final = 50.0
_ENDLESS: Final = 1e6
_PAIR: Final = 2
_SHORT_TABLE: Final = 170.0
"""A table of this height or less is never cut."""
_A_LITTLE: Final = 0.01
_TILE_GAP: Final = 5
_TILE_PADDING: Final = 6


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table that looks different from the others, by its type or its ground.

    `first` is the style of its first line alone; a `tile` stands apart from its neighbours.
    """

    text: Text
    style: ParagraphStyle = CELL
    fill: Color | None = None
    first: ParagraphStyle | None = None
    tile: bool = False


_TELLINGS: Final[Mapping[str, Telling]] = {
    CELL_HEAD.name: COLUMN,
    CELL_SIDE.name: SIDE,
    CELL_SMALL_SIDE.name: SIDE,
}
"""What the cells are that name others, by the name of their style."""
CellText = str | Cell


class Grid(Table):  # type: ignore[misc] # reportlab has no types
    """A table that cuts a tall row at the foot of a page rather than leaving the page empty."""

    _measured = -1.0

    def row_heights(self) -> list[float]:
        """Return the height of each row in points, that of the heads among them."""
        self.wrap(sum(self._colWidths), _ENDLESS)
        return list(self._rowHeights)

    def least_height(self) -> float:
        """Return the height of the least of it that may stand before a page's end."""
        heights = self.row_heights()
        if sum(heights) <= _SHORT_TABLE:
            return sum(heights)
        return sum(min(row, _TALL_ROW) for row in heights[: self.repeatRows + 1])

    def _calc(self, width: float, height: float) -> None:
        if self._measured != width:
            super()._calc(width, height)
            self._measured = width

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the table in two parts, or nothing when it is to begin on the next page."""
        self._calc(width, height)
        number, left = self._first_beyond(height)
        if number == len(self._rowHeights):
            return [self]
        if sum(self._rowHeights) <= _SHORT_TABLE:
            return []
        parts: list[Flowable] = []
        if self._rowHeights[number] > _TALL_ROW and left > _WORTH_FILLING:
            parts = self._splitRows(height, doInRowSplit=1)
        if not parts and number > self.repeatRows:
            parts = super().split(width, self._room_before(number, height))
        return parts

    def _room_before(self, number: int, height: float) -> float:
        """Return the height to cut at, which leaves no row alone for the next page."""
        last = len(self._rowHeights) - 1
        if number == last and number - 1 > self.repeatRows:
            return float(sum(self._rowHeights[: number - 1])) + _A_LITTLE
        return height

    def _first_beyond(self, height: float) -> tuple[int, float]:
        """Return the first row that the height does not hold, and the height left above it."""
        for number, row in enumerate(self._rowHeights):
            if row > height:
                return number, height
            height -= row
        return len(self._rowHeights), height


def table(
    head: Sequence[CellText],
    rows: Sequence[Sequence[CellText]],
    widths: Sequence[float],
    *,
    side_heads: Collection[int] = (),
    dark: Color = DARK_BLUE,
) -> Grid:
    """Return a table of these widths in points, its heads repeated on every page that it reaches.

    The cells of the columns `side_heads` name what stands beside them. Rows too long are cut.
    Heads stand on a line of the colour `dark`.
    """
    above = [[_as_cell(cell, CELL_HEAD) for cell in head]] if head else []
    styles = [CELL_SIDE if column in side_heads else CELL for column in range(len(widths))]
    below = [[_as_cell(*pair) for pair in zip(row, styles, strict=True)] for row in rows]
    cells = [*above, *below]
    return _made(cells, widths, len(above), dark)


def _made(
    cells: Sequence[Sequence[Cell]], widths: Sequence[float], heads: int, dark: Color
) -> Grid:
    tags = TableTags(_tellings(cells, heads), heads)
    made = Grid(
        [[_drawn(cell) for cell in row] for row in cells],
        colWidths=list(widths),
        repeatRows=heads,
        splitInRow=1,
        style=_commands(cells, heads, dark),
        hAlign="LEFT",
        spaceBefore=4,
        spaceAfter=8,
        renderCB=tags,
    )
    tags.place_in(made)
    return made


def _as_cell(cell: CellText, style: ParagraphStyle) -> Cell:
    return Cell(cell, style) if isinstance(cell, str) else cell


def _tellings(cells: Sequence[Sequence[Cell]], heads: int) -> list[list[Telling]]:
    """Return what a screen reader is told that each cell is.

    A list of pairs under a head has heads enough: naming each pair would only be said twice.
    """
    pairs = heads > 0 and all(len(row) == _PAIR for row in cells)
    known = {CELL_HEAD.name: COLUMN} if pairs else _TELLINGS
    return [[known.get(cell.style.name, PLAIN_CELL) for cell in row] for row in cells]


def _drawn(cell: Cell) -> list[Flowable] | str:
    return words(cell.text, cell.style, cell.first) or ""


def _commands(cells: Sequence[Sequence[Cell]], heads: int, dark: Color) -> list[tuple[Any, ...]]:
    everywhere, last_head = ((0, 0), (-1, -1)), (-1, heads - 1)
    commands: list[tuple[Any, ...]] = [
        ("FONT", *everywhere, PLAIN, 9.5),
        ("VALIGN", *everywhere, "TOP"),
        ("LEFTPADDING", *everywhere, 4),
        ("RIGHTPADDING", *everywhere, 4),
        ("TOPPADDING", *everywhere, 2),
        ("BOTTOMPADDING", *everywhere, 3),
        ("LINEBELOW", *everywhere, 0.5, RULE),
    ]
    if heads:
        commands.append(("BACKGROUND", (0, 0), last_head, PALE))
        commands.append(("LINEBELOW", (0, heads - 1), last_head, 1.2, dark))
    for row, line in enumerate(cells):
        for column, cell in enumerate(line):
            commands += _filled(cell, (column, row))
    return commands


def _filled(cell: Cell, at: tuple[int, int]) -> Iterator[tuple[Any, ...]]:
    """Yield how a cell on a ground of its own looks, parted from its neighbours by white."""
    if cell.fill is not None:
        yield "BACKGROUND", at, at, cell.fill
        yield "LINEBELOW", at, at, 1, PAPER
        yield "LINEAFTER", at, at, _TILE_GAP if cell.tile else 1, PAPER
    if cell.tile:
        yield "LEFTPADDING", at, at, _TILE_PADDING
        yield "BOTTOMPADDING", at, at, _TILE_PADDING
