"""What the scores of risks were some months ago: for the lists whose reader asks what moved."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from riskapp.domain.moved import compared_with
from riskapp.domain.permissions import Actor
from riskapp.models import Position, Risk, RiskVersion
from riskapp.queries.register_columns import position_on
from riskapp.queries.scope import same_risk, still, visible
from riskapp.queries.written import ask

_Then = aliased(Position)


def list_scores_then(
    session: Session, actor: Actor, ids: Sequence[UUID], on: date | None = None
) -> Mapping[UUID, int]:
    """Return the earlier scores of those of these risks that the actor may know of.

    A risk that had none has no entry.
    """
    rows = ask(session, _query, actor, ids, on or actor.today)
    return {row.id: row.score for row in rows if row.score is not None}


def score_then(day: date) -> Any:
    """Return the score that a risk had on the day with which another is compared."""
    then = position_on(compared_with(day), _Then), col(_Then.score) > 0
    return sa.select(col(_Then.score)).where(*then).correlate(RiskVersion).scalar_subquery()


def _query(actor: Actor, ids: Any, on: date | None) -> Any:
    return (
        sa.select(col(Risk.id), score_then(on or actor.today).label("score"))
        .join(RiskVersion, same_risk())
        .where(col(Risk.id).in_(ids), still(RiskVersion), visible(actor))
    )
