"""One file after another: nobody else brings in, or changes what a file changes, in the meantime.

Only PostgreSQL lets two write at once. The root unit is locked, and not the organisation: other
deeds lock that after a risk, and two that lock in another order wait for each other.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.permissions import Actor
from riskapp.models import Unit
from riskapp.models.database import is_sqlite
from riskapp.queries.cases import lock_risks


def hold_imports(session: Session, actor: Actor) -> None:
    """Wait for whoever brings a file into the organisation, or takes one back, and hold others."""
    root = select(col(Unit.id)).where(
        col(Unit.organisation_id) == actor.organisation_id, col(Unit.parent_id).is_(None)
    )
    session.exec(root.with_for_update(key_share=True)).one()


def hold_risks(session: Session, actor: Actor, ids: Sequence[UUID]) -> bool:
    """Hold risks as they are; tell whether they may have been changed since they were read."""
    if not ids or is_sqlite(session):
        return False
    lock_risks(session, actor, ids)
    return True
