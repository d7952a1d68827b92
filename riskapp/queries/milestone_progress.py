"""What stands beside one milestone: the notes on its progress, and the gaps it is to close."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.models import Gap, GapMilestone, MilestoneNote, Person, Risk, RiskVersion
from riskapp.queries.joins import points_at
from riskapp.queries.scope import holds, same_risk, still, visible
from riskapp.readmodels.plan import GapToClose, MilestoneRow, ProgressNote, RiskName


def list_progress_notes(
    session: Session, actor: Actor, milestone: MilestoneRow, on: date | None = None
) -> tuple[ProgressNote, ...]:
    """Return the notes on the progress of a milestone by that day, newest first."""
    query = (
        sa.select(
            col(MilestoneNote.words),
            col(MilestoneNote.evidence),
            col(Person.name),
            col(MilestoneNote.entered_on),
        )
        .join(Person, col(Person.id) == col(MilestoneNote.by_id))
        .where(
            col(MilestoneNote.organisation_id) == actor.organisation_id,
            col(MilestoneNote.milestone_id) == milestone.id,
            col(MilestoneNote.entered_on) <= (on or actor.today),
        )
        .order_by(col(MilestoneNote.id).desc())
    )
    return tuple(ProgressNote(*row) for row in session.connection().execute(query))


def list_gaps_to_close(
    session: Session, actor: Actor, milestone: MilestoneRow, on: date | None = None
) -> tuple[GapToClose, ...]:
    """Return the open gaps that a milestone is to close, of risks the actor may know of."""
    query = (
        sa.select(
            col(Risk.id), col(Risk.number), col(RiskVersion.title), col(Gap.kind), col(Gap.words)
        )
        .select_from(GapMilestone)
        .join(Gap, points_at(GapMilestone.gap_id, Gap))
        .join(Risk, points_at(Gap.risk_id, Risk))
        .join(RiskVersion, same_risk())
        .where(
            col(GapMilestone.organisation_id) == actor.organisation_id,
            col(GapMilestone.milestone_id) == milestone.id,
            *(holds(GapMilestone, on), holds(Gap, on), still(RiskVersion), visible(actor)),
        )
        .order_by(col(Risk.number), col(Gap.id))
    )
    return tuple(
        GapToClose(RiskName(row[0], risk_reference(row[1]), row[2]), row[3], row[4])
        for row in session.connection().execute(query)
    )
