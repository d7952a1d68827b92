"""The one filter through which every question about risks passes; what still holds or is open.

What still holds and what is open are written into a statement, not sent beside it: SQLite has
partial indexes of both, and plans a statement anew each time one of their values is sent.
"""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from riskapp.domain.decisions import DecisionState
from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Actor
from riskapp.models import Decision, Risk, RiskVersion

Condition = sa.ColumnElement[bool]

_NO_END: sa.ColumnElement[date] = sa.literal_column(f"'{FOREVER}'", sa.Date())
_AGREED: sa.ColumnElement[str] = sa.literal_column(f"'{DecisionState.AGREED}'")
_OPEN: sa.ColumnElement[str] = sa.literal_column(f"'{DecisionState.OPEN}'")


def visible(actor: Actor) -> Condition:
    """Let through what the actor may know of; the statement must join Risk and RiskVersion."""
    lets = [col(RiskVersion.organisation_id) == actor.organisation_id]
    if actor.units is not None:
        lets.append(col(RiskVersion.unit_id).in_(actor.units))
    if actor.sees_own_only:
        lets.append(col(Risk.raised_by_id) == actor.person_id)
    if not actor.sees_restricted:
        lets.append(_unrestricted(actor))
    return sa.and_(*lets)


def same_risk() -> Condition:
    """Join RiskVersion to its Risk."""
    return sa.and_(
        col(RiskVersion.organisation_id) == col(Risk.organisation_id),
        col(RiskVersion.risk_id) == col(Risk.id),
    )


def number_if_known(actor: Actor, risk_id: Any) -> sa.ScalarSelect[int]:
    """Return the number of the risk that a column points at, NULL where the actor may not know."""
    return (
        sa.select(col(Risk.number))
        .join(RiskVersion, same_risk())
        .where(col(Risk.id) == risk_id, still(RiskVersion), visible(actor))
        .correlate_except(Risk, RiskVersion)
        .scalar_subquery()
    )


def still(table: Any) -> Condition:
    """Keep the intervals that still hold."""
    return col(table.until_on) == _NO_END


def still_open() -> Condition:
    """Keep the decisions that are still to be taken."""
    return col(Decision.state) == _OPEN


def was_agreed() -> Condition:
    """Keep the decisions by which something proposed was agreed."""
    return col(Decision.state) == _AGREED


def not_withdrawn(table: Any) -> Condition:
    """Keep what was not recorded by mistake: what was withdrawn never counted."""
    return col(table.withdrawn_on).is_(None)


def holds(table: Any, on: date | None) -> Condition:
    """Keep the intervals that hold on a day, or those that still do."""
    if on is None:
        return still(table)
    return sa.and_(col(table.from_on) <= on, col(table.until_on) > on)


def _unrestricted(actor: Actor) -> Condition:
    """Hide restricted risks, but from the posts they name."""
    shown = col(RiskVersion.visibility) != Visibility.RESTRICTED
    if not actor.posts:
        return shown
    return sa.or_(shown, *(_among(post, actor.posts) for post in named_posts()))


def named_posts() -> tuple[Any, ...]:
    """Return the posts that a risk names: its owner, its executive and its handler."""
    posts = (RiskVersion.owner_post_id, RiskVersion.executive_post_id, RiskVersion.handler_post_id)
    return tuple(map(col, posts))


def _among(post: Any, held: frozenset[UUID]) -> Condition:
    """Tell whether a post is one of those; never unknown, so that "not visible" can be asked."""
    return sa.and_(post.is_not(None), post.in_(sorted(held)))
