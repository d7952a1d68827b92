"""What forms about risks let people choose from, each as (id, words) in the order of a list."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.escalation import Register
from riskapp.domain.intervals import FOREVER
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.models import (
    Committee,
    Objective,
    Placement,
    Programme,
    Risk,
    RiskVersion,
    Unit,
)
from riskapp.queries.joins import points_at
from riskapp.queries.names import list_post_names
from riskapp.queries.scope import same_risk, visible

Choices = tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Where a risk can be put: units within the actor's reach, posts, committees, programmes."""

    units: Choices
    posts: Choices
    committees: Choices
    programmes: Choices


def list_units_within_reach(session: Session, actor: Actor) -> Choices:
    """Return the units that the actor's role reaches, the root first."""
    query = (
        sa.select(col(Unit.id), col(Unit.name))
        .where(col(Unit.organisation_id) == actor.organisation_id)
        .order_by(col(Unit.parent_id).is_not(None), col(Unit.name), col(Unit.id))
    )
    if actor.units is not None:
        query = query.where(col(Unit.id).in_(actor.units))
    return _choices(session, query)


def list_committees(session: Session, actor: Actor) -> Choices:
    """Return the organisation's committees in their order, the Board first."""
    query = (
        sa.select(col(Committee.id), col(Committee.name))
        .where(col(Committee.organisation_id) == actor.organisation_id)
        .order_by(col(Committee.position), col(Committee.name), col(Committee.id))
    )
    return _choices(session, query)


def get_places(session: Session, actor: Actor) -> Places:
    """Return everything that a risk's details point at."""
    programmes = (
        sa.select(col(Programme.id), col(Programme.name))
        .where(col(Programme.organisation_id) == actor.organisation_id)
        .order_by(col(Programme.position), col(Programme.name), col(Programme.id))
    )
    return Places(
        list_units_within_reach(session, actor),
        list_post_names(session, actor),
        list_committees(session, actor),
        _choices(session, programmes),
    )


def list_objectives_today(session: Session, actor: Actor) -> Choices:
    """Return the objectives that are in force today, in their order."""
    query = (
        sa.select(col(Objective.id), col(Objective.number) + ": " + col(Objective.title))
        .where(
            col(Objective.organisation_id) == actor.organisation_id,
            col(Objective.starts_on) <= actor.today,
            col(Objective.ends_on) >= actor.today,
        )
        .order_by(col(Objective.position), col(Objective.number), col(Objective.id))
    )
    return _choices(session, query)


def list_risks_on_baf(session: Session, actor: Actor, *, but: UUID) -> Choices:
    """Return the other risks on the BAF that the actor may know of, by reference."""
    query = (
        sa.select(col(Risk.id), col(Risk.number), col(RiskVersion.title))
        .select_from(Risk)
        .join(RiskVersion, same_risk())
        .join(Placement, points_at(Placement.risk_id, Risk))
        .where(
            visible(actor),
            col(RiskVersion.until_on) == FOREVER,
            col(Placement.until_on) == FOREVER,
            col(Placement.register_kind) == Register.BAF,
            col(Risk.id) != but,
        )
        .order_by(col(Risk.number))
    )
    found = session.connection().execute(query)
    return tuple((row.id, f"{risk_reference(row.number)} {row.title}") for row in found)


def _choices(session: Session, query: sa.Select[*tuple[Any, ...]]) -> Choices:
    return tuple((row[0], row[1]) for row in session.connection().execute(query))
