"""The late-changes sheet of an issued pack: what has changed of its risks since."""

from collections.abc import Iterator, Sequence
from typing import Final

from riskapp.domain.movement import MOVE_NAMES
from riskapp.domain.wording import counted, date_words
from riskapp.papers.framing import framed, slim
from riskapp.papers.making import CellText, cell, part, said, table, typed
from riskapp.readmodels.issued_packs import PackPage
from riskapp.readmodels.movement import Moved, Movement
from riskapp.readmodels.pack_frame import PackFrame
from riskapp.readmodels.paper import Block, Paper, Piece

NOTHING: Final = "Nothing has changed of its risks since then."
_HEAD: Final = ("Risk", "What changed", "When", "Who and why")
_SHARES: Final = (0.26, 0.28, 0.16, 0.3)


def late_title(number: str) -> str:
    """Return what the sheet of a pack is called."""
    return f"Late changes to {number}"


def late_paper(pack: PackPage, frame: PackFrame, movement: Movement) -> Paper:
    """Return what has changed of the risks of a pack by a day."""
    title = late_title(pack.row.number)
    return framed(frame, pack.row.kind, title, [slim(frame, title, _blocks(pack, movement))])


def _blocks(pack: PackPage, movement: Movement) -> Iterator[Block]:
    since, until = map(date_words, (movement.period.since, movement.period.until))
    risks = counted(len(movement.moves), "change")
    yield said(
        f"{pack.row.number} is as at {since}. This sheet lists what has changed of the risks in it"
        f" after that day and by {until}, and what was entered after the pack was issued, whatever"
        f" day it holds from: {risks}. The pack itself is not altered."
    )
    if not movement.moves:
        yield said(NOTHING)
    for kind in movement.counts:
        yield part(MOVE_NAMES[kind])
        yield table(MOVE_NAMES[kind], _HEAD, map(_row, movement.of_kind(kind)), _SHARES)


def _row(move: Moved) -> Sequence[CellText]:
    by, why = (move.steps[-1].by, move.steps[-1].why) if move.steps else (move.by, move.why)
    about = move.risks[0].id if move.risks else None
    reasons: tuple[Piece, ...] = (by, *((": ", typed(why, about)) if why != "" else ()))
    return cell(*_named(move)), cell(*_changed(move)), cell(_when(move)), cell(*reasons)


def _when(move: Moved) -> str:
    """Return the day from which a change holds, and the one on which it was entered if later."""
    later = f", entered {date_words(move.entered_on)}" if move.entered_on > move.on else ""
    return f"{date_words(move.on)}{later}"


def _named(move: Moved) -> Iterator[Piece]:
    for at, risk in enumerate(move.risks):
        yield f"{'; ' if at else ''}{risk.reference} "
        yield typed(risk.title, risk.id)


def _changed(move: Moved) -> Iterator[Piece]:
    if move.milestone is not None:
        about = move.risks[0].id if move.risks else None
        yield f"{move.milestone.reference} "
        yield typed(move.milestone.words, about)
        yield ": "
    yield move.words
