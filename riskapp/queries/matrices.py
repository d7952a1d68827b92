"""The matrix in force on a day, and the one an assessment was made on."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.descriptors import LikelihoodDescriptor
from riskapp.domain.domains import Domain
from riskapp.domain.level_words import PUBLISHED, LevelWords, five
from riskapp.domain.matrix import Axis, Band, Matrix
from riskapp.domain.permissions import Actor
from riskapp.models import MatrixBand, MatrixDescriptor, MatrixLevel, MatrixVersion

_KEPT: dict[UUID, Matrix] = {}
"""The versions met by this process. Rows of them never change, so threads may share them."""

LEVELS = range(1, 6)

_IN_FORCE = sa.select(col(MatrixVersion.id)).where(
    col(MatrixVersion.organisation_id) == sa.bindparam("organisation_id"),
    col(MatrixVersion.from_on) <= sa.bindparam("day"),
    col(MatrixVersion.until_on) > sa.bindparam("day"),
)


def get_matrix(session: Session, actor: Actor, on: date | None = None) -> Matrix:
    """Return the organisation's matrix in force on a day, or on the actor's own."""
    asked = {"organisation_id": actor.organisation_id, "day": on or actor.today}
    in_force = session.connection().execute(_IN_FORCE, asked).scalar_one()
    return find_matrix(session, actor.organisation_id, in_force)


def matrix_of(session: Session, row: MatrixVersion) -> Matrix:
    """Return the matrix that a version's rows make; a version never changes, so it is kept."""
    kept = _KEPT.get(row.id)
    if kept is None:
        kept = _KEPT[row.id] = Matrix(
            row.version,
            row.threshold,
            row.entry,
            _bands(session, row),
            row.likelihood_by,
            _words(session, row),
        )
    return kept


def find_matrix(session: Session, organisation_id: UUID, matrix_id: UUID) -> Matrix:
    """Return one version of the organisation's matrix; one met before takes no statement."""
    return find_matrices(session, organisation_id, [matrix_id])[matrix_id]


def find_matrices(
    session: Session, organisation_id: UUID, ids: Iterable[UUID]
) -> Mapping[UUID, Matrix]:
    """Return these versions of the organisation's matrix; one met before takes no statement."""
    wanted = set(ids)
    unmet = wanted - _KEPT.keys()
    if unmet:
        query = select(MatrixVersion).where(
            col(MatrixVersion.organisation_id) == organisation_id,
            col(MatrixVersion.id).in_(unmet),
        )
        for row in session.exec(query).all():
            matrix_of(session, row)
    return {id_: _KEPT[id_] for id_ in wanted}


def _bands(session: Session, row: MatrixVersion) -> tuple[Band, ...]:
    query = (
        select(MatrixBand)
        .where(
            col(MatrixBand.organisation_id) == row.organisation_id,
            col(MatrixBand.matrix_id) == row.id,
        )
        .order_by(col(MatrixBand.lowest))
    )
    return tuple(
        Band(band.key, band.name, band.lowest, band.highest, band.review_months, band.colour)
        for band in session.exec(query)
    )


def _words(session: Session, row: MatrixVersion) -> LevelWords:
    """Return the version's own names and descriptors; one without any has the published ones."""
    found = session.connection().execute(_words_query(row)).all()
    if not found:
        return PUBLISHED
    said = {(one.about, one.level): one for one in found}
    likely = [said[Axis.LIKELIHOOD.value, level] for level in LEVELS]
    return LevelWords(
        five(said[Axis.CONSEQUENCE.value, level].words for level in LEVELS),
        five(one.words for one in likely),
        tuple(LikelihoodDescriptor(one.broad, one.time_framed, one.probability) for one in likely),
        tuple(five(said[domain.value, level].words for level in LEVELS) for domain in Domain),
    )


def _words_query(row: MatrixVersion) -> sa.CompoundSelect[*tuple[Any, ...]]:
    nothing = sa.literal("")
    levels: sa.Select[*tuple[Any, ...]] = sa.select(
        sa.cast(MatrixLevel.axis, sa.String).label("about"),
        col(MatrixLevel.level).label("level"),
        col(MatrixLevel.name).label("words"),
        col(MatrixLevel.broad).label("broad"),
        col(MatrixLevel.time_framed).label("time_framed"),
        col(MatrixLevel.probability).label("probability"),
    ).where(*_of(row, MatrixLevel))
    means = sa.select(
        sa.cast(MatrixDescriptor.domain, sa.String),
        col(MatrixDescriptor.level),
        col(MatrixDescriptor.words),
        *(nothing, nothing, nothing),
    ).where(*_of(row, MatrixDescriptor))
    return sa.union_all(levels, means)


def _of(
    row: MatrixVersion, table: type[MatrixLevel] | type[MatrixDescriptor]
) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        col(table.organisation_id) == row.organisation_id,
        col(table.matrix_id) == row.id,
    )
