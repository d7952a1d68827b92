"""What changed since the last pack: the first thing that its readers ask."""

from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from riskapp.domain.movement import MOVE_NAMES, MoveKind
from riskapp.domain.wording import counted, date_words
from riskapp.papers.making import CellText, cell, said, small, table, typed
from riskapp.papers.sections import CHANGES
from riskapp.readmodels.finals import Words
from riskapp.readmodels.movement import Moved, Movement, Step
from riskapp.readmodels.pack_changes import Changes, Since
from riskapp.readmodels.paper import Block, Piece, Section, Start, Strong
from riskapp.readmodels.plan import RiskName

_HEAD: Final = ("Risk, milestone", "Change", "Why, by whom")
_SHARES: Final = (0.28, 0.32, 0.4)
NO_PACK: Final = "No earlier pack of this kind was issued: compared with how things stood on"


def changes(found: Changes) -> Section:
    """Return what changed since the last pack, or in one line that nothing did."""
    return CHANGES.of(_blocks(found), Start.NEW_PAGE)


def since_words(since: Since) -> str:
    """Return with which day a pack is compared: "Since the pack HCT-BAF-2018-05 as at ..."."""
    day = date_words(since.on)
    return f"Since the pack {since.pack} as at {day}" if since.pack else f"{NO_PACK} {day}"


def _blocks(found: Changes) -> Iterator[Block]:
    moves = found.movement.moves
    if not moves:
        yield said(f"{since_words(found.since)}: nothing changed.")
        return
    yield said(f"{since_words(found.since)}: {counted(len(moves), 'change')}.")
    yield small(f"{_counts(found.movement)}.")
    rows = [_row(move) for move in moves]
    yield table("What changed", _HEAD, rows, _SHARES)


def _counts(movement: Movement) -> str:
    return "; ".join(f"{MOVE_NAMES[kind]}: {number}" for kind, number in movement.counts.items())


def _row(move: Moved) -> Sequence[CellText]:
    return cell(*_what(move)), cell(*_how(move)), cell(*_why(move))


def _what(move: Moved) -> Iterator[Piece]:
    """Yield the risk, or the milestone and after it the risks that it mitigates."""
    if move.milestone is None:
        yield from _risk(move.risks[0])
        return
    yield Strong(move.milestone.reference)
    yield " "
    yield typed(move.milestone.words, _whose(move))
    if move.risks:
        yield f" (of {', '.join(risk.reference for risk in move.risks)})"


def _whose(move: Moved) -> UUID | None:
    """Return the risk that what was typed of a change is about: the first of a milestone's."""
    return move.risks[0].id if move.risks else None


def _risk(risk: RiskName) -> Iterator[Piece]:
    yield Strong(risk.reference)
    yield " "
    yield typed(risk.title, risk.id)


def _how(move: Moved) -> Iterator[Piece]:
    words = f"{_ARROWS.get(move.kind, '')}{move.words}"
    yield Strong(Words(words, _whose(move)))
    yield f"\n{date_words(move.on)}"
    if move.entered_later:
        yield f", entered {date_words(move.entered_later)}"
    for crossing in move.crossings:
        yield f"; {crossing.words}"


_ARROWS: Final = {MoveKind.UP: "\u25b2 ", MoveKind.DOWN: "\u25bc "}


def _why(move: Moved) -> Iterator[Piece]:
    """Yield who made a change and why, or the same of every step on the way."""
    if not move.steps:
        yield from _said(move.why, move.by, move)
    for number, step in enumerate(move.steps):
        yield "\n" if number else ""
        yield from _step(step, move)


def _step(step: Step, move: Moved) -> Iterator[Piece]:
    if move.takes_steps:
        yield f"{date_words(step.on)}, {step.before} to {step.after}: "
    yield from _said(step.why, step.by, move)


def _said(why: str | None, by: str, move: Moved) -> Iterator[Piece]:
    yield typed(why, _whose(move))
    if by:
        yield by if why == "" else f" ({by})"
