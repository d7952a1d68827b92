"""The versions of a matrix, and the risks that a new one would move."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.lifecycle import ON_REGISTER
from riskapp.domain.matrix import Matrix
from riskapp.domain.matrix_moves import effect_of, values_moved
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.models import Assessment, MatrixVersion, Person, Position, Risk, RiskVersion
from riskapp.queries.joins import points_at
from riskapp.queries.matrices import find_matrices
from riskapp.queries.register_columns import position_on
from riskapp.queries.scope import Condition, same_risk, still, visible
from riskapp.readmodels.matrix import MatrixLine, Moved, WhatMoves

MOST_LISTED = 100


def list_versions(session: Session, actor: Actor) -> tuple[MatrixLine, ...]:
    """Return every version of the organisation's matrix, the latest first."""
    query = (
        select(MatrixVersion, Person)
        .outerjoin(Person, col(Person.id) == col(MatrixVersion.by_id))
        .where(col(MatrixVersion.organisation_id) == actor.organisation_id)
        .order_by(col(MatrixVersion.version).desc())
        .execution_options(populate_existing=True)
    )
    rows = session.exec(query).all()
    matrices = find_matrices(session, actor.organisation_id, [row.id for row, _ in rows])
    return tuple(_line(row, person, matrices[row.id]) for row, person in rows)


def get_what_moves(session: Session, actor: Actor, before: Matrix, after: Matrix) -> WhatMoves:
    """Return which open risks cross a band or the threshold from one version to another."""
    values = values_moved(before, after)
    if not values:
        return WhatMoves((), 0, 0, 0, 0)
    counts = session.connection().execute(_counts(actor, values)).all()
    effects = [(effect_of(before, after, row.score), row.many) for row in counts]
    return WhatMoves(
        tuple(
            Moved(
                risk_reference(row.number),
                row.title,
                row.score,
                effect_of(before, after, row.score),
            )
            for row in session.connection().execute(_list(actor, values))
        ),
        total=sum(count for _, count in effects),
        across_bands=sum(count for effect, count in effects if effect.crosses_band),
        reaching=sum(count for effect, count in effects if effect.reaches),
        falling=sum(count for effect, count in effects if effect.falls),
        unseen=sum(row.many - row.seen for row in counts),
    )


def list_across_threshold(
    session: Session, actor: Actor, matrix_id: UUID, values: Collection[int]
) -> tuple[UUID, ...]:
    """Return the open risks with one of these scores that was not judged by that version yet."""
    query = (
        _risks(actor, values, sa.select(col(Risk.id)))
        .join(Assessment, points_at(Position.assessment_id, Assessment))
        .where(col(Assessment.matrix_id) != matrix_id)
        .order_by(col(Risk.number))
    )
    return tuple(session.connection().execute(query).scalars())


def _line(row: MatrixVersion, person: Person | None, matrix: Matrix) -> MatrixLine:
    return MatrixLine(
        row.id,
        matrix,
        row.from_on,
        row.until_on,
        row.reason,
        person.name if person else "",
        row.entered_on,
        row.applied_on,
    )


def _counts(actor: Actor, values: Collection[int]) -> Any:
    seen = sa.func.sum(sa.case((visible(actor), 1), else_=0)).label("seen")
    columns = sa.select(col(Position.score), sa.func.count().label("many"), seen)
    return _risks(actor, values, columns).group_by(col(Position.score))


def _list(actor: Actor, values: Collection[int]) -> Any:
    columns = sa.select(col(Risk.number), col(RiskVersion.title), col(Position.score))
    return (
        _risks(actor, values, columns)
        .where(visible(actor))
        .order_by(col(Position.score).desc(), col(Risk.number))
        .limit(MOST_LISTED)
    )


def _risks(actor: Actor, values: Collection[int], columns: Any) -> Any:
    """Select from the organisation's open risks that have one of these scores now."""
    wanted: tuple[Condition, ...] = (
        col(RiskVersion.organisation_id) == actor.organisation_id,
        still(RiskVersion),
        col(RiskVersion.status).in_(sorted(ON_REGISTER)),
        col(Position.score).in_(sorted(values)),
    )
    return (
        columns.select_from(RiskVersion)
        .join(Risk, same_risk())
        .join(Position, position_on(None))
        .where(*wanted)
    )
