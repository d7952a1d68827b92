"""A canvas that tells what it draws: text belongs to an element, all else is decoration."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from reportlab.pdfgen.canvas import Canvas

from reports.tags.element import Element, Role
from reports.tags.file import Packed, Structure, write_file
from reports.tags.spaces import SpacedText

LANGUAGE: Final = "en-GB"
_BEGINS: Final = " BDC"
_ENDS: Final = "EMC"
_PAINTS: Final = re.compile(r"(?:^|\s)(?:S|s|f|F|f\*|B|B\*|b|b\*|Do|Tj|TJ|sh|EI)(?:\s|$)")
_ARTIFACT: Final = "/Artifact BMC"


class TaggedCanvas(Canvas):  # type: ignore[misc] # reportlab has no types
    """A canvas on which elements are opened and closed while their content is drawn.

    An element that is opened again under the same key carries on, on a later page too: so do a
    paragraph and a row that a page's end cuts in two.
    """

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        document = self._new(Role.DOCUMENT, None)
        self._elements = [document]
        self._parents: list[tuple[int, list[int] | int]] = []
        self._open = [document]
        self._known: dict[object, Element] = {}
        self._claims: Element | None = None
        self._on_page: list[int] = []
        self._quiet = False
        self._doc.format = self._written

    @contextmanager
    def element(
        self, role: Role, key: object = None, attributes: str = "", *, claims: bool = False
    ) -> Iterator[Element]:
        """Open an element for what is drawn within; one that `claims` takes the text itself."""
        opened = self.begin_element(role, key, attributes)
        outer, self._claims = self._claims, opened if claims else self._claims
        try:
            yield opened
        finally:
            self._claims = outer
            self.end_element()

    def begin_element(self, role: Role, key: object = None, attributes: str = "") -> Element:
        """Open an element, or carry on with the one that this key has."""
        found = self._known.get(key) if key is not None else None
        if found is None and self._quiet:
            found = self._open[-1]
        if found is None:
            found = self._new(role, self._open[-1])
            found.attributes = attributes
            self._elements.append(found)
            self._open[-1].kids.append(found)
            if key is not None:
                self._known[key] = found
        self._open.append(found)
        return found

    def end_element(self) -> None:
        """Close the element that was opened last."""
        self._open.pop()

    @contextmanager
    def whole(self, role: Role, alternative: str, box: tuple[float, ...]) -> Iterator[None]:
        """Draw a picture, which is told as a whole by other words; `box` is where it stands."""
        with self.element(role) as picture:
            placed = " ".join(f"{edge:.2f}" for edge in self._placed(box))
            picture.attributes = f"<</O/Layout/Placement/Block/BBox[{placed}]>>"
            picture.alternative = alternative
            picture.page = self.getPageNumber()
            self._code.append(f"/{role.value} {self._piece_of(picture)}{_BEGINS}")
            outer, self._claims = self._claims, None
            yield
            self._claims = outer
            self._code.append(_ENDS)

    @contextmanager
    def edge(self, place: str) -> Iterator[None]:
        """Draw what stands on every page, its "Header" or "Footer", and is told of none."""
        self._code.append(f"/Artifact <</Type/Pagination/Subtype/{place}>>{_BEGINS}")
        yield
        self._code.append(_ENDS)

    def be_quiet(self) -> None:
        """Tell nothing of what is drawn from here: it was told before."""
        self._quiet = True

    def be_heard(self) -> None:
        """Tell again what is drawn."""
        self._quiet = False

    def beginText(self, x: float = 0, y: float = 0, direction: str | None = None) -> SpacedText:  # noqa: N802 - reportlab's name
        """Begin a text whose lines end in a space, for whoever reads it aloud."""
        return SpacedText(self, x, y, direction=direction)

    def drawText(self, aTextObject: Any) -> None:  # noqa: N802, N803 - reportlab's names
        """Draw a text, which belongs to the element that claims what is drawn now."""
        self._mark(str(aTextObject.getCode()))

    def doForm(self, name: str) -> None:  # noqa: N802 - reportlab's name
        """Draw a form, which belongs to the element that claims what is drawn now."""
        self._mark(f"/{self._doc.getXObjectName(name)} Do")
        self._formsinuse.append(name)

    def link_to(self, key: str, words: str, box: tuple[float, ...], owner: Element) -> None:
        """Lay a link to a place in the pack over a box, as part of an element."""
        self.linkRect(words, key, box, relative=1, thickness=0, F=4)
        name = f"Annot.NUMBER{self._annotationCount}"
        annotation = self._doc.idToObject[name]
        annotation.permitted += ("StructParent",)
        annotation.otherkw["StructParent"] = len(self._parents)
        self._parents.append((len(self._parents), owner.number))
        number, _ = self._doc.idToObjectNumberAndVersion[name]
        owner.add_annotation(self.getPageNumber(), number)

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """End the page: what no element claimed on it is decoration."""
        self._code[:] = _with_artifacts(self._code)
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.Tabs, page.StructParents = "/S", len(self._parents)
        page.Contents, page.stream = Packed(page.stream), None
        self._parents.append((page.StructParents, self._on_page))
        self._on_page = []

    def _written(self) -> bytes:
        info = self._doc.info
        structure = Structure(self._elements, self._parents, info.title, LANGUAGE)
        return write_file(self._doc, structure)

    def _mark(self, code: str) -> None:
        if self._claims is None or self._quiet:
            self._code.append(code)
            return
        piece = self._piece_of(self._claims)
        self._code += (f"/{self._claims.role.value} {piece}{_BEGINS}", code, _ENDS)

    def _piece_of(self, owner: Element) -> str:
        """Claim the next piece of marked content on this page for an element."""
        number = len(self._on_page)
        self._on_page.append(owner.number)
        owner.add_content(self.getPageNumber(), number)
        return f"<</MCID {number}>>"

    def _new(self, role: Role, parent: Element | None) -> Element:
        self._doc.objectcounter += 1
        return Element(self._doc.objectcounter, role, parent)

    def _placed(self, box: tuple[float, ...]) -> tuple[float, ...]:
        left, low, right, high = box
        return (*self.absolutePosition(left, low), *self.absolutePosition(right, high))


def _with_artifacts(code: list[str]) -> list[str]:
    """Return what was drawn with all that no element claimed marked as decoration."""
    marked: list[str] = []
    loose: list[str] = []
    within = False
    for step in code:
        if not within and step.endswith(_BEGINS):
            marked += _decoration(loose)
            loose, within = [], True
        (marked if within else loose).append(step)
        within = within and step != _ENDS
    return marked + _decoration(loose)


def _decoration(code: list[str]) -> list[str]:
    """Mark steps as decoration, if they put anything on the page at all."""
    return [_ARTIFACT, *code, _ENDS] if _PAINTS.search("\n".join(code)) else code
