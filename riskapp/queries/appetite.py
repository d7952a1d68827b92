"""What appetite is stated, and the risks that are outside it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.appetite import Level, Stated
from riskapp.domain.appetite_drafts import Subject
from riskapp.domain.domains import Domain, label
from riskapp.domain.permissions import Actor
from riskapp.models import (
    AppetiteLevel,
    AppetiteScale,
    AppetiteStatement,
    AssessmentDomain,
    Objective,
    Person,
    Position,
    RiskObjective,
    RiskVersion,
)
from riskapp.queries.joins import of_same_risk, points_at
from riskapp.queries.scope import Condition, holds
from riskapp.queries.written import written_once
from riskapp.readmodels.appetite import Appetite, ScaleShown, StatementLine


def get_appetite(session: Session, actor: Actor, on: date | None = None) -> Appetite:
    """Return the scale and all that is stated, as at a day or as it is now."""
    scale = _scale(session, actor, on)
    rows = session.connection().execute(_statements(actor.organisation_id, on)).all()
    said = {(row.objective_id, row.domain): _line(row, scale) for row in rows}
    plan = session.connection().execute(_objectives(actor, on or actor.today)).all()
    subjects = [
        (Subject(objective_id=one.id), f"{one.number}: {one.title}")
        for one in plan
        if one.covers or (one.id, None) in said
    ]
    domains = [(Subject(domain=domain), label(domain)) for domain in Domain]
    return Appetite(scale, _lines(said, subjects), _lines(said, domains))


def list_stated(session: Session, actor: Actor, on: date | None = None) -> tuple[Stated, ...]:
    """Return all that is stated, for any number of risks to be held against it."""
    rows = session.connection().execute(_statements(actor.organisation_id, on))
    return tuple(_stated(row) for row in rows)


def leading_domains() -> sa.ScalarSelect[str | None]:
    """Return the domains that lead the score of a Position, their words parted by commas."""
    return (
        sa.select(sa.func.aggregate_strings(sa.cast(AssessmentDomain.domain, sa.String), ","))
        .where(*_leads())
        .correlate(Position)
        .scalar_subquery()
    )


def read_domains(words: str | None) -> tuple[Domain, ...]:
    """Return the domains that `leading_domains` named."""
    return tuple(map(Domain, words.split(","))) if words else ()


def outside_appetite(on: date | None) -> Condition:
    """Keep the risks whose score is above some appetite that applies to them.

    The statement must join RiskVersion and the Position of the current score.
    """
    stated = (_stated_for_objectives(on), _stated_for_domains())
    strict = (holds(AppetiteStatement, on), col(AppetiteLevel.highest) < col(Position.score))
    return sa.or_(*(one.where(*strict).correlate(RiskVersion, Position).exists() for one in stated))


def has_appetite(on: date | None) -> Condition:
    """Keep the risks to which any appetite applies; the statement joins what the others do."""
    stated = (_stated_for_objectives(on), _stated_for_domains())
    rows = (one.where(holds(AppetiteStatement, on)) for one in stated)
    return sa.or_(*(one.correlate(RiskVersion, Position).exists() for one in rows))


def lowest_tolerated(on: date | None) -> Any:
    """Return the highest score that the strictest appetite tolerates, None where none applies."""
    stated = (_stated_for_objectives(on), _stated_for_domains())
    rows = (
        one.with_only_columns(col(AppetiteLevel.highest).label("highest"))
        .where(holds(AppetiteStatement, on))
        .correlate(RiskVersion, Position)
        for one in stated
    )
    both = sa.union_all(*rows).subquery()
    return sa.select(sa.func.min(both.c.highest)).scalar_subquery()


def _stated_for_objectives(on: date | None) -> Any:
    """Select what is stated for the objectives that a RiskVersion is linked to."""
    same = sa.and_(
        col(RiskObjective.organisation_id) == col(AppetiteStatement.organisation_id),
        col(RiskObjective.objective_id) == col(AppetiteStatement.objective_id),
    )
    linked = _stated_rows().join(RiskObjective, same)
    return linked.where(of_same_risk(RiskObjective, RiskVersion), holds(RiskObjective, on))


def _stated_for_domains() -> Any:
    """Select what is stated for the domains that lead a Position."""
    same = sa.and_(
        col(AssessmentDomain.organisation_id) == col(AppetiteStatement.organisation_id),
        col(AssessmentDomain.domain) == col(AppetiteStatement.domain),
    )
    return _stated_rows().join(AssessmentDomain, same).where(*_leads())


def _leads() -> tuple[Condition, ...]:
    """Join the domains of a position's assessment that have its highest consequence."""
    return (
        col(AssessmentDomain.organisation_id) == col(Position.organisation_id),
        col(AssessmentDomain.assessment_id) == col(Position.assessment_id),
        col(AssessmentDomain.consequence) == col(Position.consequence),
    )


def _stated_rows() -> Any:
    return sa.select(sa.literal(1)).select_from(AppetiteStatement).join(AppetiteLevel, _level())


def _level() -> Condition:
    return sa.and_(
        col(AppetiteLevel.organisation_id) == col(AppetiteStatement.organisation_id),
        col(AppetiteLevel.scale_id) == col(AppetiteStatement.scale_id),
        col(AppetiteLevel.position) == col(AppetiteStatement.level),
    )


_COLUMNS: Mapping[str, Any] = {
    "id": AppetiteStatement.id,
    "objective_id": AppetiteStatement.objective_id,
    "domain": AppetiteStatement.domain,
    "words": AppetiteStatement.words,
    "from_on": AppetiteStatement.from_on,
    "level": AppetiteLevel.name,
    "highest": AppetiteLevel.highest,
    "number": Objective.number,
    "scale_id": AppetiteScale.id,
    "scale": AppetiteScale.name,
    "by": Person.name,
}


@written_once
def _statements(organisation_id: UUID, on: date | None) -> sa.Select[*tuple[Any, ...]]:
    """Return the statement for all that one organisation states."""
    return (
        sa.select(*(col(column).label(name) for name, column in _COLUMNS.items()))
        .select_from(AppetiteStatement)
        .join(AppetiteLevel, _level())
        .join(AppetiteScale, points_at(AppetiteStatement.scale_id, AppetiteScale))
        .join(Person, col(Person.id) == col(AppetiteStatement.by_id))
        .outerjoin(Objective, points_at(AppetiteStatement.objective_id, Objective))
        .where(
            col(AppetiteStatement.organisation_id) == organisation_id,
            holds(AppetiteStatement, on),
        )
        .order_by(col(AppetiteStatement.id))
    )


def _stated(row: Any) -> Stated:
    subject = label(row.domain) if row.domain else f"Objective {row.number}"
    return Stated(row.level, row.highest, row.objective_id, row.domain, subject)


def _line(row: Any, scale: ScaleShown | None) -> StatementLine:
    return StatementLine(
        Subject(row.objective_id, row.domain),
        "",
        _stated(row),
        row.id,
        row.words,
        row.from_on,
        row.by,
        "" if scale and scale.id == row.scale_id else row.scale,
    )


def _lines(
    said: Mapping[tuple[UUID | None, Domain | None], StatementLine],
    subjects: Iterable[tuple[Subject, str]],
) -> tuple[StatementLine, ...]:
    """Return a line for each subject, with what is said for it, if anything."""
    return tuple(
        replace(said.get((one.objective_id, one.domain), StatementLine(one, "")), name=name)
        for one, name in subjects
    )


def _objectives(actor: Actor, on: date) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            col(Objective.id),
            col(Objective.number),
            col(Objective.title),
            (col(Objective.ends_on) >= on).label("covers"),
        )
        .where(col(Objective.organisation_id) == actor.organisation_id)
        .order_by(col(Objective.position), col(Objective.number), col(Objective.id))
    )


def _scale(session: Session, actor: Actor, on: date | None) -> ScaleShown | None:
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(
            col(AppetiteScale.id),
            col(AppetiteScale.name).label("scale"),
            col(AppetiteScale.from_on),
            col(Person.name).label("by"),
            col(AppetiteLevel.name),
            col(AppetiteLevel.highest),
            col(AppetiteLevel.words),
        )
        .select_from(AppetiteScale)
        .join(AppetiteLevel, points_at(AppetiteLevel.scale_id, AppetiteScale))
        .join(Person, col(Person.id) == col(AppetiteScale.by_id))
        .where(
            col(AppetiteScale.organisation_id) == actor.organisation_id, holds(AppetiteScale, on)
        )
        .order_by(col(AppetiteLevel.position))
    )
    rows = session.connection().execute(query).all()
    if not rows:
        return None
    levels = tuple(Level(row.name, row.highest, row.words) for row in rows)
    first = rows[0]
    return ScaleShown(first.id, first.scale, levels, first.from_on, first.by)
