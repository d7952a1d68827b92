"""The risks to one objective, in full."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.lifecycle import ON_REGISTER
from riskapp.domain.permissions import Actor
from riskapp.domain.scoring import ScoreKind
from riskapp.models import Position, Risk, RiskObjective, RiskVersion
from riskapp.queries.joins import of_same_risk, points_at
from riskapp.queries.register import list_register_rows
from riskapp.queries.register_columns import Earlier, join_says
from riskapp.queries.scope import Condition, holds, same_risk, still, visible
from riskapp.readmodels.register import RegisterRow

MOST = 50


def list_risks_to(
    session: Session, actor: Actor, objective_id: UUID, on: date | None = None
) -> tuple[RegisterRow, ...]:
    """Return the risks to an objective that day, at most 50, the highest score first."""
    day = on or actor.today
    query = join_says(_query(actor, objective_id, day), day)
    ids = list(session.connection().execute(query).scalars())
    return list_register_rows(session, actor, ids, day)


def _query(actor: Actor, objective_id: UUID, on: date) -> sa.Select[UUID]:
    return (
        sa.select(col(Risk.id))
        .select_from(RiskObjective)
        .join(Risk, points_at(RiskObjective.risk_id, Risk))
        .join(RiskVersion, same_risk())
        .outerjoin(Position, sa.and_(of_same_risk(Position, RiskObjective), *_current(on)))
        .where(
            col(RiskObjective.organisation_id) == actor.organisation_id,
            col(RiskObjective.objective_id) == objective_id,
            holds(RiskObjective, on),
            still(RiskVersion),
            col(Earlier.status).in_(ON_REGISTER),
            visible(actor),
        )
        .order_by(sa.func.coalesce(col(Position.score), 0).desc(), col(Risk.number))
        .limit(MOST)
    )


def _current(on: date) -> tuple[Condition, Condition]:
    """Keep the current score as it stood on the day."""
    return col(Position.kind) == ScoreKind.CURRENT, holds(Position, on)
