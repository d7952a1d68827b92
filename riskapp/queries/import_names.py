"""The names that this register has, for a file's names to be found among them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.import_names import KnownNames, Thing, name_key
from riskapp.domain.permissions import Actor
from riskapp.models import Committee, Objective, Post, PostHolder, Programme, Unit
from riskapp.queries.scope import holds


def read_names(session: Session, actor: Actor) -> KnownNames:
    """Return what bears a name in the actor's organisation, and who holds each post today."""
    by_name: dict[Thing, defaultdict[str, list[UUID]]] = {}
    called: dict[Thing, dict[UUID, str]] = {}
    for thing, rows in _named(session, actor):
        names, words = by_name.setdefault(thing, defaultdict(list)), called.setdefault(thing, {})
        for key, *said in rows:
            words.setdefault(key, said[-1] or "")
            for name in filter(None, said):
                _add(names[name_key(name)], key)
    root = sa.select(col(Unit.id)).where(
        col(Unit.organisation_id) == actor.organisation_id, col(Unit.parent_id).is_(None)
    )
    return KnownNames(by_name, called, session.connection().execute(root).scalar_one())


def _add(found: list[UUID], key: UUID) -> None:
    if key not in found:
        found.append(key)


def _named(session: Session, actor: Actor) -> Iterator[tuple[Thing, Iterable[Any]]]:
    """Yield the rows of each thing: its id and its names, the last of them what it is called."""
    ask = session.connection().execute
    named: tuple[tuple[Thing, Any, Any], ...] = (
        (Thing.UNIT, Unit.id, Unit.name),
        (Thing.POST, Post.id, Post.title),
        (Thing.POST, PostHolder.post_id, PostHolder.name),
        (Thing.COMMITTEE, Committee.id, Committee.name),
        (Thing.PROGRAMME, Programme.id, Programme.name),
    )
    for thing, key, name in named:
        table = key.class_
        query: sa.Select[Any] = sa.select(col(key), col(name))
        query = query.where(col(table.organisation_id) == actor.organisation_id)
        if table is PostHolder:
            query = query.where(holds(PostHolder, actor.today))
        yield thing, ask(query.order_by(col(key)))
    objectives = sa.select(col(Objective.id), col(Objective.number), col(Objective.title)).where(
        col(Objective.organisation_id) == actor.organisation_id,
        col(Objective.starts_on) <= actor.today,
        col(Objective.ends_on) >= actor.today,
    )
    yield Thing.OBJECTIVE, ask(objectives.order_by(col(Objective.id)))
