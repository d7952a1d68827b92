"""What a risk points at: the ids of its unit, posts, committee and programme."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.lifecycle import Origin, Proximity, Treatment
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_number
from riskapp.models import Risk, RiskVersion
from riskapp.queries.cases import no_such_risk
from riskapp.queries.register_columns import join_says, says_on
from riskapp.queries.scope import same_risk, still, visible


@dataclass(frozen=True, slots=True)
class RiskIds:
    """The ids of what a risk points at, and what it says in a word of a list."""

    unit_id: UUID
    owner_id: UUID | None
    executive_id: UUID | None
    handler_id: UUID | None
    committee_id: UUID | None
    programme_id: UUID | None
    origin: Origin | None
    treatment: Treatment | None
    proximity: Proximity | None


def get_risk_ids(session: Session, actor: Actor, reference: str, on: date | None = None) -> RiskIds:
    """Return what the risk of that reference points at; NotFoundError as for its page."""
    says = says_on(on)
    columns: tuple[Any, ...] = (
        *(says.unit_id, says.owner_post_id, says.executive_post_id, says.handler_post_id),
        *(says.lead_committee_id, says.programme_id),
        *(says.origin, says.treatment, says.proximity),
    )
    query = join_says(
        sa.select(*map(col, columns)).select_from(Risk).join(RiskVersion, same_risk()), on
    ).where(col(Risk.number) == risk_number(reference), visible(actor), still(RiskVersion))
    found = session.connection().execute(query).one_or_none()
    if found is None:
        raise no_such_risk(reference)
    return RiskIds(*found)
