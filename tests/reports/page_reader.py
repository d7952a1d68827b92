"""Reading a PDF as it is drawn: each piece of text with its place, size, colours and what it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

Point = tuple[float, float]
Colour = tuple[float, ...]
WHITE: Colour = (1.0, 1.0, 1.0)
_EDGE = ("Header", "Footer")


@dataclass(frozen=True)
class Piece:
    """Some text on a page. `path` is what it is part of, the innermost first; `owner` that itself.

    The heads and feet of pages have a path of one: "Header" or "Footer".
    """

    said: str
    x: float
    y: float
    right: float
    size: float
    ink: Colour
    ground: Colour
    path: tuple[str, ...]
    owner: int

    def within(self, *roles: str) -> bool:
        return bool(set(roles) & set(self.path))


@dataclass
class _Pen:
    """Where and how the page is being drawn."""

    at: Point = (0.0, 0.0)
    ink: Colour = (0.0,)
    kept: list[tuple[Point, Colour]] = field(default_factory=list)
    line: Point = (0.0, 0.0)
    x: float = 0.0
    font: str = ""
    size: float = 0.0
    leading: float = 0.0


@dataclass
class _Reader:
    """Follows what is drawn on one page."""

    page: PageObject
    elements: list[Any]
    pen: _Pen = field(default_factory=_Pen)
    boxes: list[tuple[float, float, float, float, Colour]] = field(default_factory=list)
    path: tuple[str, ...] = ()
    owner: int = 0
    pieces: list[Piece] = field(default_factory=list)

    def read(self) -> list[Piece]:
        contents = self.page.get_contents()
        for operands, name in ContentStream(contents, self.page.pdf).operations:
            act = getattr(self, f"_{name.decode().replace('*', '_star')}", None)
            if act is not None:
                act(*operands)
        return self.pieces

    def _q(self) -> None:
        self.pen.kept.append((self.pen.at, self.pen.ink))

    def _Q(self) -> None:  # noqa: N802 - PDF's name
        self.pen.at, self.pen.ink = self.pen.kept.pop()

    def _cm(self, *matrix: float) -> None:
        a, b, c, d, x, y = map(float, matrix)
        if (a, b, c, d) == (1, 0, 0, 1):
            self.pen.at = self.pen.at[0] + x, self.pen.at[1] + y

    def _rg(self, *parts: float) -> None:
        self.pen.ink = tuple(map(float, parts))

    def _re(self, x: float, y: float, width: float, height: float) -> None:
        across = sorted((self.pen.at[0] + float(x), self.pen.at[0] + float(x) + float(width)))
        up = sorted((self.pen.at[1] + float(y), self.pen.at[1] + float(y) + float(height)))
        self.boxes.append((across[0], up[0], across[1], up[1], self.pen.ink))

    def _BDC(self, role: str, about: Any) -> None:  # noqa: N802 - PDF's name
        number = about.get("/MCID")
        edge = str(about.get("/Subtype", "")).lstrip("/")
        self.path = (edge,) if edge in _EDGE else ()
        if number is not None:
            element = self.elements[number]
            self.path, self.owner = tuple(_path(element)), element.idnum

    def _EMC(self) -> None:  # noqa: N802 - PDF's name
        self.path, self.owner = (), 0

    def _Tm(self, *matrix: float) -> None:  # noqa: N802 - PDF's name
        x, y = map(float, matrix[4:])
        self.pen.line = self.pen.at[0] + x, self.pen.at[1] + y
        self.pen.x = self.pen.line[0]

    def _Tf(self, font: str, size: float) -> None:  # noqa: N802 - PDF's name
        self.pen.font, self.pen.size = font, float(size)

    def _TL(self, leading: float) -> None:  # noqa: N802 - PDF's name
        self.pen.leading = float(leading)

    def _T_star(self) -> None:  # noqa: N802 - PDF's name
        self.pen.line = self.pen.line[0], self.pen.line[1] - self.pen.leading
        self.pen.x = self.pen.line[0]

    def _Tj(self, text: Any) -> None:  # noqa: N802 - PDF's name
        pen = self.pen
        start, pen.x = pen.x, pen.x + self._width(text.original_bytes)
        y = pen.line[1]
        ground = self._ground(start + 0.5, y + pen.size * 0.3)
        said = text if isinstance(text, str) else "?"
        if said.strip():
            self.pieces.append(
                Piece(said, start, y, pen.x, pen.size, pen.ink, ground, self.path, self.owner)
            )

    def _width(self, text: bytes) -> float:
        font = self.page["/Resources"]["/Font"][self.pen.font]
        first, widths = font["/FirstChar"], font["/Widths"]
        return float(sum(widths[one - first] for one in text)) * self.pen.size / 1000

    def _ground(self, x: float, y: float) -> Colour:
        under = [
            ink
            for left, low, right, top, ink in self.boxes
            if left <= x <= right and low <= y <= top
        ]
        return under[-1] if under else WHITE


def _path(element: Any) -> Iterator[str]:
    """Yield what an element is, then what it is part of, up to the whole."""
    while element is not None and "/S" in (found := element.get_object()):
        yield str(found["/S"]).lstrip("/")
        element = found.get("/P")


def read_pages(file: bytes) -> list[list[Piece]]:
    """Return what stands on each page, in the order in which it is drawn."""
    reader = PdfReader(BytesIO(file))
    root: Any = reader.trailer["/Root"]
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    owners = dict(zip(numbers[::2], numbers[1::2], strict=True))
    return [
        _Reader(page, list(owners[page["/StructParents"]].get_object())).read()
        for page in reader.pages
    ]
