"""What risks are found by: what they say, the controls that hold, and their milestones."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.findable import findable_words, printed_words
from riskapp.models import ControlVersion, Milestone, Risk, RiskMilestone, RiskVersion
from riskapp.queries.joins import points_at
from riskapp.queries.scope import same_risk, still
from riskapp.queries.written import written_once


def list_findable(
    session: Session, organisation_id: UUID, risk_ids: Sequence[UUID]
) -> Mapping[UUID, str]:
    """Return all the words by which each of these risks is to be found."""
    asked = {"organisation_id": organisation_id, "ids": list(risk_ids)}
    connection = session.connection()
    beside: defaultdict[UUID, list[str]] = defaultdict(list)
    for row in connection.execute(_beside(), asked):
        beside[row.risk_id].append(row.words)
    return {
        risk_id: findable_words(
            number, (*texts, *printed_words(cells), *beside[risk_id]), printed, key
        )
        for risk_id, number, printed, key, cells, *texts in connection.execute(_said(), asked)
    }


@written_once
def _said() -> Any:
    said = (RiskVersion.title, RiskVersion.cause, RiskVersion.event, RiskVersion.effect)
    kept = (Risk.id, Risk.number, Risk.printed_reference, Risk.printed_key, Risk.printed_cells)
    return (
        sa.select(*map(col, kept), *map(col, said))
        .join(RiskVersion, same_risk())
        .where(_asked(Risk, Risk.id), still(RiskVersion))
    )


@written_once
def _beside() -> Any:
    """Return the statement for the words of the controls that hold and of the milestones."""
    controls = sa.select(
        col(ControlVersion.risk_id), col(ControlVersion.words), col(ControlVersion.control_id)
    ).where(_asked(ControlVersion, ControlVersion.risk_id), still(ControlVersion))
    milestones = (
        sa.select(col(RiskMilestone.risk_id), col(Milestone.words), col(Milestone.id))
        .join(Milestone, points_at(RiskMilestone.milestone_id, Milestone))
        .where(_asked(RiskMilestone, RiskMilestone.risk_id), still(RiskMilestone))
    )
    return sa.union_all(controls, milestones).order_by(sa.text("3"))


def _asked(table: Any, risk_id: Any) -> sa.ColumnElement[bool]:
    ids: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
    ours = col(table.organisation_id) == sa.bindparam("organisation_id", type_=sa.Uuid())
    return sa.and_(ours, col(risk_id).in_(ids))
