"""When risks were opened, reviewed and happened: for the lists whose reader asks for it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.domain.reviews import DATE_CHANGED
from riskapp.models import Occurrence, Review, Risk, RiskVersion
from riskapp.queries.joins import of_same_risk
from riskapp.queries.register_flags import next_review
from riskapp.queries.scope import not_withdrawn, same_risk, still, visible
from riskapp.queries.written import ask
from riskapp.readmodels.register import RiskDates


def list_dates(
    session: Session, actor: Actor, ids: Sequence[UUID], on: date | None = None
) -> Mapping[UUID, RiskDates]:
    """Return the dates of those of these risks that the actor may know of, as at a day."""
    day = on or actor.today
    return {
        row.id: RiskDates(row.opened_on, row.last, row.next, row.happened)
        for row in ask(session, _query, actor, ids, day)
    }


def last_review(day: date) -> Any:
    """Return the day on which a risk was last looked at, None where nobody has."""
    which = col(Review.outcome) != DATE_CHANGED, col(Review.reviewed_on) <= day
    return _latest(Review, col(Review.reviewed_on), *which, not_withdrawn(Review))


def last_happened(day: date) -> Any:
    """Return the last day on which a risk happened, None where it has not."""
    return _latest(Occurrence, col(Occurrence.happened_on), col(Occurrence.entered_on) <= day)


def _latest(table: Any, day: Any, *which: Any) -> Any:
    rows = sa.select(sa.func.max(day)).where(of_same_risk(table, RiskVersion), *which)
    return rows.correlate(RiskVersion).scalar_subquery()


def _query(actor: Actor, ids: Any, on: date | None) -> Any:
    day = on or actor.today
    return (
        sa.select(
            col(Risk.id),
            col(Risk.opened_on),
            last_review(day).label("last"),
            next_review(day).label("next"),
            last_happened(day).label("happened"),
        )
        .join(RiskVersion, same_risk())
        .where(col(Risk.id).in_(ids), still(RiskVersion), visible(actor))
    )
