"""What changed between two days, for a page, a pack, a committee or a meeting."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from uuid import UUID

from sqlmodel import Session

from riskapp.domain.known import Look
from riskapp.domain.movement import MoveKind, Period
from riskapp.domain.permissions import Actor
from riskapp.queries.matrices import get_matrix
from riskapp.queries.movement_milestones import list_milestone_moves
from riskapp.queries.movement_scope import Looked, Risks
from riskapp.queries.movement_scores import find_score_moves
from riskapp.queries.movement_stays import list_stay_moves
from riskapp.queries.movement_turns import list_turns
from riskapp.readmodels.movement import Moved, Movement

_ORDER = {kind: place for place, kind in enumerate(MoveKind)}


def get_movement(
    session: Session,
    actor: Actor,
    since: date,
    until: date,
    *,
    risks: Risks = None,
    known_on: date | None = None,
) -> Movement:
    """Return what changed after one day and by another of the risks that the actor may know of.

    `risks` narrows it to a scope, to ids or to those that a statement finds; what was entered after
    `known_on` is left out. The number of statements is the same for one risk as for a thousand.
    """
    looked = Looked(actor, Period(since, until), risks, known_on)
    if known_on is not None:
        Look(until, known_on)
    return Movement(looked.period, in_order(_moves(session, looked)), known_on)


def _moves(session: Session, looked: Looked) -> Iterator[Moved]:
    matrix = get_matrix(session, looked.actor, looked.period.until)
    scores = find_score_moves(session, looked, matrix)
    turns = list_turns(session, looked, scores.current)
    new = {move.risks[0].id for move in turns if move.kind is MoveKind.NEW}
    yield from list_stay_moves(session, looked)
    yield from turns
    yield from (move for move in scores.moves if not _is_told(move, new))
    yield from list_milestone_moves(session, looked)


def _is_told(move: Moved, new: Collection[UUID]) -> bool:
    """Tell whether a first score is told with the new risk already."""
    return move.kind is MoveKind.SCORED and move.risks[0].id in new


def in_order(moves: Iterable[Moved]) -> tuple[Moved, ...]:
    """Put each kind in its place, the highest score first, then by day."""
    return tuple(sorted(moves, key=_place))


def _place(move: Moved) -> tuple[int, int, date]:
    return _ORDER[move.kind], -(move.scores[1] if move.scores else 0), move.on
