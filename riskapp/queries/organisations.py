"""Organisations: what their plan says of them, and their committees."""

from sqlmodel import Session, col, select

from riskapp.domain.permissions import Actor
from riskapp.models import Organisation, OrganisationValue
from riskapp.readmodels.organisation import Plan


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
