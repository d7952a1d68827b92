"""The tokens by which other systems speak for people."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.actions import Action
from riskapp.domain.permissions import Actor, may, require
from riskapp.models import ApiToken, Person
from riskapp.readmodels.api_tokens import TokenRow


def list_tokens(session: Session, actor: Actor, now: datetime) -> tuple[TokenRow, ...]:
    """Return the actor's tokens, and everybody's for whoever may revoke them, the newest first."""
    require(actor, Action.MAKE_TOKEN)
    columns: tuple[Any, ...] = (
        *(ApiToken.id, ApiToken.name, ApiToken.hint, ApiToken.scope, ApiToken.created_at),
        *(ApiToken.expires_at, ApiToken.last_used_at, ApiToken.revoked_at, ApiToken.person_id),
    )
    query = (
        sa.select(*map(col, columns), col(Person.name).label("person"))
        .join(Person, col(Person.id) == col(ApiToken.person_id))
        .where(col(ApiToken.organisation_id) == actor.organisation_id)
        .order_by(col(ApiToken.created_at).desc(), col(ApiToken.id).desc())
    )
    if not may(actor, Action.REVOKE_TOKEN):
        query = query.where(col(ApiToken.person_id) == actor.person_id)
    return tuple(_row(found, actor, now) for found in session.connection().execute(query))


def _row(found: Any, actor: Actor, now: datetime) -> TokenRow:
    return TokenRow(
        id=found.id,
        name=found.name,
        hint=found.hint,
        scope=found.scope,
        person=found.person,
        own=found.person_id == actor.person_id,
        created_at=found.created_at,
        expires_at=found.expires_at,
        last_used_at=found.last_used_at,
        revoked_at=found.revoked_at,
        expired=found.expires_at <= now,
    )
