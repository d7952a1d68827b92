"""The styles of a Word file, all our own: type, headings, lists, tables, and the language."""

from collections.abc import Iterator
from typing import Final

from docx.oxml.ns import qn

from reports.brand_colours import brand_colours, on_white, text_on
from reports.word_xml import Node, node
from riskapp.readmodels.paper import Brand

LANGUAGE: Final = "en-GB"
TABLE: Final = "PackTable"
BULLET: Final = "ListBullet"
CAPTION: Final = "Caption"
CELL, CELL_SMALL, CELL_HEAD = "PackCell", "PackCellSmall", "PackCellHead"
NORMAL, LEAD, SMALL, FACT, MARGIN = "Normal", "PackLead", "PackSmall", "PackFact", "PackMargin"
_HEADING_SIZES: Final = (44, 34, 28, 24, 22, 22)
"""Half points of each depth of heading."""
_INK: Final = "212B32"
_GREY: Final = "4C6272"
_RULE: Final = "AEB7BD"


def heading_style(depth: int) -> str:
    """Return the style of headings of a depth, which Word and screen readers know as such."""
    return f"Heading{depth}"


def styles(brand: Brand) -> Iterator[Node]:
    """Yield all that the part for styles holds."""
    yield node(
        "docDefaults",
        node("rPrDefault", node("rPr", _font(), *_type(22), node("lang", val=LANGUAGE))),
        node("pPrDefault", node("pPr", _spacing(0, 120))),
    )
    yield _style(NORMAL, "Normal")
    _, dark = brand_colours(brand)
    for depth, size in enumerate(_HEADING_SIZES, start=1):
        yield _heading(depth, size, on_white(dark).lstrip("#"))
    yield _style(LEAD, "Pack lead", letters=_type(26))
    yield _style(SMALL, "Pack small", letters=_type(20))
    yield _style(FACT, "Pack fact", node("pPr", _spacing(0, 40)))
    yield _style(MARGIN, "Pack margin", node("pPr", _edge_tab()), letters=_type(16, _GREY))
    yield _style(
        CAPTION,
        "caption",
        node("pPr", node("keepNext"), _spacing(160, 60)),
        letters=(node("b"), *_type(20)),
    )
    yield from _cells(text_on(dark).lstrip("#"))
    yield _style(BULLET, "List Bullet", node("pPr", _numbered(), _spacing(0, 60)))
    yield _table(dark.lstrip("#"))


def numbering() -> Iterator[Node]:
    """Yield all that the part for numbering holds: the bullet."""
    indent = node("pPr", node("ind", left=360, hanging=360))
    level = node(
        "lvl",
        node("start", val=1),
        node("numFmt", val="bullet"),
        node("lvlText", val="\u2022"),
        node("lvlJc", val="left"),
        indent,
        ilvl=0,
    )
    yield node("abstractNum", node("multiLevelType", val="singleLevel"), level, abstractNumId=1)
    yield node("num", node("abstractNumId", val=1), numId=1)


def settings() -> Iterator[Node]:
    """Yield all that the part for settings holds: the way of today's Word, and the language."""
    yield node(
        "compat",
        node(
            "compatSetting",
            name="compatibilityMode",
            uri="http://schemas.microsoft.com/office/word",
            val=15,
        ),
    )
    yield node("themeFontLang", val=LANGUAGE)


def _style(
    name: str, shown: str, paragraphs: Node | None = None, letters: tuple[Node, ...] = ()
) -> Node:
    made = node("style", node("name", val=shown), type="paragraph", styleId=name)
    if name == NORMAL:
        made.set(qn("w:default"), "1")
    else:
        made.append(node("basedOn", val=NORMAL))
    made.append(node("qFormat"))
    if paragraphs is not None:
        made.append(paragraphs)
    if letters:
        made.append(node("rPr", *letters))
    return made


def _heading(depth: int, size: int, colour: str) -> Node:
    above = 360 if depth <= 2 else 240  # noqa: PLR2004 - the sections stand apart
    paragraphs = node(
        "pPr",
        node("keepNext"),
        node("keepLines"),
        _spacing(above, 100),
        node("outlineLvl", val=depth - 1),
    )
    letters = (node("b"), *_type(size, colour))
    made = _style(heading_style(depth), f"heading {depth}", paragraphs, letters)
    made.insert(2, node("next", val=NORMAL))
    return made


def _cells(on_dark: str) -> Iterator[Node]:
    close = node("pPr", _spacing(20, 20))
    yield _style(CELL, "Pack cell", close, _type(18))
    yield _style(CELL_SMALL, "Pack cell small", node("pPr", _spacing(20, 20)), _type(17))
    letters = (node("b"), *_type(18, on_dark))
    yield _style(CELL_HEAD, "Pack cell head", node("pPr", _spacing(20, 20)), letters)


def _table(dark: str) -> Node:
    rules = ("top", "bottom", "insideH")
    borders = node("tblBorders", *(node(one, val="single", sz=4, color=_RULE) for one in rules))
    margins = node("tblCellMar", node("left", w=80, type="dxa"), node("right", w=80, type="dxa"))
    head = node(
        "tblStylePr",
        node("tcPr", node("shd", val="clear", color="auto", fill=dark)),
        type="firstRow",
    )
    return node(
        "style",
        node("name", val="Pack table"),
        node("tblPr", borders, margins),
        head,
        type="table",
        styleId=TABLE,
    )


def _type(size: int, colour: str = _INK) -> tuple[Node, ...]:
    return node("color", val=colour), node("sz", val=size), node("szCs", val=size)


def _font() -> Node:
    return node("rFonts", ascii="Arial", hAnsi="Arial", cs="Arial", eastAsia="Arial")


def _spacing(before: int, after: int) -> Node:
    return node("spacing", before=before, after=after)


def _edge_tab() -> Node:
    return node("tabs", node("tab", val="right", pos=9864))


def _numbered() -> Node:
    return node("numPr", node("ilvl", val=0), node("numId", val=1))
