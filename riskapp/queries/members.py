"""The people of an organisation as those who act for it, without anybody being signed in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.models import Membership, Organisation, Person, PostHolder, Unit


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a role in an organisation, and the address that reaches them."""

    actor: Actor
    email: str
    demonstration: bool


def list_members(
    session: Session, organisation_id: UUID, today: date, person_id: UUID | None = None
) -> list[Member]:
    """Return who may act for an organisation that day, all or one person, in a fixed order."""
    query = _members(organisation_id, today)
    if person_id is not None:
        query = query.where(col(Person.id) == person_id)
    rows = session.connection().execute(query).all()
    below = _below(session, organisation_id) if any(row.unit_id for row in rows) else {}
    return list(_read(rows, below, today))


def find_member(
    session: Session, organisation_id: UUID, person_id: UUID, today: date
) -> Member | None:
    """Return a person as who they are to an organisation that day, None if they are nobody."""
    return next(iter(list_members(session, organisation_id, today, person_id)), None)


def _members(organisation_id: UUID, today: date) -> sa.Select[*tuple[Any, ...]]:
    held = sa.and_(
        col(PostHolder.organisation_id) == col(Membership.organisation_id),
        col(PostHolder.person_id) == col(Person.id),
        col(PostHolder.from_on) <= today,
        col(PostHolder.until_on) > today,
    )
    return (
        sa.select(
            *(col(Person.id), col(Person.name), col(Person.email), col(Person.demonstration)),
            *(col(Organisation.id).label("organisation_id"), col(Organisation.code)),
            *(col(Membership.role), col(Membership.unit_id), col(PostHolder.post_id)),
        )
        .select_from(Membership)
        .join(Person, col(Person.id) == col(Membership.person_id))
        .join(Organisation, col(Organisation.id) == col(Membership.organisation_id))
        .outerjoin(PostHolder, held)
        .where(col(Membership.organisation_id) == organisation_id, col(Person.active).is_(True))
        .order_by(col(Person.email), col(PostHolder.post_id))
    )


def _read(rows: Any, below: Mapping[UUID, frozenset[UUID] | None], today: date) -> Iterator[Member]:
    for _, group in groupby(rows, key=lambda row: row.id):
        found = list(group)
        first = found[0]
        actor = Actor(
            person_id=first.id,
            name=first.name,
            organisation_id=first.organisation_id,
            organisation_code=first.code,
            role=first.role,
            today=today,
            units=below.get(first.unit_id),
            posts=frozenset(row.post_id for row in found if row.post_id is not None),
        )
        yield Member(actor, first.email, first.demonstration)


def _below(session: Session, organisation_id: UUID) -> dict[UUID, frozenset[UUID] | None]:
    """Return for each unit those it reaches: itself and all below; None for the root's, all."""
    query = sa.select(col(Unit.id), col(Unit.parent_id)).where(
        col(Unit.organisation_id) == organisation_id
    )
    parents = {row.id: row.parent_id for row in session.connection().execute(query)}
    reached: dict[UUID, set[UUID]] = {unit: {unit} for unit in parents}
    for unit, parent in parents.items():
        above, seen = parent, {unit}
        while above is not None and above not in seen:
            reached[above].add(unit)
            seen.add(above)
            above = parents[above]
    return {
        unit: frozenset(reached[unit]) if parent is not None else None
        for unit, parent in parents.items()
    }
