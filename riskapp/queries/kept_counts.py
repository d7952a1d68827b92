"""Counts kept until the organisation's next change: counting is what takes longest of a list.

Every change writes an entry of the history, whose head follows from all that came before it; a
count that was made under the same head still holds.
"""

from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.models import Counter

MOST = 5_000
"""Counts kept by one process; when there are more, all are forgotten."""
MOST_LONG = 12
"""Long answers kept by one process: each may name every risk of a register."""

Counted = TypeVar("Counted")

_KEPT: dict[Hashable, Any] = {}
_KEPT_LONG: dict[Hashable, Any] = {}

_HEAD = sa.select(col(Counter.head_hash), col(Counter.risk_number)).where(
    col(Counter.organisation_id) == sa.bindparam("organisation_id")
)


def keep(session: Session, actor: Actor, asked: Hashable, count: Callable[[], Counted]) -> Counted:
    """Return what was counted for the same question by a reader of the same reach, or count."""
    key = (_head(session, actor), _reach(actor), asked)
    return _kept(_KEPT, MOST, key, count)


def keep_long(
    session: Session, actor: Actor, asked: Mapping[Any, Callable[[], Counted]]
) -> tuple[Counted, ...]:
    """Return the answers to some questions, each as long as a register: few of them are kept."""
    state = (_head(session, actor), _reach(actor))
    return tuple(
        _kept(_KEPT_LONG, MOST_LONG, (*state, question), answer)
        for question, answer in asked.items()
    )


def _kept(
    held: dict[Hashable, Any], most: int, key: Hashable, count: Callable[[], Counted]
) -> Counted:
    kept: Counted | None = held.get(key)
    if kept is None:
        if len(held) >= most:
            held.clear()
        kept = held[key] = count()
    return kept


def _head(session: Session, actor: Actor) -> Hashable:
    """Return what tells one state of the organisation from every other."""
    asked = {"organisation_id": actor.organisation_id}
    return tuple(session.connection().execute(_HEAD, asked).one())


def _reach(actor: Actor) -> Hashable:
    """Return all of a reader that decides which risks they may know of."""
    own = actor.person_id if actor.sees_own_only else None
    return actor.organisation_id, actor.units, actor.posts, actor.sees_restricted, own
