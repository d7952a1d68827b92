"""The views of the register that somebody may open: their own, and those that are shared."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.models import SavedView
from riskapp.queries.written import written_once
from riskapp.readmodels.views import ViewLine


def list_views(session: Session, actor: Actor) -> tuple[ViewLine, ...]:
    """Return the actor's own views and the organisation's shared ones, by name."""
    found = session.connection().execute(_query(actor.organisation_id, actor.person_id))
    return tuple(
        ViewLine(row.id, row.name, row.asks, row.person_id == actor.person_id, row.shared)
        for row in found
    )


@written_once
def _query(organisation_id: UUID, person_id: UUID) -> Any:
    return (
        sa.select(
            *(col(SavedView.id), col(SavedView.name), col(SavedView.asks)),
            *(col(SavedView.person_id), col(SavedView.shared)),
        )
        .where(
            col(SavedView.organisation_id) == organisation_id,
            sa.or_(col(SavedView.person_id) == person_id, col(SavedView.shared)),
        )
        .order_by(sa.func.lower(col(SavedView.name)), col(SavedView.id))
    )
