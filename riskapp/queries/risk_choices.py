"""What forms about risks let people choose from."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.escalation import Register
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.models import (
    Committee,
    Objective,
    Placement,
    Risk,
    RiskVersion,
    Unit,
)
from riskapp.queries.joins import points_at
from riskapp.queries.names import Names, list_post_names
from riskapp.queries.programmes import list_programme_names
from riskapp.queries.scope import same_risk, still, visible


@dataclass(frozen=True, slots=True)
class Places:
    """Where a risk can be put: units within the actor's reach, posts, committees, programmes."""

    units: Names
    posts: Names
    committees: Names
    programmes: Names


def list_units_within_reach(session: Session, actor: Actor) -> Names:
    """Return the units that the actor's role reaches, the root first."""
    query = (
        sa.select(col(Unit.id), col(Unit.name))
        .where(col(Unit.organisation_id) == actor.organisation_id)
        .order_by(col(Unit.parent_id).is_not(None), col(Unit.name), col(Unit.id))
    )
    if actor.units is not None:
        query = query.where(col(Unit.id).in_(actor.units))
    return _names(session, query)


def list_units(session: Session, actor: Actor) -> Names:
    """Return every unit of the organisation, the root first: a risk may be handed to any."""
    return list_units_within_reach(session, replace(actor, units=None))


def list_committees(session: Session, actor: Actor) -> Names:
    """Return the organisation's committees in their order, the Board first."""
    query = (
        sa.select(col(Committee.id), col(Committee.name))
        .where(col(Committee.organisation_id) == actor.organisation_id)
        .order_by(col(Committee.position), col(Committee.name), col(Committee.id))
    )
    return _names(session, query)


def get_places(session: Session, actor: Actor) -> Places:
    """Return everything that a risk's details point at."""
    return Places(
        list_units_within_reach(session, actor),
        list_post_names(session, actor),
        list_committees(session, actor),
        list_programme_names(session, actor),
    )


def list_objectives_today(session: Session, actor: Actor) -> Names:
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
    return _names(session, query)


def list_risks_on_baf(session: Session, actor: Actor, *, but: UUID) -> Names:
    """Return the other risks on the BAF that the actor may know of, by reference."""
    query = (
        sa.select(col(Risk.id), col(Risk.number), col(RiskVersion.title))
        .select_from(Risk)
        .join(RiskVersion, same_risk())
        .join(Placement, points_at(Placement.risk_id, Risk))
        .where(
            visible(actor),
            still(RiskVersion),
            still(Placement),
            col(Placement.register_kind) == Register.BAF,
            col(Risk.id) != but,
        )
        .order_by(col(Risk.number))
    )
    found = session.connection().execute(query)
    return tuple((row.id, f"{risk_reference(row.number)} {row.title}") for row in found)


def _names(session: Session, query: sa.Select[*tuple[Any, ...]]) -> Names:
    return tuple((row[0], row[1]) for row in session.connection().execute(query))
