"""The matrix in force, and the one an assessment was made on."""

from collections.abc import Iterable, Mapping
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.matrix import Band, Matrix
from riskapp.models import MatrixBand, MatrixVersion
from riskapp.queries.scope import still

_KEPT: dict[UUID, Matrix] = {}
"""The versions met by this process. Rows of them never change, so threads may share them."""

_IN_FORCE = sa.select(col(MatrixVersion.id)).where(
    col(MatrixVersion.organisation_id) == sa.bindparam("organisation_id"), still(MatrixVersion)
)


def get_matrix(session: Session, organisation_id: UUID) -> Matrix:
    """Return the organisation's matrix in force."""
    asked = {"organisation_id": organisation_id}
    in_force = session.connection().execute(_IN_FORCE, asked).scalar_one()
    return find_matrix(session, organisation_id, in_force)


def matrix_of(session: Session, row: MatrixVersion) -> Matrix:
    """Return the matrix that a row and its bands make; a version never changes, so it is kept."""
    kept = _KEPT.get(row.id)
    if kept is None:
        kept = _KEPT[row.id] = Matrix(row.version, row.threshold, row.entry, _bands(session, row))
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
