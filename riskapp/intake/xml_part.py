"""Parts in XML, read from front to back: well formed, in UTF-8, without a document type."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Final, NoReturn
from xml.parsers import expat

from riskapp.intake.refusals import DAMAGED, HARMFUL_XML, FileRefusedError

Attributes = dict[str, str]
_LAST: Final = True
_DEEPEST: Final = 500
"""Elements inside each other: the parser remembers each that is open, and bombs open millions."""
_MOST: Final = 20_000_000
"""Tags in a part: 2 million cells with formulas have 12 million."""
_LONGEST: Final = 1_000_000
"""Bytes from one tag to the next: no cell holds as many, and no tag needs as many."""
_CHUNK: Final = 65_536


class XmlReading:
    """A part as it is read: what is to be done where an element begins and where it ends.

    The parser knows no entities but XML's own and looks at nothing outside. The encoding is given
    to it, so that no part can be one thing here and another elsewhere.
    """

    def __init__(
        self,
        begins: Mapping[str, Callable[[Attributes], None]],
        ends: Mapping[str, Callable[[], None]],
        beside: Collection[str] = (),
    ) -> None:
        self._begins = begins
        self._ends = ends
        self._names_beside = beside
        self._depth = self._tags = self._beside = 0
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartDoctypeDeclHandler = _refuse_document_type
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def feed(self, chunks: Iterable[bytes]) -> None:
        """Read the whole part, or refuse the file it is in."""
        try:
            for chunk in chunks:
                self._count(chunk)
                self._parser.Parse(chunk)
            self._parser.Parse(b"", _LAST)
        except (expat.ExpatError, ValueError, IndexError) as why:
            raise FileRefusedError(DAMAGED) from why

    def _count(self, chunk: bytes) -> None:
        self._tags += chunk.count(b"<")
        if self._tags > _MOST:
            raise FileRefusedError(DAMAGED)

    def text(self, text: str) -> None:
        """Take the words between two tags."""

    def _begin(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise FileRefusedError(DAMAGED)
        plain = plain_name(name) if ":" in name else name
        if self._beside or plain in self._names_beside:
            self._beside += 1
        elif plain in self._begins:
            self._begins[plain](attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._beside:
            self._beside -= 1
            return
        plain = plain_name(name) if ":" in name else name
        if plain in self._ends:
            self._ends[plain]()

    def _text(self, text: str) -> None:
        if not self._beside:
            self.text(text)


def whole_tags(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut before a tag, so that no tag and no word is in two pieces, and none is endless."""
    rest = b""
    for chunk in chunks:
        together = rest + chunk
        cut = max(together.rfind(b"<"), 0)
        yield together[:cut]
        rest = together[cut:]
        if len(rest) > _LONGEST:
            raise FileRefusedError(DAMAGED)
    yield rest


def in_chunks(text: str) -> Iterator[bytes]:
    """Yield a text as a part would be read."""
    content = text.encode()
    for begin in range(0, len(content), _CHUNK):
        yield content[begin : begin + _CHUNK]


def plain_attributes(attributes: Attributes) -> Attributes:
    """Return attributes by their names without the prefixes of their namespaces."""
    return {plain_name(name): value for name, value in attributes.items()}


def plain_name(name: str) -> str:
    """Return the name of an element without the prefix of its namespace."""
    return name.rpartition(":")[2]


def _refuse_document_type(*_: object) -> NoReturn:
    raise FileRefusedError(HARMFUL_XML)
