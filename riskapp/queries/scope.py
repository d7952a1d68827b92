"""The one filter through which every question about risks passes."""

from datetime import date

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
    named = [
        col(RiskVersion.owner_post_id).in_(actor.posts),
        col(RiskVersion.executive_post_id).in_(actor.posts),
    ]
    return sa.or_(shown, *named)
