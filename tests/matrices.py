"""New versions of the matrix, for tests."""

from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session

from riskapp.domain.matrix import Matrix
from riskapp.domain.matrix_drafts import ChangeMatrix
from riskapp.domain.permissions import Actor
from riskapp.queries.matrix_versions import list_versions
from riskapp.services.matrices import change_matrix
from riskapp.services.transactions import transaction
from tests.factories import TODAY

TOMORROW = TODAY + timedelta(days=1)
TWELVE, SIXTEEN = Matrix(threshold=12), Matrix(threshold=16)


def latest(session: Session, actor: Actor) -> UUID:
    return list_versions(session, actor)[0].id


def a_version(session: Session, actor: Actor, matrix: Matrix, from_on: date | None = None) -> UUID:
    """Make a version as someone who has seen the latest."""
    seen = latest(session, actor)
    draft = ChangeMatrix(matrix, from_on or actor.today, "The Board agreed it.", seen)
    with transaction(session):
        return change_matrix(session, actor, draft).id
