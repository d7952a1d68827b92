"""What waits to be decided about any risk that a reader may know of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.models import Decision, Risk, RiskVersion
from riskapp.queries.decisions import decisions_query, read_decision
from riskapp.queries.joins import points_at
from riskapp.queries.scope import Condition, same_risk, still, still_open, visible
from riskapp.readmodels.plan import RiskName
from riskapp.readmodels.risk_page import DecisionLine


@dataclass(frozen=True, slots=True)
class OpenDecision:
    """A decision that waits, and the risk that it is about."""

    risk: RiskName
    line: DecisionLine


@dataclass(frozen=True, slots=True)
class OpenDecisions:
    """A piece of what waits, the oldest first; `ends` is the last of it, None at the end."""

    rows: Sequence[OpenDecision]
    total: int
    ends: UUID | None


def list_open_decisions(
    session: Session, actor: Actor, after: UUID | None, most: int
) -> OpenDecisions:
    """Return what waits to be decided, from after a decision on."""
    query = (
        decisions_query(actor)
        .add_columns(col(Risk.number), col(RiskVersion.title))
        .join(RiskVersion, same_risk())
        .where(*_waits(actor))
        .order_by(col(Decision.id))
        .limit(most + 1)
    )
    if after is not None:
        query = query.where(col(Decision.id) > after)
    found = session.connection().execute(query).all()
    rows = [_read(row, actor) for row in found[:most]]
    total = session.connection().execute(_count(actor)).scalar_one()
    return OpenDecisions(rows, total, rows[-1].line.id if len(found) > most else None)


def _waits(actor: Actor) -> tuple[Condition, ...]:
    return still_open(), still(RiskVersion), visible(actor)


def _count(actor: Actor) -> sa.Select[int]:
    return (
        sa.select(sa.func.count())
        .select_from(Decision)
        .join(Risk, points_at(Decision.risk_id, Risk))
        .join(RiskVersion, same_risk())
        .where(col(Decision.organisation_id) == actor.organisation_id, *_waits(actor))
    )


def _read(row: Any, actor: Actor) -> OpenDecision:
    name = RiskName(row.risk_id, risk_reference(row.number), row.title)
    return OpenDecision(name, read_decision(row, actor, actor.today))
