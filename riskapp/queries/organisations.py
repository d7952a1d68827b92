"""Organisations: what their plan says of them, and their committees."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from riskapp.domain.permissions import Actor
from riskapp.domain.wording import label_of
from riskapp.models import Committee, Organisation, OrganisationValue, Provenance
from riskapp.queries.joins import points_at
from riskapp.queries.sources import source_of, source_words
from riskapp.readmodels.organisation import CommitteeRow, Plan


def get_plan(session: Session, actor: Actor) -> Plan:
    """Return the organisation's vision and values, and the plan that states them."""
    organisation = session.get_one(Organisation, actor.organisation_id)
    values = (
        select(col(OrganisationValue.name), col(OrganisationValue.words))
        .where(col(OrganisationValue.organisation_id) == actor.organisation_id)
        .order_by(col(OrganisationValue.position), col(OrganisationValue.id))
    )
    return Plan(
        name=organisation.name,
        vision=organisation.vision,
        values=tuple((name, words) for name, words in session.exec(values)),
        title=organisation.plan,
        dated=organisation.plan_dated,
        dated_basis=organisation.plan_dated_basis,
    )


def list_committees(session: Session, actor: Actor) -> tuple[CommitteeRow, ...]:
    """Return the committees and groups in the plan's order."""
    parent = aliased(Committee)
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(
            col(Committee.name),
            col(Committee.kind),
            col(Committee.does),
            col(parent.name).label("above"),
            col(Provenance.document),
            col(Provenance.lines),
        )
        .select_from(Committee)
        .outerjoin(parent, points_at(Committee.parent_id, parent))
        .outerjoin(Provenance, source_of(Committee))
        .where(col(Committee.organisation_id) == actor.organisation_id)
        .order_by(col(Committee.position), col(Committee.id))
    )
    return tuple(map(_committee, session.connection().execute(query)))


def _committee(row: Any) -> CommitteeRow:
    source = source_words(row.document, row.lines)
    return CommitteeRow(row.name, label_of(row.kind), row.above or "", row.does, source)
