"""A long past for every risk: as many scores, one after another, as years of reviews leave."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from riskapp.domain.intervals import FOREVER
from riskapp.domain.scoring import ScoreKind
from riskapp.models import Position, Risk
from riskapp.queries.joins import points_at
from riskapp.queries.scope import Condition, still

SCORES: Final = 20
"""Current scores of each risk, one after another."""
BATCH: Final = 50_000


def deepen(engine: sa.Engine, organisation_id: UUID, today: date) -> int:
    """Cut the life of each risk into SCORES current positions; return how many there are.

    The last is the one that holds already, every second before it a step less likely. All of a
    risk's rest on one assessment: lists read no more of it than the basis of its day.
    """
    current = _current(organisation_id)
    made = 0
    with engine.begin() as connection:
        lives = connection.execute(_lives_query(current)).all()
        connection.execute(sa.delete(Position).where(*current))
        pieces = (piece for life in lives for piece in _pieces(organisation_id, life, today))
        while batch := list(islice(pieces, BATCH)):
            connection.execute(sa.insert(Position), batch)
            made += len(batch)
    return made


def _current(organisation_id: UUID) -> tuple[Condition, ...]:
    ours = col(Position.organisation_id) == organisation_id
    return ours, col(Position.kind) == ScoreKind.CURRENT


def _lives_query(current: tuple[Condition, ...]) -> Any:
    """Return the statement for each risk's day of opening and the score that holds."""
    return (
        sa.select(
            col(Risk.id),
            col(Risk.opened_on),
            col(Position.consequence),
            col(Position.likelihood),
            col(Position.score),
            col(Position.assessment_id),
        )
        .select_from(Position)
        .join(Risk, points_at(Position.risk_id, Risk))
        .where(*current, still(Position))
        .order_by(col(Risk.id))
    )


def _pieces(organisation_id: UUID, life: Any, today: date) -> Iterator[dict[str, Any]]:
    """Yield the positions of one risk, of equal length."""
    lived = (today - life.opened_on).days
    days = [life.opened_on + timedelta(lived * number // SCORES) for number in range(SCORES)]
    ends = [*days[1:], FOREVER]
    for back, (from_on, until_on) in enumerate(zip(reversed(days), reversed(ends), strict=True)):
        score, likelihood = life.score, life.likelihood
        if likelihood and back % 2:
            likelihood = max(1, likelihood - 1)
            score = life.consequence * likelihood
        yield {
            "organisation_id": organisation_id,
            "risk_id": life.id,
            "kind": ScoreKind.CURRENT,
            "from_on": from_on,
            "until_on": until_on,
            "consequence": life.consequence,
            "likelihood": likelihood,
            "score": score,
            "target_on": None,
            "assessment_id": life.assessment_id,
        }
