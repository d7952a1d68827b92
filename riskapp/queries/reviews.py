"""The looks at a risk, one after another."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.meetings import sat_words
from riskapp.domain.permissions import Actor
from riskapp.models import Committee, Meeting, Person, Review
from riskapp.queries.joins import points_at
from riskapp.readmodels.reviews import ReviewLine

_COLUMNS: tuple[Any, ...] = (
    *(Review.id, Review.reviewed_on, Review.next_on, Review.outcome, Review.note),
    Review.withdrawn_on,
)


def list_reviews(
    session: Session, actor: Actor, risk_id: UUID, on: date | None = None
) -> tuple[ReviewLine, ...]:
    """Return the looks at a risk by that day, the newest first.

    The caller has made sure that the actor may know of the risk.
    """
    query = (
        sa.select(
            *(col(column) for column in _COLUMNS),
            col(Person.name).label("by"),
            *(col(Committee.name).label("committee"), col(Meeting.held_on)),
        )
        .select_from(Review)
        .join(Person, col(Person.id) == col(Review.by_id))
        .outerjoin(Meeting, points_at(Review.meeting_id, Meeting))
        .outerjoin(Committee, points_at(Meeting.committee_id, Committee))
        .where(
            col(Review.organisation_id) == actor.organisation_id,
            col(Review.risk_id) == risk_id,
            col(Review.reviewed_on) <= (on or actor.today),
        )
        .order_by(col(Review.reviewed_on).desc(), col(Review.id).desc())
    )
    return tuple(_line(row) for row in session.connection().execute(query))


def _line(row: Any) -> ReviewLine:
    return ReviewLine(
        id=row.id,
        reviewed_on=row.reviewed_on,
        next_on=row.next_on,
        outcome=row.outcome,
        note=row.note,
        by=row.by,
        meeting=sat_words(row.committee, row.held_on) if row.committee else "",
        withdrawn_on=row.withdrawn_on,
    )
