"""What the filters of the register offer: units, objectives and posts."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.domain.wording import NO_POST
from riskapp.models import Objective, Post, Unit
from riskapp.queries.written import written_once

UNIT, OBJECTIVE, POST = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Choices:
    """Units, objectives and posts by id, each by its name, in the order of offering them."""

    units: dict[UUID, str]
    objectives: dict[UUID, str]
    posts: dict[UUID, str] = field(default_factory=dict)


def list_choices(session: Session, actor: Actor) -> Choices:
    """Return the units that the actor's role reaches, and all objectives and posts."""
    found = session.connection().execute(_query(actor.organisation_id, actor.units)).all()
    return Choices(
        units={row.id: row.name for row in found if row.kind == UNIT},
        objectives={row.id: f"{row.number}: {row.name}" for row in found if row.kind == OBJECTIVE},
        posts={row.id: row.name for row in found if row.kind == POST},
    )


@written_once
def _query(organisation_id: UUID, reach: frozenset[UUID] | None) -> sa.CompoundSelect[Any]:
    units = sa.select(
        sa.literal(UNIT).label("kind"),
        col(Unit.id),
        sa.case((col(Unit.parent_id).is_(None), 0), else_=1).label("place"),
        sa.literal("").label("number"),
        col(Unit.name).label("name"),
    ).where(col(Unit.organisation_id) == organisation_id)
    if reach is not None:
        units = units.where(col(Unit.id).in_(reach))
    objectives = sa.select(
        sa.literal(OBJECTIVE),
        col(Objective.id),
        Objective.position,
        Objective.number,
        Objective.title,
    ).where(col(Objective.organisation_id) == organisation_id)  # type: ignore[call-overload]
    title = sa.func.coalesce(col(Post.title), NO_POST)
    posts = sa.select(sa.literal(POST), col(Post.id), sa.literal(0), sa.literal(""), title).where(
        col(Post.organisation_id) == organisation_id
    )
    return sa.union_all(units, objectives, posts).order_by("kind", "place", "number", "name", "id")
