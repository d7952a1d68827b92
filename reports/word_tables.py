"""The tables of a paper in a Word file: named, their heads repeated on every page."""

from collections.abc import Iterator
from typing import Final

from reports.legible import legible_line
from reports.styles import FILLS, hex_of, on_fill
from reports.word_styles import CAPTION, CELL, CELL_HEAD, CELL_SMALL, NORMAL, TABLE
from reports.word_xml import Node, node, paragraph, run, runs_of
from riskapp.readmodels.paper import Cell, CellLook, Table, plain

WIDTH: Final = 9864
"""Twentieths of a point of an A4 page between its margins."""
_LONG_ROW: Final = 600
"""A row of more letters in one cell may be cut at the foot of a page."""
_SIDES: Final = frozenset({CellLook.SIDE, CellLook.SMALL_SIDE})
_SMALL: Final = frozenset({CellLook.SMALL, CellLook.SMALL_SIDE})


def table(block: Table) -> Iterator[Node]:
    """Yield a table's name, the table, and the space below it."""
    yield paragraph(CAPTION, run(legible_line(block.name)))
    widths = _widths(block)
    yield node(
        "tbl",
        _settings(block),
        node("tblGrid", *(node("gridCol", w=width) for width in widths)),
        *([_head(block, widths)] if block.head else []),
        *_rows(block, widths),
    )
    yield paragraph(NORMAL)


def _settings(block: Table) -> Node:
    look = node(
        "tblLook",
        firstRow=int(bool(block.head)),
        lastRow=0,
        firstColumn=int(0 in block.side_heads),
        lastColumn=0,
        noHBand=1,
        noVBand=1,
    )
    return node(
        "tblPr",
        node("tblStyle", val=TABLE),
        node("tblW", w=WIDTH, type="dxa"),
        node("tblLayout", type="fixed"),
        look,
        node("tblCaption", val=legible_line(block.name)),
    )


def _widths(block: Table) -> list[int]:
    whole = sum(block.shares) or 1.0
    return [int(share / whole * WIDTH) for share in block.shares]


def _head(block: Table, widths: list[int]) -> Node:
    cells = (
        _box(width, paragraph(CELL_HEAD, run(legible_line(words))))
        for words, width in zip(block.head, widths, strict=True)
    )
    return node("tr", node("trPr", node("cantSplit"), node("tblHeader")), *cells)


def _rows(block: Table, widths: list[int]) -> Iterator[Node]:
    for row in block.rows:
        cells = (
            _cell(cell, width, side=at in block.side_heads or cell.look in _SIDES)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        whole = all(len(plain(cell.text)) < _LONG_ROW for cell in row)
        settings = [node("trPr", node("cantSplit"))] if whole else []
        yield node("tr", *settings, *cells)


def _cell(cell: Cell, width: int, *, side: bool) -> Node:
    style = CELL_SMALL if cell.look in _SMALL else CELL
    if cell.ground is None:
        return _box(width, paragraph(style, *runs_of(cell.text, bold=side)))
    fill = FILLS[cell.ground]
    text = runs_of(cell.text, bold=side, colour=_bare(hex_of(on_fill(fill).textColor)))
    return _box(width, paragraph(style, *text), _bare(hex_of(fill)))


def _box(width: int, inside: Node, fill: str = "") -> Node:
    settings = [node("tcW", w=width, type="dxa")]
    settings += [node("shd", val="clear", color="auto", fill=fill)] if fill else []
    return node("tc", node("tcPr", *settings), inside)


def _bare(colour: str) -> str:
    return colour.lstrip("#").upper()
