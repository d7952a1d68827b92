"""The cells of the assurance map: what each line says of a risk, always in words."""

from collections.abc import Iterable, Sequence
from typing import Final

from riskapp.domain.assurance import LINE_SHORT
from riskapp.domain.assurance_map import Cell as Said
from riskapp.domain.assurance_map import CellKind
from riskapp.papers.making import CellText, cell, table, typed
from riskapp.papers.scores import score_words
from riskapp.readmodels.assurance_map import MapRow
from riskapp.readmodels.paper import Cell, Strong, Table

_HEAD: Final = ("Risk", *(words.capitalize() for words in LINE_SHORT.values()))
_SHARES: Final = (0.28, 0.18, 0.18, 0.18, 0.18)
HOLE: Final = "hole"
_STANDS_OUT: Final = frozenset({CellKind.EXPIRED, CellKind.NEGATIVE})


def map_table(name: str, rows: Iterable[MapRow]) -> Table:
    """Return what each line says of some risks."""
    return table(name, _HEAD, map(_row, rows), _SHARES, side_heads=(0,))


def _row(row: MapRow) -> Sequence[CellText]:
    return (_risk(row), *(_said(row.cells[line]) for line in LINE_SHORT))


def _risk(row: MapRow) -> Cell:
    about = f"\n{score_words(row.current)}; {row.committee}"
    return cell(Strong(f"{row.reference} "), typed(row.title, row.id), about)


def _said(found: Said) -> Cell:
    if found.kind is CellKind.NOTHING:
        return cell(Strong(HOLE))
    words = found.words[:1].upper() + found.words[1:]
    more = f", and {found.more} more" if found.more else ""
    said = f"{words}{more}"
    return cell(Strong(said) if found.kind in _STANDS_OUT else said)
