"""Programmes with their leads, workstreams, objectives and milestones."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.errors import NotFoundError
from riskapp.domain.permissions import Actor
from riskapp.domain.wording import post_words
from riskapp.models import (
    Milestone,
    Objective,
    Post,
    Programme,
    ProgrammeObjective,
    Provenance,
    Workstream,
)
from riskapp.queries.joins import points_at
from riskapp.queries.milestone_rows import list_rows
from riskapp.queries.names import Names
from riskapp.queries.scope import Condition
from riskapp.queries.sources import source_of, source_words
from riskapp.readmodels.plan import MilestoneRow, ProgrammeRow


def list_programmes(
    session: Session, actor: Actor, on: date | None = None
) -> tuple[ProgrammeRow, ...]:
    """Return the programmes in their order, with milestones as they stood that day."""
    return _list(session, actor, on or actor.today, sa.true())


def list_programmes_of_objective(
    session: Session, actor: Actor, objective_id: UUID, on: date | None = None
) -> tuple[ProgrammeRow, ...]:
    """Return the programmes that serve an objective."""
    serves = (
        sa.exists()
        .where(
            points_at(ProgrammeObjective.programme_id, Programme),
            col(ProgrammeObjective.objective_id) == objective_id,
        )
        .correlate(Programme)
    )
    return _list(session, actor, on or actor.today, serves)


def get_programme(
    session: Session, actor: Actor, programme_id: UUID, on: date | None = None
) -> ProgrammeRow:
    """Return one programme; NotFoundError when the organisation has none of that id."""
    found = _list(session, actor, on or actor.today, col(Programme.id) == programme_id)
    if not found:
        raise NotFoundError("There is no such programme in this organisation.")
    return found[0]


def list_programme_names(session: Session, actor: Actor) -> Names:
    """Return the organisation's programmes by id and name, in their order."""
    query = (
        sa.select(col(Programme.id), col(Programme.name))
        .where(col(Programme.organisation_id) == actor.organisation_id)
        .order_by(col(Programme.position), col(Programme.name), col(Programme.id))
    )
    return tuple((row.id, row.name) for row in session.connection().execute(query))


def list_workstream_names(session: Session, actor: Actor) -> tuple[tuple[UUID, UUID, str], ...]:
    """Return the organisation's workstreams: id, programme and name, in their order."""
    query = (
        sa.select(col(Workstream.id), col(Workstream.programme_id), col(Workstream.name))
        .where(col(Workstream.organisation_id) == actor.organisation_id)
        .order_by(col(Workstream.position), col(Workstream.name), col(Workstream.id))
    )
    found = session.connection().execute(query)
    return tuple((row.id, row.programme_id, row.name) for row in found)


def _list(session: Session, actor: Actor, on: date, which: Condition) -> tuple[ProgrammeRow, ...]:
    workstreams: dict[UUID, list[str]] = defaultdict(list)
    for _, programme_id, name in list_workstream_names(session, actor):
        workstreams[programme_id].append(name)
    objectives = _objectives(session, actor)
    milestones = _milestones(session, actor, on, which)
    rows = {
        found.id: ProgrammeRow(
            id=found.id,
            name=found.name,
            section=found.section,
            executive=post_words(found.executive_post_id, found.executive),
            workstreams=tuple(workstreams[found.id]),
            objectives=tuple(objectives.get(found.id, ())),
            milestones=tuple(milestones.get(found.id, ())),
            source=source_words(found.document, found.lines),
        )
        for found in session.connection().execute(_query(actor, which))
    }
    return tuple(rows.values())


def _query(actor: Actor, which: Condition) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            col(Programme.id),
            col(Programme.name),
            col(Programme.section),
            col(Programme.executive_post_id),
            col(Post.title).label("executive"),
            col(Provenance.document),
            col(Provenance.lines),
        )
        .select_from(Programme)
        .outerjoin(Post, points_at(Programme.executive_post_id, Post))
        .outerjoin(Provenance, source_of(Programme))
        .where(which, col(Programme.organisation_id) == actor.organisation_id)
        .order_by(col(Programme.position), col(Programme.name), col(Programme.id))
    )


def _objectives(session: Session, actor: Actor) -> Mapping[UUID, list[str]]:
    query = (
        sa.select(col(ProgrammeObjective.programme_id), col(Objective.number))
        .join(Objective, points_at(ProgrammeObjective.objective_id, Objective))
        .where(col(ProgrammeObjective.organisation_id) == actor.organisation_id)
        .order_by(col(Objective.position), col(Objective.number))
    )
    numbers: dict[UUID, list[str]] = defaultdict(list)
    for programme_id, number in session.connection().execute(query):
        numbers[programme_id].append(number)
    return numbers


def _milestones(
    session: Session, actor: Actor, on: date, which: Condition
) -> Mapping[UUID, list[MilestoneRow]]:
    of_programme = col(Milestone.programme_id).in_(
        sa.select(col(Programme.id)).where(
            which, col(Programme.organisation_id) == actor.organisation_id
        )
    )
    by_programme: dict[UUID, list[MilestoneRow]] = defaultdict(list)
    for row in list_rows(session, actor, on, of_programme):
        if row.programme_id is not None:
            by_programme[row.programme_id].append(row)
    return by_programme
