"""Risks with everything attached: what is measured on them holds whatever hangs on a risk."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from riskapp.benchmark.site import Site
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.scoring import ScoreKind
from riskapp.models import (
    Assurance,
    Control,
    Gap,
    Placement,
    Position,
    Risk,
    RiskMilestone,
    RiskNote,
    RiskVersion,
)
from riskapp.queries.joins import of_same_risk, points_at
from riskapp.queries.scope import Condition, same_risk, still
from riskapp.synthesis.trust import SyntheticTrust

HANGS: Final[Mapping[type[Any], int]] = {
    Control: 3,
    Assurance: 3,
    Gap: 1,
    RiskMilestone: 1,
    RiskNote: 1,
}
"""How many of each hang on a full risk at least."""


def list_full(site: Site, trust: SyntheticTrust, number: int) -> list[tuple[int, UUID]]:
    """Return full open risks that are on no register: their numbers and current assessments."""
    placed = sa.exists().where(
        col(Placement.organisation_id) == col(Risk.organisation_id),
        col(Placement.risk_id) == col(Risk.id),
    )
    query = (
        sa.select(col(Risk.number), col(Position.assessment_id))
        .join(RiskVersion, same_risk())
        .join(Position, of_same_risk(Position, RiskVersion))
        .where(
            col(Risk.organisation_id) == trust.organisation_id,
            still(RiskVersion),
            col(RiskVersion.status) == RiskStatus.OPEN,
            col(Position.kind) == ScoreKind.CURRENT,
            still(Position),
            ~placed,
            *_full(),
        )
        .order_by(col(Risk.number))
        .limit(number)
    )
    with site.engine.connect() as connection:
        return [(row.number, row.assessment_id) for row in connection.execute(query)]


def _full() -> list[Condition]:
    return [
        sa.select(sa.func.count())
        .where(points_at(table.risk_id, Risk))
        .correlate(Risk)
        .scalar_subquery()
        >= least
        for table, least in HANGS.items()
    ]
