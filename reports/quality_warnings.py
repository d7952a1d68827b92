"""What is amiss in the register, so that the Board knows what it cannot rely on."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import Flowable

from reports.contents import WARNINGS, begin
from reports.gate import Strong, part, words
from reports.grid import Cell, table
from reports.styles import WIDTH
from riskapp.domain.wording import counted, date_words, label_of
from riskapp.readmodels.board_pack import BoardPack, SwitchedOff, Warned

_WIDTHS: Final = tuple(WIDTH * share for share in (0.34, 0.36, 0.3))
_OFF_WIDTHS: Final = tuple(WIDTH * share for share in (0.34, 0.2, 0.46))


def quality_warnings(pack: BoardPack) -> Iterator[Flowable]:
    """Return each warning with its advice and the risks it concerns, and what was not checked."""
    yield from begin(WARNINGS)
    if pack.warnings:
        yield from words(
            "Of the risks on the BAF: what is not yet said, or said in a way that needs a look."
            " The most serious comes first."
        )
        rows = [_row(warned) for warned in pack.warnings]
        yield table(("What is amiss", "How to put it right", "Where"), rows, _WIDTHS)
    else:
        yield from words("There are no quality warnings.")
    if pack.off:
        yield from _not_checked(pack.off)


def _not_checked(off: Sequence[SwitchedOff]) -> Iterator[Flowable]:
    """Return the checks that were switched off: what they would find, this pack cannot say."""
    yield from part("Not checked")
    yield from words(
        "These checks were switched off on the day of this pack. It does not say what they would"
        " have found."
    )
    rows = [(Strong(one.title), date_words(one.since), one.reason) for one in off]
    yield table(("Check", "Off since", "Why"), rows, _OFF_WIDTHS)


def _row(warned: Warned) -> tuple[Cell, str, Cell]:
    where = ", ".join(warned.references)
    count = Strong(counted(len(warned.references), "risk"))
    amiss = Cell([Strong(warned.title), f"\n{label_of(warned.severity)}"])
    return amiss, warned.advice, Cell([count, f"\n{where}"] if where else "")
