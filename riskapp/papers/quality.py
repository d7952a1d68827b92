"""What is amiss in the register, so that its readers know what they cannot rely on."""

from collections.abc import Iterator, Sequence
from typing import Final

from riskapp.domain.wording import counted, date_words, label_of
from riskapp.papers.making import CellText, part, said, table
from riskapp.papers.sections import WARNINGS
from riskapp.readmodels.board_pack import SwitchedOff, Warned
from riskapp.readmodels.paper import Block, Cell, Section, Strong, text_of

_SHARES: Final = (0.34, 0.36, 0.3)
_OFF_SHARES: Final = (0.34, 0.2, 0.46)


def quality_warnings(
    warnings: Sequence[Warned], off: Sequence[SwitchedOff], of: str = "the risks on the BAF"
) -> Section:
    """Return each warning with its advice and the risks it concerns, and what was not checked."""
    return WARNINGS.of(_blocks(warnings, off, of))


def _blocks(warnings: Sequence[Warned], off: Sequence[SwitchedOff], of: str) -> Iterator[Block]:
    if warnings:
        yield said(
            f"Of {of}: what is not yet said, or said in a way that needs a look."
            " The most serious comes first."
        )
        head = ("What is amiss", "How to put it right", "Where")
        yield table("Quality warnings", head, map(_row, warnings), _SHARES)
    else:
        yield said("There are no quality warnings.")
    if off:
        yield from not_checked(off)


def not_checked(off: Sequence[SwitchedOff]) -> Iterator[Block]:
    """Yield the checks that were switched off: what they would find, the pack cannot say."""
    yield part("Not checked")
    yield said(
        "These checks were switched off on the day of this pack. It does not say what they would"
        " have found."
    )
    rows = [(Cell(text_of(Strong(one.title))), date_words(one.since), one.reason) for one in off]
    yield table("Not checked", ("Check", "Off since", "Why"), rows, _OFF_SHARES)


def _row(warned: Warned) -> Sequence[CellText]:
    where = ", ".join(warned.references)
    count = Strong(counted(len(warned.references), "risk"))
    amiss = Cell(text_of(Strong(warned.title), f"\n{label_of(warned.severity)}"))
    found = Cell(text_of(count, f"\n{where}"), number=len(warned.references))
    return amiss, warned.advice, found if where else ""
