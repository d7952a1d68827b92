"""The same pages without a word told of what they are: the floor under tagging."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from typing_extensions import override

from reports.page import PackCanvas
from reports.tags.element import Element, Role

NOBODY = Element(0, Role.DOCUMENT, None)


class Untagged(PackCanvas):
    """A canvas that draws all that it is told to, and tells nothing of it."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        del self._doc.format
        self._doc.objectcounter -= 1  # the number that the whole of a tagged document has

    @override
    @contextmanager
    def element(
        self, role: Role, key: object = None, attributes: str = "", *, claims: bool = False
    ) -> Iterator[Element]:
        """Open nothing."""
        yield NOBODY

    @override
    def begin_element(self, role: Role, key: object = None, attributes: str = "") -> Element:
        """Begin nothing."""
        return NOBODY

    @override
    def end_element(self) -> None:
        """End nothing."""

    @override
    @contextmanager
    def whole(self, role: Role, alternative: str, box: tuple[float, ...]) -> Iterator[None]:
        """Draw a picture."""
        yield

    @override
    @contextmanager
    def edge(self, place: str) -> Iterator[None]:
        """Draw what stands on every page."""
        yield

    @override
    def link_to(self, key: str, words: str, box: tuple[float, ...], owner: Element) -> None:
        """Lay a link over a box."""
        self.linkRect(words, key, box, relative=1, thickness=0)

    @override
    def showPage(self) -> None:
        """End the page."""
        Canvas.showPage(self)
