"""What waits for a committee: assurances that expire, and decisions about its risks."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.filters import EXPIRES_SOON
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.models import Assurance, Committee, ControlVersion, Decision, Person, Risk
from riskapp.queries.joins import points_at
from riskapp.queries.oversight import live_risks, overseer
from riskapp.queries.register_columns import awaited, says_on
from riskapp.queries.scope import holds
from riskapp.readmodels.committees import DueAssurance, OpenDecision
from riskapp.readmodels.plan import RiskName

MOST = 100
"""So many of each are listed, the oldest first."""


def list_due(
    session: Session, actor: Actor, committee_id: UUID, on: date | None = None
) -> tuple[DueAssurance, ...]:
    """Return the assurances of its risks, and those it received, that expired or soon will."""
    day = on or actor.today
    mine = overseer(says_on(on)) == committee_id
    received = col(Assurance.committee_id) == committee_id
    asked = (
        _assurances(actor, mine, on)
        .where(sa.or_(mine, received), *_stand(day))
        .order_by(col(Assurance.expires_on), col(Risk.number), col(Assurance.id))
        .limit(MOST)
    )
    return tuple(_due(row, day) for row in session.connection().execute(asked))


def list_open(
    session: Session, actor: Actor, committee_id: UUID, on: date | None = None
) -> tuple[OpenDecision, ...]:
    """Return what is still to be decided about the risks that a committee oversees."""
    mine = overseer(says_on(on)) == committee_id
    found = session.connection().execute(_open_query(actor, on).where(mine).limit(MOST))
    return tuple(map(_open, found))


def list_all_open(
    session: Session, actor: Actor, on: date | None = None
) -> tuple[OpenDecision, ...]:
    """Return all that is still to be decided about risks that the actor may know of."""
    return tuple(map(_open, session.connection().execute(_open_query(actor, on))))


def _open_query(actor: Actor, on: date | None) -> Any:
    """Return the statement for what is to be decided about live risks, the oldest first."""
    says = says_on(on)
    query = sa.select(
        *(col(Risk.id), col(Risk.number), says.title),
        *(col(Decision.kind), col(Decision.register_kind)),
        *(col(Decision.opened_on), col(Person.name)),
    ).select_from(Risk)
    joined = query.join(Decision, points_at(Decision.risk_id, Risk)).join(
        Person, col(Person.id) == col(Decision.opened_by_id)
    )
    return (
        live_risks(joined, actor, on)
        .where(awaited(on))
        .order_by(col(Decision.opened_on), col(Risk.number), col(Decision.id))
    )


def _assurances(actor: Actor, mine: Any, on: date | None) -> Any:
    """Return the statement for assurances with their risk, control and who received them."""
    query = sa.select(
        *(col(Risk.id), col(Risk.number), says_on(on).title, mine.label("overseen")),
        *(col(Assurance.source), col(Assurance.line), col(Assurance.result)),
        *(col(Assurance.expires_on), col(ControlVersion.words), col(Committee.name)),
    ).select_from(Risk)
    control = sa.and_(
        col(ControlVersion.organisation_id) == col(Assurance.organisation_id),
        col(ControlVersion.control_id) == col(Assurance.control_id),
        holds(ControlVersion, on),
    )
    return (
        live_risks(query.join(Assurance, points_at(Assurance.risk_id, Risk)), actor, on)
        .outerjoin(ControlVersion, control)
        .outerjoin(Committee, points_at(Assurance.committee_id, Committee))
    )


def _stand(day: date) -> tuple[sa.ColumnElement[bool], ...]:
    """Keep the assurances that were received, stand, and will soon have expired."""
    gone = col(Assurance.withdrawn_on)
    return (
        col(Assurance.received_on) <= day,
        col(Assurance.expires_on) <= day + timedelta(days=EXPIRES_SOON),
        sa.or_(gone.is_(None), gone > day),
    )


def _due(row: Any, day: date) -> DueAssurance:
    return DueAssurance(
        risk=RiskName(row.id, risk_reference(row.number), row.title),
        control=row.words or "",
        source=row.source,
        line=row.line,
        result=row.result,
        expires_on=row.expires_on,
        has_expired=row.expires_on < day,
        received_by=row.name or "",
        overseen=bool(row.overseen),
    )


def _open(row: Any) -> OpenDecision:
    risk = RiskName(row.id, risk_reference(row.number), row.title)
    return OpenDecision(risk, row.kind, row.register_kind, row.opened_on, row.name)
