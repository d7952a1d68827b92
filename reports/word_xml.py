"""The one gate through which words of a pack enter a Word file: runs of text, never markup."""

from collections.abc import Iterable, Iterator

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.legible import legible
from riskapp.readmodels.finals import Words
from riskapp.readmodels.paper import Piece, Strong

Node = BaseOxmlElement


def node(tag: str, *children: Node, **attributes: str | int) -> Node:
    """Return an element of Word's own names, with these attributes and in it these elements."""
    made: Node = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def paragraph(style: str, *runs: Node, new_page: bool = False, with_next: bool = False) -> Node:
    """Return a paragraph of a style, at the head of a new page if asked."""
    settings = [node("pStyle", val=style)]
    settings += [node("keepNext")] if with_next else []
    settings += [node("pageBreakBefore")] if new_page else []
    return node("p", node("pPr", *settings), *runs)


def runs_of(text: Iterable[Piece], *, bold: bool = False, colour: str = "") -> Iterator[Node]:
    """Yield a text as runs, its lines parted."""
    for piece in text:
        strong = isinstance(piece, Strong)
        said = piece.said if isinstance(piece, Strong) else piece
        words = said.shown if isinstance(said, Words) else said
        yield run(words, bold=bold or strong, colour=colour)


def run(words: str, *, bold: bool = False, colour: str = "") -> Node:
    """Return words as one run."""
    looks = [node("b")] if bold else []
    looks += [node("color", val=colour)] if colour else []
    made = node("r", *([node("rPr", *looks)] if looks else []))
    for number, line in enumerate(legible(words).split("\n")):
        if number:
            made.append(node("br"))
        made.append(_text(line))
    return made


def field(name: str) -> Node:
    """Return a number that Word fills in: that of the page, or how many pages there are."""
    return node("fldSimple", node("r", _text("1")), instr=name)


def _text(line: str) -> Node:
    made = node("t")
    made.text = line
    made.set(qn("xml:space"), "preserve")
    return made
