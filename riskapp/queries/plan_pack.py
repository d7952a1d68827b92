"""The Milestones pack, gathered."""

from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.movement import Period
from riskapp.domain.packs import MakePack
from riskapp.domain.permissions import Actor
from riskapp.domain.reviews import months_after
from riskapp.models import Milestone, RiskMilestone
from riskapp.papers.plan import plan_paper
from riskapp.queries.left_out import count_left_out
from riskapp.queries.milestone_progress import list_gaps_of_milestones
from riskapp.queries.milestone_rows import list_rows
from riskapp.queries.milestones import count_standings
from riskapp.queries.movement import in_order
from riskapp.queries.movement_milestones import list_milestone_moves
from riskapp.queries.movement_scope import Looked
from riskapp.queries.pack_changes import find_since
from riskapp.queries.pack_reader import get_frame, whole_reader
from riskapp.queries.programmes import list_programmes
from riskapp.queries.scope import holds
from riskapp.readmodels.movement import Movement
from riskapp.readmodels.pack_changes import Changes
from riskapp.readmodels.paper import Paper
from riskapp.readmodels.plan_pack import PlanPack

MONTHS_AHEAD: Final = 3


def get_plan_paper(session: Session, actor: Actor, asked: MakePack) -> Paper:
    """Return the Milestones pack as a paper."""
    return plan_paper(get_plan_pack(session, actor, asked), asked.cover)


def get_plan_pack(session: Session, actor: Actor, asked: MakePack) -> PlanPack:
    """Return the milestones of programmes and risks as at a day.

    NotAllowedError for someone whose role reaches only part of the organisation.
    """
    reader, on = whole_reader(actor, asked), asked.as_at
    programmes = list_programmes(session, reader, on)
    actions = list_rows(session, reader, on, col(Milestone.programme_id).is_(None))
    rows = [*(row for one in programmes for row in one.milestones), *actions]
    return PlanPack(
        frame=get_frame(session, reader, asked),
        programmes=programmes,
        actions=actions,
        counts=count_standings(rows),
        changes=_changes(session, reader, asked),
        next_until=months_after(on, MONTHS_AHEAD),
        gaps=list_gaps_of_milestones(session, reader, [row.id for row in rows], on),
        left_out=count_left_out(session, reader, _mitigated(reader, asked)),
    )


def _changes(session: Session, reader: Actor, asked: MakePack) -> Changes:
    """Return what changed of milestones since the last pack."""
    since = find_since(session, reader, asked)
    period = Period(since.on, asked.as_at)
    moves = list_milestone_moves(session, Looked(reader, period))
    return Changes(since, Movement(period, in_order(moves)))


def _mitigated(reader: Actor, asked: MakePack) -> sa.Select[Any]:
    return sa.select(col(RiskMilestone.risk_id)).where(
        col(RiskMilestone.organisation_id) == reader.organisation_id,
        holds(RiskMilestone, asked.as_at),
    )
