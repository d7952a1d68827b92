"""Counting what a pack must not speak of."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.models import Risk, RiskVersion
from riskapp.queries.scope import same_risk, still, visible


def count_left_out(session: Session, reader: Actor, which: sa.Select[Any]) -> int:
    """Count those of the risks that a statement finds which the reader may not know of."""
    query = (
        sa.select(sa.func.count())
        .select_from(Risk)
        .join(RiskVersion, same_risk())
        .where(
            col(Risk.organisation_id) == reader.organisation_id,
            still(RiskVersion),
            ~visible(reader),
            col(Risk.id).in_(which),
        )
    )
    return session.connection().execute(query).scalar_one()
