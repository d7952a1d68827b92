"""The one gate that all words and tables of a pack pass through.

Nothing else makes a paragraph or a table or draws text. What people typed is never read as markup:
paragraphs are built from fragments. What a screen reader must be told will be told here.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Table
from reportlab.platypus.paraparser import ParaFrag

from reports.clean import clean, clean_line
from reports.styles import BODY, CELL, CELL_HEAD, CELL_SIDE, DARK_BLUE, PAPER, PART, RULE, WIDTH
from reports.typefaces import BOLD, PLAIN, runs

_TALL_ROW: Final = 250.0
_WORTH_FILLING: Final = 50.0
_ROOM_FOR_PART: Final = 130.0
_LONGEST_RUNNING: Final = 160
_LONGEST_HEADING: Final = 320
_ENDLESS: Final = 1e6


class Strong(str):
    """Words set in bold among others."""

    __slots__ = ()


Text = str | Sequence[str]
"""Words, or pieces of one text of which some may be Strong."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table that looks different from the others, by its type or its ground."""

    text: Text
    style: ParagraphStyle = CELL
    fill: Color | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the outline: its level from 0, its own key, and what the page's head names."""

    level: int
    key: str
    running: str


@dataclass(frozen=True, slots=True)
class PageOf:
    """A cell that gives the number of the page where an entry of the outline stands."""

    key: str


CellText = str | Cell | PageOf


class _Words(Paragraph):  # type: ignore[misc] # reportlab has no types
    """A paragraph that remembers its size, and enters itself in the outline when drawn."""

    entry: Entry | None = None
    plain = ""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if getattr(self, "blPara", None) is None or self.width != width:
            super().wrap(width, height)
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        parts: list[Flowable] = super().split(width, height)
        if parts and parts[0] is not self:
            parts[0].entry, parts[0].plain = self.entry, self.plain
            parts[0].blPara = None  # a part of plain lines is marked as one of fragments
        return parts

    def draw(self) -> None:
        if self.entry is not None:
            self.canv.begin(self.entry)
            self.canv.bookmarkHorizontal(self.entry.key, 0, self.height)
            self.canv.addOutlineEntry(self.plain, self.entry.key, self.entry.level)
        super().draw()


class _PageNumber(Flowable):  # type: ignore[misc] # reportlab has no types
    """Room for a page number that is known only when every page has been drawn."""

    def __init__(self, key: str, style: ParagraphStyle) -> None:
        super().__init__()
        self.key, self.style = key, style

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        return width, self.style.leading

    def draw(self) -> None:
        self.canv.translate(0, self.style.leading - self.style.fontSize)
        self.canv.leave_room_for_page_of(self.key, self.style)


class Grid(Table):  # type: ignore[misc] # reportlab has no types
    """A table that cuts a tall row at the foot of a page rather than leaving the page empty."""

    _measured = -1.0

    def row_heights(self) -> list[float]:
        """Return the height of each row in points, that of the heads among them."""
        self.wrap(sum(self._colWidths), _ENDLESS)
        return list(self._rowHeights)

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
        parts: list[Flowable] = []
        if self._rowHeights[number] > _TALL_ROW and left > _WORTH_FILLING:
            parts = self._splitRows(height, doInRowSplit=1)
        if not parts and number > self.repeatRows:
            parts = super().split(width, height)
        return parts

    def _first_beyond(self, height: float) -> tuple[int, float]:
        """Return the first row that the height does not hold, and the height left above it."""
        for number, row in enumerate(self._rowHeights):
            if row > height:
                return number, height
            height -= row
        return len(self._rowHeights), height


def words(text: Text, style: ParagraphStyle = BODY) -> list[Flowable]:
    """Return one paragraph for each line of the text that is not blank."""
    return [_Words(None, style, frags=line) for line in _fragments(text, style)]


def heading(text: str, style: ParagraphStyle, entry: Entry) -> list[Flowable]:
    """Return a heading, also an entry of the outline, never left alone at the foot of a page."""
    line = clean_line(text, _LONGEST_HEADING)
    made = words(line, style)
    for paragraph in made[:1]:
        paragraph.entry, paragraph.plain = entry, line
    return [CondPageBreak(_ROOM_FOR_PART), *made]


def part(title: str) -> list[Flowable]:
    """Return the heading of part of a section, never left alone at the foot of a page."""
    return [CondPageBreak(_ROOM_FOR_PART), *words(title, PART)]


def height_of(story: Iterable[Flowable]) -> float:
    """Return the height in points that flowables take one below the other, first to last."""
    height = after = 0.0
    for number, flowable in enumerate(story):
        before = max(flowable.getSpaceBefore(), after) if number else 0.0
        height += before + flowable.wrap(WIDTH, _ENDLESS)[1]
        after = flowable.getSpaceAfter()
    return height


def without_breaks(story: Iterable[Flowable]) -> list[Flowable]:
    """Return the flowables less the breaks that would only leave a page early."""
    return [flowable for flowable in story if not isinstance(flowable, CondPageBreak)]


def table(
    head: Sequence[CellText],
    rows: Sequence[Sequence[CellText]],
    widths: Sequence[float],
    *,
    side_heads: Collection[int] = (),
) -> Grid:
    """Return a table of these widths in points, its heads repeated on every page that it reaches.

    The cells of the columns `side_heads` name what stands beside them. Rows too long are cut.
    """
    above = [[_as_cell(cell, CELL_HEAD) for cell in head]] if head else []
    styles = [CELL_SIDE if column in side_heads else CELL for column in range(len(widths))]
    below = [[_as_cell(*pair) for pair in zip(row, styles, strict=True)] for row in rows]
    cells = [*above, *below]
    return Grid(
        [[_drawn(cell) for cell in row] for row in cells],
        colWidths=list(widths),
        repeatRows=len(above),
        splitInRow=1,
        style=_commands(cells, len(above)),
        hAlign="LEFT",
        spaceBefore=4,
        spaceAfter=8,
    )


def draw_line(
    canvas: Any, at: tuple[float, float], text: str, style: ParagraphStyle, width: float
) -> float:
    """Draw one line of a page's head or foot, cut to its width; return where it ends, in points."""
    line = clean_line(text, _LONGEST_RUNNING)
    while line and line_width(line, style) > width:
        line = f"{line[:-2].rstrip()}…" if len(line) > len("…") + 1 else ""
    x, y = at
    canvas.setFillColor(style.textColor)
    for font, piece in runs(line, style.fontName):
        canvas.setFont(font, style.fontSize)
        canvas.drawString(x, y, piece)
        x += pdfmetrics.stringWidth(piece, font, style.fontSize)
    return x


def line_width(text: str, style: ParagraphStyle) -> float:
    """Return the width of one line in points."""
    pieces = runs(clean_line(text, _LONGEST_RUNNING), style.fontName)
    return float(sum(pdfmetrics.stringWidth(piece, font, style.fontSize) for font, piece in pieces))


def _as_cell(cell: CellText, style: ParagraphStyle) -> Cell | PageOf:
    return Cell(cell, style) if isinstance(cell, str) else cell


def _drawn(cell: Cell | PageOf) -> list[Flowable] | str:
    if isinstance(cell, PageOf):
        return [_PageNumber(cell.key, CELL)]
    return words(cell.text, cell.style) or ""


def _fragments(text: Text, style: ParagraphStyle) -> list[list[ParaFrag]]:
    lines: list[list[ParaFrag]] = [[]]
    for part in [text] if isinstance(text, str) else text:
        font = BOLD if isinstance(part, Strong) else style.fontName
        for number, line in enumerate(clean(part).split("\n")):
            if number:
                lines.append([])
            lines[-1] += [
                _fragment(piece, face, style) for face, piece in runs(line, font) if piece
            ]
    return [line for line in lines if any(fragment.text.strip() for fragment in line)]


def _fragment(text: str, font: str, style: ParagraphStyle) -> ParaFrag:
    return ParaFrag(
        text=text,
        fontName=font,
        fontSize=style.fontSize,
        textColor=style.textColor,
        rise=0,
        us_lines=[],
        link=[],
        bold=0,
        italic=0,
        greek=0,
    )


def _commands(cells: Sequence[Sequence[Cell | PageOf]], heads: int) -> list[tuple[Any, ...]]:
    everywhere, last_head = ((0, 0), (-1, -1)), (-1, heads - 1)
    commands: list[tuple[Any, ...]] = [
        ("FONT", *everywhere, PLAIN, 9.5),
        ("VALIGN", *everywhere, "TOP"),
        ("LEFTPADDING", *everywhere, 4),
        ("RIGHTPADDING", *everywhere, 4),
        ("TOPPADDING", *everywhere, 2),
        ("BOTTOMPADDING", *everywhere, 3.5),
        ("LINEAFTER", (0, 0), (-2, -1), 1, PAPER),
        ("LINEBELOW", *everywhere, 0.5, RULE),
    ]
    if heads:
        commands.append(("BACKGROUND", (0, 0), last_head, DARK_BLUE))
    return commands + [
        ("BACKGROUND", (column, row), (column, row), cell.fill)
        for row, line in enumerate(cells)
        for column, cell in enumerate(line)
        if isinstance(cell, Cell) and cell.fill is not None
    ]
