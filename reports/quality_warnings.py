"""What is amiss in the register, so that the Board knows what it cannot rely on."""

from collections.abc import Iterator
from typing import Final

from reportlab.platypus import Flowable

from reports.contents import WARNINGS, begin
from reports.gate import Strong, words
from reports.grid import Cell, table
from reports.styles import WIDTH
from riskapp.domain.wording import counted, label_of
from riskapp.readmodels.board_pack import BoardPack, Warned

_WIDTHS: Final = tuple(WIDTH * part for part in (0.34, 0.36, 0.3))


def quality_warnings(pack: BoardPack) -> Iterator[Flowable]:
    """Return each warning with its advice and the risks it concerns."""
    yield from begin(WARNINGS)
    if not pack.warnings:
        yield from words("There are no quality warnings.")
        return
    yield from words(
        "Of the risks on the BAF: what is not yet said, or said in a way that needs a look."
        " The most serious comes first."
    )
    rows = [_row(warned) for warned in pack.warnings]
    yield table(("What is amiss", "How to put it right", "Where"), rows, _WIDTHS)


def _row(warned: Warned) -> tuple[Cell, str, Cell]:
    where = ", ".join(warned.references)
    count = Strong(counted(len(warned.references), "risk"))
    amiss = Cell([Strong(warned.title), f"\n{label_of(warned.severity)}"])
    return amiss, warned.advice, Cell([count, f"\n{where}"] if where else "")
