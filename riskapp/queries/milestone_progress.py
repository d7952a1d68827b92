"""What stands beside one milestone: the notes on its progress, and the gaps it is to close."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

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
    found = list_gaps_of_milestones(session, actor, [milestone.id], on)
    return found.get(milestone.id, ())


def list_gaps_of_milestones(
    session: Session, actor: Actor, milestone_ids: Sequence[UUID], on: date | None = None
) -> Mapping[UUID, tuple[GapToClose, ...]]:
    """Return the open gaps that each of these is to close, of risks the actor may know of."""
    query = (
        sa.select(
            *(col(GapMilestone.milestone_id), col(Risk.id), col(Risk.number)),
            *(col(RiskVersion.title), col(Gap.kind), col(Gap.words)),
        )
        .select_from(GapMilestone)
        .join(Gap, points_at(GapMilestone.gap_id, Gap))
        .join(Risk, points_at(Gap.risk_id, Risk))
        .join(RiskVersion, same_risk())
        .where(
            col(GapMilestone.organisation_id) == actor.organisation_id,
            col(GapMilestone.milestone_id).in_(milestone_ids),
            *(holds(GapMilestone, on), holds(Gap, on), still(RiskVersion), visible(actor)),
        )
        .order_by(col(Risk.number), col(Gap.id))
    )
    found: dict[UUID, list[GapToClose]] = defaultdict(list)
    for row in session.connection().execute(query):
        risk = RiskName(row.id, risk_reference(row.number), row.title)
        found[row.milestone_id].append(GapToClose(risk, row.kind, row.words))
    return {milestone_id: tuple(gaps) for milestone_id, gaps in found.items()}
