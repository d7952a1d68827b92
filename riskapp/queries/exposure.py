"""Risks above and below each other: operational risks as exposure under strategic ones."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from riskapp.domain.exposure import compared_with
from riskapp.domain.matrix import Matrix
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.domain.scoring import PRODUCTS, ScoreKind
from riskapp.models import Position, Review, Risk, RiskExposure, RiskVersion
from riskapp.queries.joins import of_same_risk, points_at
from riskapp.queries.register_columns import join_says, position_on, says_on
from riskapp.queries.scope import Condition, holds, not_withdrawn, same_risk, still, visible
from riskapp.queries.written import Ids, ask
from riskapp.readmodels.exposure import NO_EXPOSURE, ExposedRisk, Exposure
from riskapp.readmodels.scores import ShownScore

BELOW, ABOVE = "below", "above"
_Then = aliased(Position)


@dataclass(frozen=True, slots=True)
class Kin:
    """The risks that are exposure under one, and those it is exposure under."""

    below: Exposure = NO_EXPOSURE
    above: tuple[ExposedRisk, ...] = ()


def list_kin(
    session: Session, actor: Actor, risk_ids: Sequence[UUID], on: date | None, matrix: Matrix
) -> Mapping[UUID, Kin]:
    """Return the kin of each of these risks that the actor may know of, by reference."""
    rows = ask(session, _both, actor, risk_ids, on).all()
    below = _exposures([row for row in rows if row.side == BELOW], on or actor.today, matrix)
    above: dict[UUID, list[ExposedRisk]] = defaultdict(list)
    for row in rows:
        if row.side == ABOVE:
            above[row.risk_id].append(_exposed(row, matrix))
    return {
        risk_id: Kin(below.get(risk_id, NO_EXPOSURE), tuple(above[risk_id])) for risk_id in risk_ids
    }


def list_exposures(
    session: Session, actor: Actor, risk_ids: Ids, on: date | None, matrix: Matrix
) -> Mapping[UUID, Exposure]:
    """Return what is under each of these risks that has something under it, in one statement."""
    return _exposures(ask(session, _below, actor, risk_ids, on).all(), on or actor.today, matrix)


def stands_above(session: Session, organisation_id: UUID, risk_id: UUID, *, other_id: UUID) -> bool:
    """Tell whether a risk stands above another, itself or through those between."""
    here = col(RiskExposure.organisation_id) == organisation_id
    up = (
        sa.select(col(RiskExposure.strategic_id).label("id"))
        .where(here, col(RiskExposure.operational_id) == other_id, still(RiskExposure))
        .cte("up", recursive=True)
    )
    further = sa.select(col(RiskExposure.strategic_id)).join(
        up, col(RiskExposure.operational_id) == up.c.id
    )
    all_above = up.union(further.where(here, still(RiskExposure)))
    query = sa.select(all_above.c.id).where(all_above.c.id == risk_id)
    return session.connection().execute(query).first() is not None


def _exposures(rows: Sequence[Any], today: date, matrix: Matrix) -> dict[UUID, Exposure]:
    found: dict[UUID, list[ExposedRisk]] = defaultdict(list)
    reviewed: dict[UUID, date | None] = {}
    for row in rows:
        found[row.risk_id].append(_exposed(row, matrix))
        reviewed[row.risk_id] = row.reviewed_on
    return {
        risk_id: Exposure(
            tuple(risks), compared_with(reviewed[risk_id], today), reviewed[risk_id] is not None
        )
        for risk_id, risks in found.items()
    }


def _exposed(row: Any, matrix: Matrix) -> ExposedRisk:
    score = None
    if row.score:
        band, is_product = matrix.band(row.score), row.score in PRODUCTS
        score = ShownScore(row.score, band, row.consequence, row.likelihood, is_product=is_product)
    return ExposedRisk(
        row.other_id,
        risk_reference(row.number),
        row.title,
        row.status,
        score,
        before=row.before or None,
        is_high=matrix.escalates(row.score),
    )


def _both(actor: Actor, risk_ids: Any, on: date | None) -> Any:
    sides = (_others(actor, risk_ids, on, side) for side in (BELOW, ABOVE))
    return sa.union_all(*sides).order_by("number")


def _below(actor: Actor, risk_ids: Any, on: date | None) -> Any:
    return _others(actor, risk_ids, on, BELOW).order_by(col(Risk.number))


def _others(actor: Actor, risk_ids: Any, on: date | None, side: str) -> sa.Select[*tuple[Any, ...]]:
    """Return the statement for the risks on one side of these, with their scores now and then."""
    pair = (col(RiskExposure.strategic_id), col(RiskExposure.operational_id))
    mine, others = pair if side == BELOW else reversed(pair)
    reviewed = _last_review(mine, on or actor.today)
    then = sa.func.coalesce(reviewed, compared_with(None, on or actor.today))
    query = (
        sa.select(
            mine.label("risk_id"),
            sa.literal(side).label("side"),
            reviewed.label("reviewed_on"),
            *(column.label(name) for name, column in _columns(on).items()),
        )
        .select_from(RiskExposure)
        .join(Risk, points_at(others, Risk))
        .join(RiskVersion, same_risk())
        .join(Position, position_on(on))
        .outerjoin(_Then, _held_then(then))
        .where(
            col(RiskExposure.organisation_id) == actor.organisation_id,
            mine.in_(risk_ids),
            *(holds(RiskExposure, on), still(RiskVersion), visible(actor)),
        )
    )
    return join_says(query, on)  # type: ignore[no-any-return]


def _columns(on: date | None) -> Mapping[str, Any]:
    """Return what is said of a risk on the other side, by name."""
    return {
        "other_id": col(Risk.id),
        "number": col(Risk.number),
        "title": says_on(on).title,
        "status": says_on(on).status,
        "score": col(Position.score),
        "consequence": col(Position.consequence),
        "likelihood": col(Position.likelihood),
        "before": col(_Then.score),
    }


def _held_then(day: Any) -> Condition:
    """Join the current score that a risk had on a day."""
    return sa.and_(
        of_same_risk(_Then, RiskVersion),
        col(_Then.kind) == ScoreKind.CURRENT,
        col(_Then.from_on) <= day,
        col(_Then.until_on) > day,
    )


def _last_review(risk_id: Any, on: date) -> sa.ScalarSelect[Any]:
    """Return the day on which a risk was last reviewed by that day."""
    return (
        sa.select(sa.func.max(col(Review.reviewed_on)))
        .where(
            col(Review.organisation_id) == col(RiskExposure.organisation_id),
            col(Review.risk_id) == risk_id,
            col(Review.reviewed_on) <= on,
            not_withdrawn(Review),
        )
        .correlate(RiskExposure)
        .scalar_subquery()
    )
