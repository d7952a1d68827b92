"""Which milestones were moved or done between two days, who said so and why."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.happenings import Happening
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.movement import MoveKind, due_move
from riskapp.domain.references import milestone_reference
from riskapp.models import (
    History,
    HistoryText,
    Milestone,
    Person,
    Risk,
    RiskMilestone,
    RiskVersion,
)
from riskapp.queries.joins import points_at
from riskapp.queries.milestone_rows import serves_visible, shown
from riskapp.queries.movement_scope import Looked, named, reason_of, risk_of
from riskapp.queries.movement_turns import typed
from riskapp.queries.scope import holds
from riskapp.readmodels.movement import MilestoneName, Moved
from riskapp.readmodels.plan import RiskName

KINDS = (Happening.MILESTONE_MOVED, Happening.MILESTONE_SET)


def list_milestone_moves(session: Session, looked: Looked) -> list[Moved]:
    """Return every move of a due date and every milestone done that is not undone since."""
    rows = session.connection().execute(_query(looked)).all()
    told = [(row, json.loads(row.entry)["facts"]) for row in rows]
    last_set = {row.id: row.number for row in rows if row.kind is Happening.MILESTONE_SET}
    risks = _risks(session, looked, list({row.id for row in rows}))
    return [
        _moved(row, facts, risks.get(row.id, ()))
        for row, facts in told
        if row.kind is Happening.MILESTONE_MOVED
        or (row.number == last_set[row.id] and facts["status"] == MilestoneStatus.DONE)
    ]


def _moved(row: Any, facts: Mapping[str, str], risks: Sequence[RiskName]) -> Moved:
    is_move = row.kind is Happening.MILESTONE_MOVED
    before, after = (facts["before"], facts["due"]) if is_move else ("", "")
    return Moved(
        kind=due_move(before, after) if is_move else MoveKind.DONE,
        on=row.entered_on,
        entered_on=row.entered_on,
        risks=tuple(risks),
        before=before,
        after=after,
        by=row.by,
        why=typed(row),
        milestone=MilestoneName(row.id, milestone_reference(row.milestone_number), row.words),
    )


def _query(looked: Looked) -> sa.Select[*tuple[Any, ...]]:
    until, actor = looked.period.until, looked.actor
    asked = () if looked.risks is None else (serves_visible(actor, until, sa.and_(*looked.lets())),)
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(
            *(col(Milestone.id), col(Milestone.number).label("milestone_number")),
            col(Milestone.words).label("words"),
            *(col(History.number).label("number"), col(History.kind), col(History.entered_on)),
            *(col(History.entry), col(Person.name).label("by")),
            *(col(HistoryText.number).label("typed"), col(HistoryText.words).label("why")),
        )
        .select_from(History)
        .join(Milestone, points_at(History.subject_id, Milestone))
        .join(Person, col(Person.id) == col(History.by_id))
        .outerjoin(HistoryText, reason_of())
    )
    return query.where(
        col(History.organisation_id) == actor.organisation_id,
        col(History.kind).in_(KINDS),
        looked.within(col(History.entered_on)),
        col(History.entered_on) <= looked.recorded_by,
        shown(actor, until),
        *asked,
    ).order_by(col(History.number))


def _risks(
    session: Session, looked: Looked, milestone_ids: Sequence[UUID]
) -> Mapping[UUID, Sequence[RiskName]]:
    """Return the risks that these milestones mitigated at the second look."""
    risk, says = risk_of(RiskMilestone.risk_id)
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(*looked.names(), col(RiskMilestone.milestone_id))
        .select_from(RiskMilestone)
        .join(Risk, risk)
        .join(RiskVersion, says)
    )
    found = query.where(
        col(RiskMilestone.organisation_id) == looked.actor.organisation_id,
        col(RiskMilestone.milestone_id).in_(milestone_ids),
        holds(RiskMilestone, looked.period.until),
        *looked.lets(),
    ).order_by(col(Risk.number))
    risks: dict[UUID, list[RiskName]] = defaultdict(list)
    for row in session.connection().execute(found):
        risks[row.milestone_id].append(named(row))
    return risks
