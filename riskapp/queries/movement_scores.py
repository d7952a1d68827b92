"""How scores and targets moved between two days, from what was assessed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from riskapp.domain.matrix import Matrix
from riskapp.domain.movement import Crossing, MoveKind, Scored, crossings, moves_within, net_move
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.wording import date_words
from riskapp.models import Assessment, Person, Risk, RiskVersion
from riskapp.queries.movement_scope import Looked, named, risk_of
from riskapp.queries.movement_turns import new_ids
from riskapp.readmodels.movement import Moved, Step

MOVED = (ScoreKind.CURRENT, ScoreKind.TARGET)
NOT_SET = "not set"
_Within = aliased(Assessment)
_COLUMNS: tuple[Any, ...] = (
    *(Assessment.id, Assessment.kind, Assessment.score, Assessment.reason),
    *(Assessment.effective_on, Assessment.entered_on, Assessment.target_on),
)


@dataclass(frozen=True, slots=True)
class ScoreMoves:
    """What moved, and the current score at the second look of those risks that moved or are new."""

    moves: tuple[Moved, ...]
    current: Mapping[UUID, int]


def find_score_moves(session: Session, looked: Looked, matrix: Matrix) -> ScoreMoves:
    """Return how the scores and targets of risks moved, with every step, in one statement."""
    runs: dict[tuple[UUID, ScoreKind], list[Any]] = defaultdict(list)
    for row in session.connection().execute(_query(looked)):
        runs[row.risk_id, row.kind].append(row)
    moves: list[Moved] = []
    current: dict[UUID, int] = {}
    for (risk_id, kind), rows in runs.items():
        opening, within = _laid_out(rows, looked)
        held = [*([opening] if opening is not None else []), *within]
        if kind is ScoreKind.CURRENT:
            current |= {risk_id: held[-1].score} if held else {}
            moves.extend(_current(opening, within, matrix))
        else:
            moves.extend(_target(opening, within))
    return ScoreMoves(tuple(moves), current)


def _query(looked: Looked) -> sa.Select[*tuple[Any, ...]]:
    """Return the statement for all scores by the second look of the risks that moved or are new."""
    risk, says = risk_of(Assessment.risk_id)
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(*looked.names(), *map(col, _COLUMNS), col(Person.name).label("by"))
        .select_from(Assessment)
        .join(Risk, risk)
        .join(RiskVersion, says)
        .join(Person, col(Person.id) == col(Assessment.by_id))
    )
    return query.where(
        col(Assessment.kind).in_(MOVED),
        col(Assessment.effective_on) <= looked.period.until,
        col(Assessment.entered_on) <= looked.recorded_by,
        col(Assessment.risk_id).in_(_moved_or_new(looked)),
        *looked.lets(),
    ).order_by(col(Risk.number), col(Assessment.id))


def _moved_or_new(looked: Looked) -> sa.Select[*tuple[Any, ...]]:
    moved = sa.select(col(_Within.risk_id)).where(
        col(_Within.organisation_id) == looked.actor.organisation_id,
        col(_Within.kind).in_(MOVED),
        looked.within(col(_Within.effective_on)),
        col(_Within.entered_on) <= looked.recorded_by,
    )
    return sa.select(moved.union(*new_ids(looked)).subquery())


def _laid_out(rows: Sequence[Any], looked: Looked) -> tuple[Any | None, list[Any]]:
    """Return the assessment that held at the first look, None for none, and those since."""
    by_mark = {row.id.hex: row for row in rows}
    marks = ((row.effective_on, row.id.hex) for row in rows)
    opening, within = moves_within(marks, looked.period)
    return by_mark.get(opening or ""), [by_mark[mark] for mark in within]


def _current(opening: Any | None, within: Sequence[Any], matrix: Matrix) -> list[Moved]:
    held = [*([opening] if opening is not None else []), *within]
    scores = [Scored(row.effective_on, row.score) for row in held]
    kind = net_move(scores)
    if kind is None:
        first = opening is None and bool(within)
        return [_net(MoveKind.SCORED, held, None, ())] if first else []
    crossed = {crossing.on: crossing for crossing in crossings(scores, matrix)}
    steps = tuple(
        _step(after, str(before.score), str(after.score), crossed.get(after.effective_on))
        for before, after in pairwise(held)
        if before.score != after.score
    )
    return [_net(kind, held, held[0], steps)]


def _net(kind: MoveKind, held: Sequence[Any], first: Any | None, steps: tuple[Step, ...]) -> Moved:
    last = held[-1]
    return Moved(
        kind=kind,
        on=last.effective_on,
        entered_on=last.entered_on,
        risks=(named(last),),
        before=str(first.score) if first is not None else "",
        after=str(last.score),
        by=last.by,
        why=last.reason,
        scores=(first.score if first is not None else None, last.score),
        steps=steps,
    )


def _target(opening: Any | None, within: Sequence[Any]) -> list[Moved]:
    """Return the net change of a target's score or date, if there is one, with every step."""
    held = [opening, *within]
    steps = tuple(
        _step(after, _aim(before), _aim(after))
        for before, after in pairwise(held)
        if _aim(before) != _aim(after)
    )
    if not steps:
        return []
    last = held[-1]
    return [
        Moved(
            kind=MoveKind.TARGET,
            on=last.effective_on,
            entered_on=last.entered_on,
            risks=(named(last),),
            before=_aim(opening),
            after=_aim(last),
            by=last.by,
            why=last.reason,
            steps=steps,
        )
    ]


def _step(row: Any, before: str, after: str, crossing: Crossing | None = None) -> Step:
    return Step(row.effective_on, row.entered_on, before, after, row.by, row.reason, crossing)


def _aim(row: Any | None) -> str:
    """Return a target in words: "6 by 31 March 2019"."""
    if row is None:
        return NOT_SET
    if row.target_on is None:
        return f"{row.score}, without a date"
    return f"{row.score} by {date_words(row.target_on)}"
