"""What the filters of the register offer: units and objectives."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.models import Objective, Unit
from riskapp.queries.written import written_once


@dataclass(frozen=True, slots=True)
class Choices:
    """Units and objectives by id, each with its name, in the order in which they are offered."""

    units: dict[UUID, str]
    objectives: dict[UUID, str]


def list_choices(session: Session, actor: Actor) -> Choices:
    """Return the units that the actor's role reaches, and the organisation's objectives."""
    found = session.connection().execute(_query(actor.organisation_id, actor.units)).all()
    return Choices(
        units={row.id: row.name for row in found if row.kind == 1},
        objectives={row.id: f"{row.number}: {row.name}" for row in found if row.kind != 1},
    )


@written_once
def _query(organisation_id: UUID, reach: frozenset[UUID] | None) -> sa.CompoundSelect[Any]:
    units = sa.select(
        sa.literal(1).label("kind"),
        col(Unit.id),
        sa.case((col(Unit.parent_id).is_(None), 0), else_=1).label("place"),
        sa.literal("").label("number"),
        col(Unit.name).label("name"),
    ).where(col(Unit.organisation_id) == organisation_id)
    if reach is not None:
        units = units.where(col(Unit.id).in_(reach))
    objectives = sa.select(
        sa.literal(2), col(Objective.id), Objective.position, Objective.number, Objective.title
    ).where(col(Objective.organisation_id) == organisation_id)  # type: ignore[call-overload]
    return sa.union_all(units, objectives).order_by("kind", "place", "number", "name", "id")
