"""A risk at a glance: how bad, which way, what holds it, what comes next, and what is asked."""

from collections.abc import Iterable, Iterator
from typing import Final
from uuid import UUID

from riskapp.domain.decisions import DecisionState
from riskapp.domain.milestones import StandingKind
from riskapp.domain.wording import NO_POST, date_words, decision_words
from riskapp.papers.making import named, part, typed
from riskapp.papers.scores import score_words
from riskapp.readmodels.movement import Moved
from riskapp.readmodels.paper import Block, Piece
from riskapp.readmodels.plan import MilestoneRow
from riskapp.readmodels.risk_pack import RiskPack
from riskapp.readmodels.risk_page import DecisionLine

_OPEN: Final = frozenset({StandingKind.LATE, StandingKind.AT_RISK, StandingKind.DUE})
MOST_MOVES: Final = 3


def at_a_glance(pack: RiskPack) -> Iterator[Block]:
    """Yield what a chief executive asks first of a risk, a line each."""
    risk_id = pack.risk.row.id
    yield part("At a glance")
    yield named("Score", f"{'; '.join(_score(pack))}.")
    yield named(f"Since {date_words(pack.movement.period.since)}", *_moves(pack))
    yield named("Assurance", *_assurance(pack))
    yield named("Next", *_next(pack.risk.milestones, risk_id))
    yield named("Asked for", f"{_asked(pack.risk.decisions)}.")


def _score(pack: RiskPack) -> Iterator[str]:
    row = pack.risk.row
    yield score_words(row.current)
    for words in (row.target_words, row.appetite_words):
        if words:
            yield words


def _moves(pack: RiskPack) -> Iterator[Piece]:
    moves = pack.movement.moves
    if not moves:
        yield "nothing changed."
        return
    for number, move in enumerate(moves[:MOST_MOVES]):
        yield "; " if number else ""
        yield from _move(move, pack.risk.row.id)
    left_out = len(moves) - MOST_MOVES
    yield f"; and {left_out} more." if left_out > 0 else "."


def _move(move: Moved, risk_id: UUID) -> Iterator[Piece]:
    if move.milestone:
        yield f"{move.milestone.reference}: "
    yield typed(move.words, risk_id)
    yield f" ({date_words(move.on)})"


def _assurance(pack: RiskPack) -> Iterator[Piece]:
    found = pack.risk.assurance
    yield found.confidence.words
    if found.rating is not None:
        yield f"; {found.rating.committee} rated it "
        yield typed(found.rating.rating, pack.risk.row.id)
        yield f" on {date_words(found.rating.rated_on)}"
    yield "."


def _next(milestones: Iterable[MilestoneRow], risk_id: UUID) -> Iterator[Piece]:
    """Yield what is late or, where nothing is, what is due first."""
    still = [one for one in milestones if one.standing.kind in _OPEN and one.due.due_on]
    if not still:
        yield "no milestone is due."
        return
    first = min(still, key=lambda one: (one.due.due_on or one.due.set_on, one.reference))
    yield f"{first.reference} "
    yield typed(first.words, risk_id)
    yield f", {first.owner or NO_POST}, due {first.due.printed} ({first.standing.words})."
    late = sum(one.standing.kind is StandingKind.LATE for one in still)
    if late > 1:
        yield f" {late} are late in all."


def _asked(decisions: Iterable[DecisionLine]) -> str:
    still_open = [one for one in decisions if one.state is DecisionState.OPEN]
    if not still_open:
        return "no decision"
    return "; ".join(decision_words(one.kind, one.register) for one in still_open)
