"""The statements behind the assurance map: its risks, their objectives, and what was reported."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from riskapp.domain.escalation import Register
from riskapp.domain.permissions import Actor
from riskapp.models import (
    Assurance,
    Committee,
    ControlVersion,
    Objective,
    Placement,
    Position,
    Risk,
    RiskObjective,
    RiskVersion,
)
from riskapp.queries.joins import points_at
from riskapp.queries.register_columns import join_says, position_on, says_on
from riskapp.queries.scope import holds, same_risk, still, visible

Found = Any
"""A row of one of these statements."""
_RISK: Mapping[str, Any] = {
    "id": Risk.id,
    "number": Risk.number,
    "printed_reference": Risk.printed_reference,
    "committee_id": Committee.id,
    "committee": Committee.name,
    "score": Position.score,
    "consequence": Position.consequence,
    "likelihood": Position.likelihood,
}
_REPORT: tuple[Any, ...] = (
    Assurance.risk_id,
    Assurance.control_id,
    Assurance.line,
    Assurance.source_kind,
    Assurance.result,
    Assurance.received_on,
    Assurance.expires_on,
    Assurance.settled_on,
)


def risks_query(actor: Actor, on: date | None) -> Any:
    """Return the statement for the risks on the BAF that the actor may know of."""
    says = says_on(on)
    columns = {**_RISK, "title": says.title}
    query = join_says(
        sa.select(*(col(column).label(name) for name, column in columns.items()))
        .select_from(Risk)
        .join(RiskVersion, same_risk()),
        on,
    )
    return (
        query.outerjoin(Position, position_on(on))
        .outerjoin(Committee, points_at(says.lead_committee_id, Committee))
        .where(visible(actor), still(RiskVersion), col(Risk.id).in_(_on_baf(actor, on)))
        .order_by(sa.func.coalesce(col(Position.score), 0).desc(), col(Risk.number))
    )


def objectives_query(actor: Actor) -> Any:
    """Return the statement for the organisation's objectives, in the plan's order."""
    columns = (
        Objective.id,
        Objective.number,
        Objective.title,
        Objective.level,
        Objective.starts_on,
        Objective.ends_on,
    )
    return (
        sa.select(*(col(column) for column in columns))
        .where(col(Objective.organisation_id) == actor.organisation_id)
        .order_by(col(Objective.position), col(Objective.number), col(Objective.id))
    )


def links_query(actor: Actor, on: date | None) -> Any:
    """Return the statement for the risks on the BAF with the objectives they threaten."""
    return sa.select(col(RiskObjective.risk_id), col(RiskObjective.objective_id)).where(
        col(RiskObjective.organisation_id) == actor.organisation_id,
        col(RiskObjective.risk_id).in_(_on_baf(actor, on)),
        holds(RiskObjective, on),
    )


def reports_query(actor: Actor, on: date | None) -> Any:
    """Return the statement for what counts: not withdrawn, nor about a control that is retired."""
    in_place = sa.and_(
        col(ControlVersion.organisation_id) == col(Assurance.organisation_id),
        col(ControlVersion.control_id) == col(Assurance.control_id),
        holds(ControlVersion, on),
    )
    about = sa.or_(col(Assurance.control_id).is_(None), col(ControlVersion.control_id).is_not(None))
    return (
        sa.select(*map(col, _REPORT))
        .select_from(Assurance)
        .outerjoin(ControlVersion, in_place)
        .where(
            col(Assurance.organisation_id) == actor.organisation_id,
            col(Assurance.risk_id).in_(_on_baf(actor, on)),
            col(Assurance.withdrawn_on).is_(None),
            col(Assurance.received_on) <= (on or actor.today),
            about,
        )
        .order_by(col(Assurance.received_on), col(Assurance.id))
    )


def _on_baf(actor: Actor, on: date | None) -> sa.Select[UUID]:
    return sa.select(col(Placement.risk_id)).where(
        col(Placement.organisation_id) == actor.organisation_id,
        col(Placement.register_kind) == Register.BAF,
        holds(Placement, on),
    )
