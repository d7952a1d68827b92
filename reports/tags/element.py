"""One element of a document's structure: a heading, a paragraph, a cell; and how a PDF says it."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, Union


class Role(StrEnum):
    """What an element is, by the names that PDF gives them."""

    DOCUMENT = "Document"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    H4 = "H4"
    H5 = "H5"
    H6 = "H6"
    PARAGRAPH = "P"
    TABLE = "Table"
    ROW = "TR"
    HEAD = "TH"
    CELL = "TD"
    FIGURE = "Figure"
    CONTENTS = "TOC"
    CONTENTS_LINE = "TOCI"
    REFERENCE = "Reference"
    LINK = "Link"
    LIST = "L"
    ITEM = "LI"
    MARK = "Lbl"
    ITEM_BODY = "LBody"


COLUMN_HEAD: Final = "<</O/Table/Scope/Column>>"
"""What is said of the head of a column."""
ROW_HEAD: Final = "<</O/Table/Scope/Row>>"
"""What is said of a cell that names what stands beside it."""
BULLETED: Final = "<</O/List/ListNumbering/Disc>>"
"""What is said of a list whose items bear a dot."""
Kid = Union["Element", tuple[int, int], tuple[int, None, int]]
HEADINGS: Final = (Role.H1, Role.H2, Role.H3, Role.H4, Role.H5, Role.H6)


class Element:
    """An element: its own number in the file, what it is part of, and what it is made of.

    `kids` holds elements, pieces of marked content as (page, number on that page), and annotations
    as (page, None, number in the file). Pages are counted from 1.
    """

    __slots__ = ("alternative", "attributes", "kids", "number", "page", "parent", "role")

    def __init__(self, number: int, role: Role, parent: "Element | None") -> None:
        self.number = number
        self.role = role
        self.parent = parent
        self.kids: list[Kid] = []
        self.page = 0
        self.attributes = ""
        self.alternative = ""

    def add_content(self, page: int, number: int) -> None:
        """Claim a piece of marked content on a page."""
        self.page = self.page or page
        self.kids.append((page, number))

    def add_annotation(self, page: int, number: int) -> None:
        """Claim an annotation on a page."""
        self.page = self.page or page
        self.kids.append((page, None, number))

    def written(self, root: int, pages: Sequence[int]) -> bytes:
        """Return the element as a PDF has it.

        `root` is the number of the whole structure in the file, `pages` those of the pages, in
        order.
        """
        parent = self.parent.number if self.parent else root
        parts = [f"<</Type/StructElem/S/{self.role.value}/P {parent} 0 R"]
        if self.page:
            parts.append(f"/Pg {pages[self.page - 1]} 0 R")
        if self.attributes:
            parts.append(f"/A {self.attributes}")
        kids = " ".join(self._kid(kid, pages) for kid in self.kids)
        parts.append(f"/K {kids}" if len(self.kids) == 1 else f"/K[{kids}]")
        said = "".join(parts).encode("ascii")
        if self.alternative:
            said += b"/Alt<%b>" % f"\ufeff{self.alternative}".encode("utf-16-be").hex().encode(
                "ascii"
            )
        return said + b">>"

    def _kid(self, kid: Kid, pages: Sequence[int]) -> str:
        if isinstance(kid, Element):
            return f"{kid.number} 0 R"
        page, number, *annotation = kid
        if annotation:
            return f"<</Type/OBJR/Pg {pages[page - 1]} 0 R/Obj {annotation[0]} 0 R>>"
        if page == self.page:
            return str(number)
        return f"<</Type/MCR/Pg {pages[page - 1]} 0 R/MCID {number}>>"
