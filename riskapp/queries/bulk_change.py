"""The risks of the register that a change of many would be about."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.bulk_change import MOST_AT_ONCE, Candidate, Part
from riskapp.domain.filters import RegisterFilters
from riskapp.domain.matrix import Matrix
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.domain.wording import date_words, post_words
from riskapp.models import Committee, Position, Post, Review, Risk, RiskVersion, Unit
from riskapp.queries.joins import of_same_risk, points_at
from riskapp.queries.register_asked import Asked
from riskapp.queries.register_columns import position_on
from riskapp.queries.register_filters import conditions
from riskapp.queries.register_finding import ask_register
from riskapp.queries.scope import not_withdrawn, same_risk

COLUMNS: Mapping[str, Any] = {
    "id": Risk.id,
    "number": Risk.number,
    "version": Risk.version,
    "title": RiskVersion.title,
    "status": RiskVersion.status,
    "visibility": RiskVersion.visibility,
    "unit_id": RiskVersion.unit_id,
    "owner_post_id": RiskVersion.owner_post_id,
    "lead_committee_id": RiskVersion.lead_committee_id,
    "unit": Unit.name,
    "owner": Post.title,
    "committee": Committee.name,
}


def list_candidates(
    session: Session, actor: Actor, filters: RegisterFilters, matrix: Matrix
) -> tuple[Candidate, ...]:
    """Return the risks that the filters fit, by reference; one more than may be changed at most."""
    asked = ask_register(session, actor, filters, None, matrix)
    return tuple(_candidate(row) for row in session.connection().execute(_query(asked)))


def lock_risks(session: Session, actor: Actor, risk_ids: list[UUID]) -> None:
    """Let nobody else change these risks until the transaction ends."""
    ours = (col(Risk.organisation_id) == actor.organisation_id, col(Risk.id).in_(risk_ids))
    query = sa.select(col(Risk.id)).where(*ours).order_by(col(Risk.id)).with_for_update()
    session.connection().execute(query).all()


def _query(asked: Asked) -> sa.Select[*tuple[Any, ...]]:
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(*(col(one).label(name) for name, one in COLUMNS.items()), _next_review())
        .select_from(RiskVersion)
        .join(Risk, same_risk())
        .join(Unit, points_at(RiskVersion.unit_id, Unit))
        .outerjoin(Post, points_at(RiskVersion.owner_post_id, Post))
        .outerjoin(Committee, points_at(RiskVersion.lead_committee_id, Committee))
    )
    if asked.filters.asks_of_scores:
        query = query.join(Position, position_on(None))
    return query.where(*conditions(asked)).order_by(col(Risk.number)).limit(MOST_AT_ONCE + 1)


def _next_review() -> Any:
    """Return the day by which a risk is due to be reviewed, None where none is set."""
    return (
        sa.select(col(Review.next_on))
        .where(of_same_risk(Review, RiskVersion), not_withdrawn(Review))
        .order_by(col(Review.reviewed_on).desc(), col(Review.id).desc())
        .limit(1)
        .correlate(RiskVersion)
        .scalar_subquery()
        .label("next_review")
    )


def _candidate(row: Any) -> Candidate:
    return Candidate(
        id=row.id,
        reference=risk_reference(row.number),
        title=row.title,
        status=row.status,
        visibility=row.visibility,
        version=row.version,
        held={part: getattr(row, part.value) for part in Part},
        words={
            Part.OWNER: post_words(row.owner_post_id, row.owner),
            Part.UNIT: row.unit,
            Part.COMMITTEE: row.committee or "",
            Part.REVIEW: date_words(row.next_review) if row.next_review else "",
        },
    )
