"""The one filter through which every question about risks passes."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Actor
from riskapp.models import Risk, RiskVersion

Condition = sa.ColumnElement[bool]


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
        .where(col(Risk.id) == risk_id, col(RiskVersion.until_on) == FOREVER, visible(actor))
        .correlate_except(Risk, RiskVersion)
        .scalar_subquery()
    )


def holds(table: type, on: date | None) -> Condition:
    """Keep the intervals that hold on a day, or those that still do."""
    until = table.until_on  # type: ignore[attr-defined]
    if on is None:
        return col(until) == FOREVER
    return sa.and_(col(table.from_on) <= on, col(until) > on)  # type: ignore[attr-defined]


def _unrestricted(actor: Actor) -> Condition:
    """Hide restricted risks, but from the posts they name."""
    shown = col(RiskVersion.visibility) != Visibility.RESTRICTED
    if not actor.posts:
        return shown
    posts = (col(RiskVersion.owner_post_id), col(RiskVersion.executive_post_id))
    return sa.or_(shown, *(_among(post, actor.posts) for post in posts))


def _among(post: Any, held: frozenset[UUID]) -> Condition:
    """Tell whether a post is one of those; never unknown, so that "not visible" can be asked."""
    return sa.and_(post.is_not(None), post.in_(sorted(held)))
