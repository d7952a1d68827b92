"""Adding the units, posts and committees that a file names, where somebody asked for it."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.happenings import Happening
from riskapp.domain.import_names import Thing
from riskapp.domain.permissions import Actor
from riskapp.models import Committee, Post, Unit
from riskapp.models.organisation import CommitteeKind, UnitKind
from riskapp.services.history import note

ADDED: Final = {
    Thing.UNIT: Happening.UNIT_ADDED,
    Thing.POST: Happening.POST_ADDED,
    Thing.COMMITTEE: Happening.COMMITTEE_ADDED,
}


def add_places(
    session: Session, actor: Actor, names: Iterable[tuple[Thing, str]], reason: str
) -> None:
    """Add what has these names, and say so in the history."""
    root_id = _root_unit_id(session, actor)
    for thing, name in names:
        place = _new(actor, thing, name, root_id)
        session.add(place)
        facts = {thing.value: name}
        words = {"reason": reason}
        note(session, actor, ADDED[thing], subject_id=place.id, facts=facts, words=words)
    session.flush()


def _new(actor: Actor, thing: Thing, name: str, root_id: UUID) -> Unit | Post | Committee:
    ours = actor.organisation_id
    if thing is Thing.UNIT:
        kind = UnitKind.SERVICE
        return Unit(organisation_id=ours, name=name, kind=kind, parent_id=root_id)
    if thing is Thing.POST:
        return Post(organisation_id=ours, title=name)
    return Committee(organisation_id=ours, name=name, kind=CommitteeKind.COMMITTEE)


def _root_unit_id(session: Session, actor: Actor) -> UUID:
    root = sa.select(col(Unit.id)).where(
        col(Unit.organisation_id) == actor.organisation_id, col(Unit.parent_id).is_(None)
    )
    found: UUID = session.connection().execute(root).scalar_one()
    return found
