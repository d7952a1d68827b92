"""The file: what reportlab made, the structure beside it, and an index, all of it packed.

Most objects of a tagged pack are small: packed together they take a third of the room.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from struct import Struct
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from reports.tags.element import Element

_HEADER: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_STRUCTURE: Final = "Structure"
_ENTRY: Final = Struct(">BIH")
"""An entry of the index: what kind it is, and two numbers that say where."""
_NOWHERE, _BY_ITSELF, _WITHIN = range(3)
_NEVER_USED: Final = 0xFFFF
_TOGETHER: Final = 200
"""How many small objects are packed together."""


class Packed(pdfdoc.PDFObject):  # type: ignore[misc] # reportlab has no types
    """What is drawn on a page, packed as soon as the page ends."""

    __RefOnly__ = 1

    def __init__(self, drawn: str) -> None:
        self.packed = zlib.compress(drawn.encode("latin-1"))

    def format(self, _document: object) -> bytes:
        """Return it as a PDF has it."""
        return _stream(self.packed)


@dataclass(frozen=True, slots=True)
class Structure:
    """A document's structure: its elements, the first above all others, and whose each piece is.

    `parents` gives by key the numbers of the elements that the pieces of a page belong to, or the
    one that an annotation belongs to.
    """

    elements: Sequence[Element]
    parents: Sequence[tuple[int, list[int] | int]]
    title: str
    language: str


class _Places:
    """Where each numbered object stands, as the index of the file says it, entry after entry.

    By itself so many bytes from the start, or within another object at a place; nowhere until it
    is said. There is an element for each paragraph of a pack, so this holds bytes, not tuples.
    """

    def __init__(self) -> None:
        self.said = bytearray(_ENTRY.pack(_NOWHERE, 0, _NEVER_USED))

    def by_itself(self, number: int, at: int) -> None:
        """Say that an object begins so many bytes from the start of the file."""
        self._put(number, _ENTRY.pack(_BY_ITSELF, at, 0))

    def within(self, number: int, holder: int, place: int) -> None:
        """Say that an object is packed in another, at a place counted from 0."""
        self._put(number, _ENTRY.pack(_WITHIN, holder, place))

    def _put(self, number: int, entry: bytes) -> None:
        at = number * _ENTRY.size
        self.said.extend(bytes(max(at + _ENTRY.size - len(self.said), 0)))
        self.said[at : at + _ENTRY.size] = entry


@dataclass(slots=True)
class _File:
    """A file being written: its pieces so far, and where each numbered object stands."""

    pieces: list[bytes] = field(default_factory=lambda: [_HEADER])
    length: int = len(_HEADER)
    places: _Places = field(default_factory=_Places)

    def add(self, number: int, body: bytes) -> None:
        """Add an object that stands by itself."""
        self.places.by_itself(number, self.length)
        piece = b"%d 0 obj\n%b\nendobj\n" % (number, body.rstrip(b"\n"))
        self.pieces.append(piece)
        self.length += len(piece)


def write_file(document: Any, structure: Structure) -> bytes:
    """Return the file of a document; the same document and structure give the same bytes."""
    root = _take_number(document)
    _tell_catalogue(document, structure, root)
    file, small = _File(), list[tuple[int, bytes]]()
    for number, body in _reportlabs(document):
        if body.endswith(b"endstream\n"):
            file.add(number, body)
        else:
            small.append((number, body))
    pages = _page_numbers(document)
    tree = (root, _tree(structure))
    written = ((one.number, one.written(root, pages)) for one in structure.elements)
    for batch in _batches([*small, tree], written):
        _pack(file, _take_number(document), batch)
    return _finish(file, document)


def _take_number(document: Any) -> int:
    document.objectcounter += 1
    return int(document.objectcounter)


def _tell_catalogue(document: Any, structure: Structure, root: int) -> None:
    """Say in the catalogue that the document is tagged, and what it is called."""
    document.idToObjectNumberAndVersion[_STRUCTURE] = (root, 0)
    catalogue = document.Catalog
    catalogue.StructTreeRoot = pdfdoc.PDFObjectReference(_STRUCTURE)
    catalogue.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
    catalogue.Metadata = pdfdoc.XMP(creator=_metadata(structure))


def _metadata(structure: Structure) -> Callable[[object], bytes]:
    title, language = escape(structure.title), escape(structure.language)
    said = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
    return lambda _document: said.encode("utf-8")


def _reportlabs(document: Any) -> Iterator[tuple[int, bytes]]:
    """Yield every object of reportlab's as written, by number; writing one may make others."""
    document.encrypt.prepare(document)
    document.Reference(document.Catalog)
    document.Reference(document.info)
    number = 0
    while number < document.objectcounter:
        number += 1
        name = document.numberToId.get(number)
        if name is not None:
            yield number, pdfdoc.format(document.idToObject[name], document, toplevel=1)


def _page_numbers(document: Any) -> list[int]:
    """Return the numbers in the file of the pages, in order."""
    known = document.idToObjectNumberAndVersion
    return [known[page.__InternalName__][0] for page in document.Pages.pages]


def _tree(structure: Structure) -> bytes:
    first = structure.elements[0].number
    entries = " ".join(f"{key} {_owners(owner)}" for key, owner in sorted(structure.parents))
    last = len(structure.parents)
    said = f"<</Type/StructTreeRoot/K {first} 0 R/ParentTree<</Nums[{entries}]>>"
    return f"{said}/ParentTreeNextKey {last}>>".encode("ascii")


def _owners(owner: list[int] | int) -> str:
    if isinstance(owner, int):
        return f"{owner} 0 R"
    return f"[{' '.join(f'{one} 0 R' for one in owner)}]"


def _batches(*objects: Iterable[tuple[int, bytes]]) -> Iterator[list[tuple[int, bytes]]]:
    batch: list[tuple[int, bytes]] = []
    for several in objects:
        for one in several:
            batch.append(one)
            if len(batch) == _TOGETHER:
                yield batch
                batch = []
    if batch:
        yield batch


def _pack(file: _File, number: int, objects: Sequence[tuple[int, bytes]]) -> None:
    """Pack small objects together as one object of the file."""
    index, at = list[str](), 0
    for place, (one, body) in enumerate(objects):
        file.places.within(one, number, place)
        index.append(f"{one} {at}")
        at += len(body) + 1
    head = f"{' '.join(index)}\n".encode("ascii")
    said = f"/Type/ObjStm/N {len(objects)}/First {len(head)}"
    bodies = b"\n".join(body for _, body in objects)
    file.add(number, _stream(zlib.compress(head + bodies), said))


def _finish(file: _File, document: Any) -> bytes:
    """Write where each object stands, and return the whole file."""
    number = _take_number(document)
    start = file.length
    file.places.by_itself(number, start)
    known = document.idToObjectNumberAndVersion
    catalogue = known[document.Catalog.__InternalName__][0]
    info = known[document.info.__InternalName__][0]
    identity = pdfdoc.format(document.ID(), document).partition(b"%")[0].strip().decode("latin-1")
    said = f"/Type/XRef/W[1 4 2]/Size {number + 1}/Root {catalogue} 0 R/Info {info} 0 R/ID"
    body = _stream(zlib.compress(file.places.said), said, identity.encode("latin-1"))
    file.add(number, body)
    file.pieces.append(b"startxref\n%d\n%%%%EOF\n" % start)
    return b"".join(file.pieces)


def _stream(packed: bytes, said: str = "", more: bytes = b"") -> bytes:
    head = f"<<{said}".encode("ascii") + more
    length = f"/Filter/FlateDecode/Length {len(packed)}>>\nstream\n".encode("ascii")
    return head + length + packed + b"\nendstream\n"
