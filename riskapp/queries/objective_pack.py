"""The Objective pack: everything on one strategic objective and those under it, gathered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.appetite_drafts import Subject
from riskapp.domain.lifecycle import ON_REGISTER
from riskapp.domain.packs import MakePack
from riskapp.domain.permissions import Actor
from riskapp.domain.scoring import ScoreKind
from riskapp.models import Objective, Position, Risk, RiskObjective, RiskVersion
from riskapp.papers.objective import objective_paper
from riskapp.queries.appetite import get_appetite
from riskapp.queries.joins import of_same_risk
from riskapp.queries.left_out import count_left_out
from riskapp.queries.matrices import get_matrix
from riskapp.queries.milestones import count_standings
from riskapp.queries.objectives import list_objectives
from riskapp.queries.pack_changes import find_since, get_changes, list_scores_then
from riskapp.queries.pack_reader import get_frame, get_subject_found, list_pages, whole_reader
from riskapp.queries.programmes import list_programmes_of_objective
from riskapp.queries.register_columns import Earlier, join_says
from riskapp.queries.scope import holds, same_risk, still, visible
from riskapp.readmodels.appetite import StatementLine
from riskapp.readmodels.objective_pack import ObjectivePack
from riskapp.readmodels.pack_changes import Changes
from riskapp.readmodels.paper import Paper
from riskapp.readmodels.plan import ObjectiveRow, ProgrammeRow
from riskapp.readmodels.risk_page import RiskPage


def get_objective_paper(session: Session, actor: Actor, asked: MakePack) -> Paper:
    """Return the Objective pack as a paper."""
    return objective_paper(get_objective_pack(session, actor, asked), asked.cover)


def get_objective_pack(session: Session, actor: Actor, asked: MakePack) -> ObjectivePack:
    """Return everything on an objective and those under it, as at a day.

    NotAllowedError for someone whose role reaches only part of the organisation.
    """
    reader, on = whole_reader(actor, asked), asked.as_at
    objective, *below = _objectives(session, reader, get_subject_found(session, actor, asked), on)
    ids = [objective.id, *(one.id for one in below)]
    risks = list_pages(session, reader, asked, _risk_ids(session, reader, ids, on))
    plan = _programmes(session, reader, ids, on)
    return ObjectivePack(
        frame=get_frame(session, reader, asked),
        objective=objective,
        below=tuple(below),
        appetites=_appetites(session, reader, ids, on),
        matrix=get_matrix(session, reader, on),
        risks=risks,
        changes=_changes(session, reader, asked, ids, risks),
        programmes=plan,
        milestones=count_standings(row for one in plan for row in one.milestones),
        left_out=count_left_out(session, reader, _linked(reader, ids, on)),
    )


def _objectives(
    session: Session, reader: Actor, objective_id: UUID, on: date
) -> list[ObjectiveRow]:
    """Return the objective, then all under it however deep, in the plan's order."""
    parents = sa.select(col(Objective.id), col(Objective.parent_id)).where(
        col(Objective.organisation_id) == reader.organisation_id
    )
    above = {row.id: row.parent_id for row in session.connection().execute(parents)}
    rows = list_objectives(session, reader, on)
    under = [row for row in rows if objective_id in _path(row.id, above)]
    return sorted(under, key=lambda row: row.id != objective_id)


def _path(objective_id: UUID, above: Mapping[UUID, UUID | None]) -> Sequence[UUID]:
    """Return an objective and those it stands under."""
    path: list[UUID] = []
    step: UUID | None = objective_id
    while step is not None and step not in path:
        path.append(step)
        step = above.get(step)
    return path


def _linked(reader: Actor, objective_ids: Iterable[UUID], on: date) -> sa.Select[Any]:
    return sa.select(col(RiskObjective.risk_id)).where(
        col(RiskObjective.organisation_id) == reader.organisation_id,
        col(RiskObjective.objective_id).in_(objective_ids),
        holds(RiskObjective, on),
    )


def _risk_ids(
    session: Session, reader: Actor, objective_ids: Sequence[UUID], on: date
) -> Sequence[UUID]:
    """Return the risks to these objectives that the reader may know of, the highest score first."""
    current = (col(Position.kind) == ScoreKind.CURRENT, holds(Position, on))
    query = (
        sa.select(col(Risk.id))
        .select_from(Risk)
        .join(RiskVersion, same_risk())
        .outerjoin(Position, sa.and_(of_same_risk(Position, RiskVersion), *current))
        .where(
            *(still(RiskVersion), visible(reader), col(Earlier.status).in_(ON_REGISTER)),
            col(Risk.id).in_(_linked(reader, objective_ids, on)),
        )
        .order_by(sa.func.coalesce(col(Position.score), 0).desc(), col(Risk.number))
    )
    return session.connection().execute(join_says(query, on)).scalars().all()


def _appetites(
    session: Session, reader: Actor, objective_ids: Iterable[UUID], on: date
) -> Mapping[UUID, StatementLine]:
    appetite = get_appetite(session, reader, on)
    lines = {one: appetite.line(Subject(objective_id=one)) for one in objective_ids}
    return {one: line for one, line in lines.items() if line is not None and line.stated}


def _programmes(
    session: Session, reader: Actor, objective_ids: Iterable[UUID], on: date
) -> tuple[ProgrammeRow, ...]:
    """Return the programmes that serve any of these objectives, each once."""
    found: dict[UUID, ProgrammeRow] = {}
    for one in objective_ids:
        served = list_programmes_of_objective(session, reader, one, on)
        found.update({row.id: row for row in served})
    return tuple(found.values())


def _changes(
    session: Session,
    reader: Actor,
    asked: MakePack,
    objective_ids: Sequence[UUID],
    risks: Iterable[RiskPage],
) -> Changes:
    """Return what changed since the last pack of the risks that were linked at any time since."""
    since = find_since(session, reader, asked)
    linked = sa.select(col(RiskObjective.risk_id)).where(
        col(RiskObjective.organisation_id) == reader.organisation_id,
        col(RiskObjective.objective_id).in_(objective_ids),
        col(RiskObjective.from_on) <= asked.as_at,
        col(RiskObjective.until_on) > since.on,
    )
    before = list_scores_then(session, reader, [one.row.id for one in risks], since)
    return replace(get_changes(session, reader, asked, since, linked), before=before)
