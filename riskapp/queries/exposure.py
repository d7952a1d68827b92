"""Risks above and below each other: operational risks as exposure under strategic ones."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.models import Risk, RiskExposure, RiskVersion
from riskapp.queries.joins import points_at
from riskapp.queries.register_columns import join_says, says_on
from riskapp.queries.scope import holds, same_risk, still, visible
from riskapp.queries.written import ask
from riskapp.readmodels.plan import RiskName

BELOW, ABOVE = "below", "above"


@dataclass(frozen=True, slots=True)
class Kin:
    """The risks that are exposure under one, and those it is exposure under."""

    below: tuple[RiskName, ...] = ()
    above: tuple[RiskName, ...] = ()


def list_kin(
    session: Session, actor: Actor, risk_ids: Sequence[UUID], on: date | None = None
) -> Mapping[UUID, Kin]:
    """Return the kin of each of these risks that the actor may know of, by reference."""
    found: dict[tuple[UUID, str], list[RiskName]] = defaultdict(list)
    for row in ask(session, _query, actor, risk_ids, on):
        name = RiskName(row.other_id, risk_reference(row.number), row.title)
        found[row.risk_id, row.side].append(name)
    return {
        risk_id: Kin(tuple(found[risk_id, BELOW]), tuple(found[risk_id, ABOVE]))
        for risk_id in risk_ids
    }


def _query(actor: Actor, risk_ids: Any, on: date | None) -> sa.CompoundSelect[Any]:
    sides = (_others(actor, risk_ids, on, side) for side in (BELOW, ABOVE))
    return sa.union_all(*sides).order_by("number")


def _others(actor: Actor, risk_ids: Any, on: date | None, side: str) -> sa.Select[*tuple[Any, ...]]:
    """Return the statement for the risks on one side of these."""
    pair = (col(RiskExposure.strategic_id), col(RiskExposure.operational_id))
    mine, others = pair if side == BELOW else reversed(pair)
    query = (
        sa.select(
            mine.label("risk_id"),
            sa.literal(side).label("side"),
            col(Risk.id).label("other_id"),
            col(Risk.number).label("number"),
            says_on(on).title.label("title"),
        )
        .select_from(RiskExposure)
        .join(Risk, points_at(others, Risk))
        .join(RiskVersion, same_risk())
        .where(
            col(RiskExposure.organisation_id) == actor.organisation_id,
            mine.in_(risk_ids),
            *(holds(RiskExposure, on), still(RiskVersion), visible(actor)),
        )
    )
    return join_says(query, on)  # type: ignore[no-any-return]
