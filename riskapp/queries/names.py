"""Risks and posts by name, for forms to offer and addresses to ask for."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_number, risk_reference
from riskapp.domain.wording import NO_POST
from riskapp.models import Post, Risk, RiskVersion
from riskapp.queries.cases import no_such_risk
from riskapp.queries.scope import same_risk, still, visible
from riskapp.readmodels.plan import RiskName

Names = tuple[tuple[UUID, str], ...]
"""Ids, each with the words by which people know it, in the order in which they are offered."""


def get_risk_name(session: Session, actor: Actor, reference: str) -> RiskName:
    """Return the risk of that reference; NotFoundError when the actor may not know of it."""
    query = (
        sa.select(col(Risk.id), col(Risk.number), col(RiskVersion.title))
        .select_from(Risk)
        .join(RiskVersion, same_risk())
        .where(
            col(Risk.number) == (risk_number(reference) or 0),
            still(RiskVersion),
            visible(actor),
        )
    )
    found = session.connection().execute(query).one_or_none()
    if found is None:
        raise no_such_risk(reference)
    return RiskName(found.id, risk_reference(found.number), found.title)


def list_post_names(session: Session, actor: Actor) -> Names:
    """Return the organisation's posts by id and title, in the order of their titles."""
    query = (
        sa.select(col(Post.id), col(Post.title))
        .where(col(Post.organisation_id) == actor.organisation_id)
        .order_by(sa.func.coalesce(col(Post.title), NO_POST), col(Post.id))
    )
    found = session.connection().execute(query)
    return tuple((row.id, row.title or NO_POST) for row in found)
