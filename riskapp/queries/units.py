"""The tree of an organisation's units."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from riskapp.models import Unit


def unit_and_below(organisation_id: UUID, unit_id: UUID) -> sa.Select[UUID]:
    """Return the statement for the ids of a unit and of all those below it."""
    ours = col(Unit.organisation_id) == organisation_id
    top = sa.select(col(Unit.id)).where(ours, col(Unit.id) == unit_id)
    reached = top.cte("reached", recursive=True)
    below = sa.select(col(Unit.id)).join(
        reached, sa.and_(ours, col(Unit.parent_id) == reached.c.id)
    )
    # UNION, not UNION ALL: a unit met twice ends the walk, so a ring of units cannot hang it.
    return sa.select(reached.union(below).c.id)
