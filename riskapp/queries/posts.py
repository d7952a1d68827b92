"""Posts as readers see them: the vacant ones first, each with the risks that name it."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.actions import Action
from riskapp.domain.errors import NotFoundError
from riskapp.domain.lifecycle import LIVE
from riskapp.domain.permissions import Actor, may
from riskapp.domain.posts import Held
from riskapp.domain.wording import NO_POST
from riskapp.models import (
    History,
    Membership,
    Person,
    Position,
    Post,
    PostHolder,
    Risk,
    RiskVersion,
)
from riskapp.queries.history_lines import COLUMNS, read_lines, with_words
from riskapp.queries.holders import names_post
from riskapp.queries.joins import points_at
from riskapp.queries.names import Names
from riskapp.queries.register import list_register_rows
from riskapp.queries.register_columns import join_says, position_on, says_on
from riskapp.queries.scope import Condition, same_risk, still, visible
from riskapp.readmodels.history import HistoryLine
from riskapp.readmodels.posts import PostPage, PostRow

MOST = 50
"""Risks that the page of a post lists: the register has them all."""


def list_posts(session: Session, actor: Actor, on: date | None = None) -> tuple[PostRow, ...]:
    """Return the posts as they stood that day: the vacant ones first, then by title."""
    rows = _rows(session, actor, on, sa.true())
    return tuple(sorted(rows, key=lambda row: (not row.vacant, row.title.casefold(), row.id)))


def get_post(session: Session, actor: Actor, post_id: UUID) -> PostRow:
    """Return a post as it stands today; NotFoundError if it is not the organisation's."""
    return _get(session, actor, post_id, None)


def get_post_page(
    session: Session, actor: Actor, post_id: UUID, on: date | None = None
) -> PostPage:
    """Return the page of a post as at a day; NotFoundError if it is not the organisation's."""
    row = _get(session, actor, post_id, on)
    found = session.connection().execute(_risk_ids(actor, post_id, on)).all()
    risks = list_register_rows(session, actor, [one.id for one in found], on)
    history = _history(session, actor, post_id, on) if may(actor, Action.VIEW_HISTORY) else ()
    return PostPage(row, risks, found[0].total if found else 0, history)


def list_members(session: Session, actor: Actor) -> Names:
    """Return the people with a role in the organisation who can sign in, by name."""
    query = (
        sa.select(col(Person.id), col(Person.name), col(Person.email))
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .where(
            col(Membership.organisation_id) == actor.organisation_id, col(Person.active).is_(True)
        )
        .order_by(col(Person.name), col(Person.email))
    )
    found = session.connection().execute(query)
    return tuple((row.id, f"{row.name} ({row.email})") for row in found)


def _get(session: Session, actor: Actor, post_id: UUID, on: date | None) -> PostRow:
    rows = _rows(session, actor, on, col(Post.id) == post_id)
    if not rows:
        raise NotFoundError("There is no such post in this organisation.")
    return rows[0]


def _rows(session: Session, actor: Actor, on: date | None, which: Condition) -> list[PostRow]:
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(
            *(col(Post.id).label("post_id"), col(Post.title), col(Post.version)),
            *(col(PostHolder.id), col(PostHolder.name)),
            *(col(PostHolder.from_on), col(PostHolder.until_on)),
        )
        .select_from(Post)
        .outerjoin(PostHolder, points_at(PostHolder.post_id, Post))
        .where(col(Post.organisation_id) == actor.organisation_id, which)
        .order_by(col(Post.id), col(PostHolder.from_on), col(PostHolder.id))
    )
    posts: dict[UUID, list[Any]] = defaultdict(list)
    for row in session.connection().execute(query):
        posts[row.post_id].append(row)
    counts = _counts(session, actor, on)
    return [_row(found, counts, on or actor.today) for found in posts.values()]


Counts = Mapping[str, Mapping[UUID, int]]


def _row(found: list[Any], counts: Counts, day: date) -> PostRow:
    first = found[0]
    held = tuple(Held(r.id, r.name, r.from_on, r.until_on) for r in found if r.id is not None)
    holder = next((one for one in reversed(held) if one.holds(day)), None)
    return PostRow(
        id=first.post_id,
        title=first.title or (f"{NO_POST} ({holder.name})" if holder else NO_POST),
        version=first.version,
        holder=holder,
        next=next((one for one in held if one.from_on > day), None),
        held=held,
        **{role: counts[role][first.post_id] for role in ("owns", "leads", "handles")},
    )


def _counts(session: Session, actor: Actor, on: date | None) -> Counts:
    """Return how many live risks each post owns, leads and handles: one look at every risk."""
    says = says_on(on)
    posts = (col(says.owner_post_id), col(says.executive_post_id), col(says.handler_post_id))
    query = _live(
        sa.select(*posts, sa.func.count()).select_from(Risk).join(RiskVersion, same_risk()),
        actor, on,
    ).group_by(*posts)  # fmt: skip
    counts: dict[str, Counter[UUID]] = {role: Counter() for role in ("owns", "leads", "handles")}
    for *named, number in session.connection().execute(query):
        for count, post_id in zip(counts.values(), named, strict=True):
            count[post_id] += number
    return counts


def _risk_ids(actor: Actor, post_id: UUID, on: date | None) -> Any:
    """Return the statement for the risks that name a post, the highest score first."""
    query = (
        sa.select(col(Risk.id), sa.func.count().over().label("total"))
        .select_from(Risk)
        .join(RiskVersion, same_risk())
        .join(Position, position_on(on))
    )
    return (
        _live(query, actor, on)
        .where(names_post(says_on(on), post_id))
        .order_by(col(Position.score).desc(), col(Risk.number))
        .limit(MOST)
    )


def _live(query: Any, actor: Actor, on: date | None) -> Any:
    """Keep the risks that were live that day and that the actor may know of today."""
    says = says_on(on)
    return join_says(query, on).where(
        visible(actor), still(RiskVersion), col(says.status).in_(sorted(LIVE))
    )


def _history(
    session: Session, actor: Actor, post_id: UUID, on: date | None
) -> tuple[HistoryLine, ...]:
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(*COLUMNS)
        .select_from(History)
        .where(
            col(History.organisation_id) == actor.organisation_id,
            col(History.subject_id) == post_id,
            col(History.entered_on) <= (on or actor.today),
        )
    )
    return tuple(line for _, line in read_lines(session, with_words(query)))
