"""What the filters of the register offer: units, objectives, posts, committees, programmes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.domain.wording import NO_POST
from riskapp.models import Committee, Objective, Post, Programme, Unit
from riskapp.queries.written import written_once

UNIT, OBJECTIVE, POST, COMMITTEE, PROGRAMME = 1, 2, 3, 4, 5


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is of each, by id, by its name, in the order of offering them."""

    units: dict[UUID, str]
    objectives: dict[UUID, str]
    posts: dict[UUID, str] = field(default_factory=dict)
    committees: dict[UUID, str] = field(default_factory=dict)
    programmes: dict[UUID, str] = field(default_factory=dict)


def list_choices(session: Session, actor: Actor) -> Choices:
    """Return the units that the actor's role reaches, and all there is of the rest."""
    found = session.connection().execute(_query(actor.organisation_id, actor.units)).all()
    return Choices(
        units=_named(found, UNIT),
        objectives={row.id: f"{row.number}: {row.name}" for row in found if row.kind == OBJECTIVE},
        posts=_named(found, POST),
        committees=_named(found, COMMITTEE),
        programmes=_named(found, PROGRAMME),
    )


def _named(found: Sequence[Any], kind: int) -> dict[UUID, str]:
    return {row.id: row.name for row in found if row.kind == kind}


def _all(kind: int, table: Any, name: Any, organisation_id: UUID) -> sa.Select[Any]:
    told = sa.literal(kind), col(table.id), sa.literal(0), sa.literal(""), name
    return sa.select(*told).where(col(table.organisation_id) == organisation_id)


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
    rest = (
        _all(POST, Post, sa.func.coalesce(col(Post.title), NO_POST), organisation_id),
        _all(COMMITTEE, Committee, col(Committee.name), organisation_id),
        _all(PROGRAMME, Programme, col(Programme.name), organisation_id),
    )
    return sa.union_all(units, objectives, *rest).order_by("kind", "place", "number", "name", "id")
