"""What the filters of the register offer: units and objectives."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.models import Objective, Unit


@dataclass(frozen=True, slots=True)
class Choices:
    """Units and objectives by id, each with its name, in the order in which they are offered."""

    units: dict[UUID, str]
    objectives: dict[UUID, str]


def list_choices(session: Session, actor: Actor) -> Choices:
    """Return the units that the actor's role reaches, and the organisation's objectives."""
    units = sa.select(
        sa.literal(1).label("kind"),
        col(Unit.id),
        sa.case((col(Unit.parent_id).is_(None), 0), else_=1).label("place"),
        sa.literal("").label("number"),
        col(Unit.name).label("name"),
    ).where(col(Unit.organisation_id) == actor.organisation_id)
    if actor.units is not None:
        units = units.where(col(Unit.id).in_(actor.units))
    objectives = sa.select(
        sa.literal(2), col(Objective.id), Objective.position, Objective.number, Objective.title
    ).where(col(Objective.organisation_id) == actor.organisation_id)  # type: ignore[call-overload]
    both = sa.union_all(units, objectives).order_by("kind", "place", "number", "name", "id")
    found = session.connection().execute(both).all()
    return Choices(
        units={row.id: row.name for row in found if row.kind == 1},
        objectives={row.id: f"{row.number}: {row.name}" for row in found if row.kind != 1},
    )
