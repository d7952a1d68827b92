"""Objectives with the risks to them: how many, the highest score, how many on the BAF."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from riskapp.domain.errors import NotFoundError
from riskapp.domain.escalation import Register
from riskapp.domain.lifecycle import ON_REGISTER
from riskapp.domain.permissions import Actor
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.wording import post_words
from riskapp.models import (
    Committee,
    Objective,
    Placement,
    Position,
    Post,
    Provenance,
    Risk,
    RiskObjective,
    RiskVersion,
)
from riskapp.queries.joins import of_same_risk, points_at
from riskapp.queries.register_columns import Earlier, join_says
from riskapp.queries.scope import holds, same_risk, still, visible
from riskapp.queries.sources import source_of, source_words
from riskapp.readmodels.plan import ObjectiveRow
from riskapp.readmodels.register import ObjectiveName

_Parent = aliased(Objective)
_NONE = (0, 0, 0)

_COLUMNS: Mapping[str, Any] = {
    "id": Objective.id,
    "number": Objective.number,
    "level": Objective.level,
    "title": Objective.title,
    "starts_on": Objective.starts_on,
    "ends_on": Objective.ends_on,
    "executive_post_id": Objective.executive_post_id,
    "parent_number": _Parent.number,
    "parent_title": _Parent.title,
    "executive": Post.title,
    "committee": Committee.name,
    "document": Provenance.document,
    "lines": Provenance.lines,
}


def list_objectives(
    session: Session, actor: Actor, on: date | None = None
) -> tuple[ObjectiveRow, ...]:
    """Return the objectives, those in force that day first, with the risks to them."""
    day = on or actor.today
    counts = _counts(session, actor, day)
    found = session.connection().execute(_query(actor))
    rows = {row.id: _row(row, counts.get(row.id, _NONE)) for row in found}
    return tuple(sorted(rows.values(), key=lambda row: not in_force(row, day)))


def get_objective(
    session: Session, actor: Actor, number: str, on: date | None = None
) -> ObjectiveRow:
    """Return the objective of that number, the one in force where several plans have it.

    NotFoundError when the organisation has none.
    """
    numbered = [row for row in list_objectives(session, actor, on) if row.number == number]
    if not numbered:
        raise NotFoundError("There is no such objective in this organisation.")
    return numbered[0]


def list_objectives_of_risk(
    session: Session, actor: Actor, risk_id: UUID
) -> tuple[ObjectiveName, ...]:
    """Return the objectives that a risk is linked to today.

    The caller has made sure that the actor may know of the risk.
    """
    query = (
        sa.select(col(Objective.id), col(Objective.number), col(Objective.title))
        .join(RiskObjective, points_at(RiskObjective.objective_id, Objective))
        .where(
            col(RiskObjective.organisation_id) == actor.organisation_id,
            col(RiskObjective.risk_id) == risk_id,
            holds(RiskObjective, None),
        )
        .order_by(col(Objective.position), col(Objective.number), col(Objective.id))
    )
    found = session.connection().execute(query)
    return tuple(ObjectiveName(row.id, row.number, row.title) for row in found)


def in_force(row: ObjectiveRow, on: date) -> bool:
    """Tell whether the objective's plan covers the day."""
    return row.starts_on <= on <= row.ends_on


def _query(actor: Actor) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(*(column.label(name) for name, column in _COLUMNS.items()))
        .select_from(Objective)
        .outerjoin(_Parent, points_at(Objective.parent_id, _Parent))
        .outerjoin(Post, points_at(Objective.executive_post_id, Post))
        .outerjoin(Committee, points_at(Objective.lead_committee_id, Committee))
        .outerjoin(Provenance, source_of(Objective))
        .where(col(Objective.organisation_id) == actor.organisation_id)
        .order_by(
            col(Objective.starts_on).desc(),
            col(Objective.position),
            col(Objective.number),
            col(Objective.id),
        )
    )


def _counts(session: Session, actor: Actor, on: date) -> Mapping[UUID, tuple[int, int, int]]:
    """Return for each objective: risks to it, the highest score among them, those on the BAF."""
    current = sa.and_(col(Position.kind) == ScoreKind.CURRENT, holds(Position, on))
    on_baf = sa.and_(col(Placement.register_kind) == Register.BAF, holds(Placement, on))
    query = (
        sa.select(
            col(RiskObjective.objective_id),
            sa.func.count(),
            sa.func.coalesce(sa.func.max(col(Position.score)), 0),
            sa.func.count(col(Placement.id)),
        )
        .select_from(RiskObjective)
        .join(Risk, points_at(RiskObjective.risk_id, Risk))
        .join(RiskVersion, same_risk())
        .outerjoin(Position, sa.and_(current, of_same_risk(Position, RiskObjective)))
        .outerjoin(Placement, sa.and_(on_baf, of_same_risk(Placement, RiskObjective)))
        .where(
            *(holds(RiskObjective, on), still(RiskVersion), visible(actor)),
            col(Earlier.status).in_(ON_REGISTER),
        )
        .group_by(col(RiskObjective.objective_id))
    )
    found = session.connection().execute(join_says(query, on))
    return {objective_id: (risks, highest, baf) for objective_id, risks, highest, baf in found}


def _row(found: Any, counts: tuple[int, int, int]) -> ObjectiveRow:
    risks, highest, on_baf = counts
    return ObjectiveRow(
        id=found.id,
        number=found.number,
        level=found.level.value,
        title=found.title,
        parent=f"{found.parent_number}: {found.parent_title}" if found.parent_number else "",
        executive=post_words(found.executive_post_id, found.executive),
        committee=found.committee or "",
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        risks=risks,
        highest=highest,
        on_baf=on_baf,
        source=source_words(found.document, found.lines),
    )
