"""When risks were opened and reviewed: for the lists whose reader asks for it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.domain.reviews import DATE_CHANGED
from riskapp.models import Review, Risk, RiskVersion
from riskapp.queries.joins import of_same_risk
from riskapp.queries.register_flags import next_review
from riskapp.queries.scope import same_risk, still, visible
from riskapp.queries.written import ask
from riskapp.readmodels.register import RiskDates


def list_dates(
    session: Session, actor: Actor, ids: Sequence[UUID], on: date | None = None
) -> Mapping[UUID, RiskDates]:
    """Return the dates of those of these risks that the actor may know of, as at a day."""
    day = on or actor.today
    return {
        row.id: RiskDates(row.opened_on, row.last, row.next)
        for row in ask(session, _query, actor, ids, day)
    }


def _query(actor: Actor, ids: Any, day: date | None) -> Any:
    last = sa.select(sa.func.max(col(Review.reviewed_on))).where(
        of_same_risk(Review, RiskVersion),
        col(Review.outcome) != DATE_CHANGED,
        col(Review.reviewed_on) <= day,
    )
    return (
        sa.select(
            col(Risk.id),
            col(Risk.opened_on),
            last.correlate(RiskVersion).scalar_subquery().label("last"),
            next_review(day or actor.today).label("next"),
        )
        .join(RiskVersion, same_risk())
        .where(col(Risk.id).in_(ids), still(RiskVersion), visible(actor))
    )
