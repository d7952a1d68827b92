"""A file that holds everything of an organisation: knowing it, and reading it row by row."""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final

from riskapp.intake.pieces import Pieces, broken
from riskapp.intake.refusals import FileRefusedError
from riskapp.readmodels.everything import FORMAT, VERSION, Everything, PlainRow

SEEN: Final = 200
"""How many bytes of a file tell whether it is one of these."""
_BEFORE_ROWS: Final[Mapping[str, type]] = {
    "format": str,
    "version": int,
    "schema": str,
    "taken_out": dict,
    "organisation": dict,
    "people": list,
}


def holds_everything(begins: bytes) -> bool:
    """Tell by the beginning of a file whether everything of an organisation is in it."""
    text = begins[:SEEN].decode("utf-8-sig", "replace")
    return "".join(text.split()).startswith(f'{{"format":"{FORMAT}"')


def read_everything_file(file: BinaryIO) -> Everything:
    """Return what is in such a file; its rows are read as they are asked for.

    FileRefusedError for another file, for one of a later version, and, while rows are asked for,
    for one that is cut off.
    """
    pieces = Pieces(file)
    head: dict[str, Any] = {}
    names = pieces.names()
    for name in names:
        if name == "rows":
            return _of_head(head, _tables(pieces, names))
        head[name] = pieces.value()
    raise broken()


def _of_head(
    head: Mapping[str, Any], tables: Iterator[tuple[str, Iterator[PlainRow]]]
) -> Everything:
    if head.get("format") != FORMAT:
        raise FileRefusedError("The file is not one that everything was taken out to.")
    if not isinstance(version := head.get("version"), int) or version > VERSION:
        raise FileRefusedError(
            "The file was taken out of a later version of the register: bring this one up to date"
            " first."
        )
    if any(type(head.get(name)) is not kind for name, kind in _BEFORE_ROWS.items()):
        raise broken()
    return Everything(
        version,
        head["schema"],
        head["taken_out"],
        head["organisation"],
        tuple(head["people"]),
        tables,
    )


def _tables(pieces: Pieces, names: Iterator[str]) -> Iterator[tuple[str, Iterator[PlainRow]]]:
    """Yield each table with its rows, which must all be asked for before the next."""
    for table in pieces.names():
        yield table, _rows(pieces)
    for _more in names:
        raise broken()


def _rows(pieces: Pieces) -> Iterator[PlainRow]:
    for _ in pieces.items():
        row = pieces.value()
        if not isinstance(row, dict):
            raise broken()
        yield row
