"""Milestones as readers see them."""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.errors import NotFoundError
from riskapp.domain.intervals import FOREVER
from riskapp.domain.permissions import Actor
from riskapp.models import Milestone, Risk, RiskMilestone, RiskVersion
from riskapp.queries.scope import same_risk, visible


def refuse_hidden(session: Session, actor: Actor, milestone: Milestone) -> None:
    """Refuse a milestone that serves only risks the actor may not know of.

    A programme's milestones are the organisation's; an action of a risk is seen with the risk.
    """
    if milestone.programme_id is not None:
        return
    query = (
        select(sa.func.count())
        .select_from(RiskMilestone)
        .join(
            Risk,
            sa.and_(
                col(Risk.organisation_id) == col(RiskMilestone.organisation_id),
                col(Risk.id) == col(RiskMilestone.risk_id),
            ),
        )
        .join(RiskVersion, same_risk())
        .where(
            col(RiskMilestone.organisation_id) == actor.organisation_id,
            col(RiskMilestone.milestone_id) == milestone.id,
            col(RiskMilestone.until_on) == FOREVER,
            col(RiskVersion.until_on) == FOREVER,
            visible(actor),
        )
    )
    if session.exec(query).one() == 0:
        raise NotFoundError("There is no such milestone in this organisation.")
