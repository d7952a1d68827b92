"""Parts in XML, read from front to back: well formed, in UTF-8, without a document type."""

from collections.abc import Iterable
from typing import Final, NoReturn
from xml.parsers import expat

from riskapp.intake.refusals import DAMAGED, HARMFUL_XML, FileRefusedError

Attributes = dict[str, str]
_LAST: Final = True


def xml_parser() -> expat.XMLParserType:
    """Return a parser that knows no entities but XML's own, and looks at nothing outside.

    The encoding is given to it, so that no part can be one thing here and another elsewhere.
    """
    parser = expat.ParserCreate("utf-8")
    parser.StartDoctypeDeclHandler = _refuse_document_type
    return parser


def feed(parser: expat.XMLParserType, chunks: Iterable[bytes]) -> None:
    """Read a whole part, or refuse the file it is in."""
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", _LAST)
    except expat.ExpatError as why:
        raise FileRefusedError(DAMAGED) from why


def plain_name(name: str) -> str:
    """Return the name of an element without the prefix of its namespace."""
    return name.rpartition(":")[2]


def _refuse_document_type(*_: object) -> NoReturn:
    raise FileRefusedError(HARMFUL_XML)
