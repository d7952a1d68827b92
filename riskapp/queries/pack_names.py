"""Who is named nowhere in a public pack, and what stands in the place of each name."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.models import Membership, Person, Post, PostHolder
from riskapp.queries.joins import points_at
from riskapp.queries.scope import holds

NOBODY: Final = "somebody who held a post then"
"""Stands for a holder of a post that has no title."""


def list_posts_for_names(session: Session, actor: Actor, on: date) -> Mapping[str, str]:
    """Return what stands for each name of the organisation's people in a public pack.

    That is the post that they hold on the day or held, else their role.
    """
    here = actor.organisation_id
    execute = session.connection().execute
    roles = {row.name: row.role.replace("-", " ") for row in execute(_members(here))}
    held = {row.name: row.title or NOBODY for row in execute(_holders(here, on))}
    return {name: post for name, post in {**roles, **held}.items() if name.strip()}


def _members(organisation_id: Any) -> sa.Select[*tuple[Any, ...]]:
    query: sa.Select[*tuple[Any, ...]] = sa.select(col(Person.name), col(Membership.role))
    return (
        query.join(Membership, col(Membership.person_id) == col(Person.id))
        .where(col(Membership.organisation_id) == organisation_id)
        .order_by(col(Person.name))
    )


def _holders(organisation_id: Any, on: date) -> sa.Select[*tuple[Any, ...]]:
    """Return the statement for who held which post; whoever holds one that day comes last."""
    name = sa.func.coalesce(col(Person.name), col(PostHolder.name)).label("name")
    query: sa.Select[*tuple[Any, ...]] = sa.select(name, col(Post.title))
    return (
        query.select_from(PostHolder)
        .join(Post, points_at(PostHolder.post_id, Post))
        .outerjoin(Person, col(Person.id) == col(PostHolder.person_id))
        .where(col(PostHolder.organisation_id) == organisation_id)
        .order_by(sa.case((holds(PostHolder, on), 1), else_=0), col(PostHolder.from_on), name)
    )
