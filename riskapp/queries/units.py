"""The parts of an organisation, for filters to offer and to reach below."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.models import Unit


def list_unit_names(session: Session, actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Return the units that the actor's role reaches, by id and name, in order of their names."""
    query = (
        sa.select(col(Unit.id), col(Unit.name))
        .where(col(Unit.organisation_id) == actor.organisation_id)
        .order_by(col(Unit.parent_id).is_not(None), col(Unit.name), col(Unit.id))
    )
    if actor.units is not None:
        query = query.where(col(Unit.id).in_(actor.units))
    return tuple((row.id, row.name) for row in session.connection().execute(query))


def unit_and_below(actor: Actor, unit_id: UUID) -> sa.Select[tuple[UUID]]:
    """Return the ids of a unit of the actor's organisation and of all those below it."""
    ours = col(Unit.organisation_id) == actor.organisation_id
    reached = (
        sa.select(col(Unit.id)).where(ours, col(Unit.id) == unit_id).cte("reached", recursive=True)
    )
    below = sa.select(col(Unit.id)).join(
        reached, sa.and_(ours, col(Unit.parent_id) == reached.c.id)
    )
    # UNION, not UNION ALL: a unit met twice ends the walk, so a ring of units cannot hang it.
    return sa.select(reached.union(below).c.id)
