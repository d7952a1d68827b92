"""Redactions: those of a risk, and those that wait for somebody to decide."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from riskapp.domain.actions import Action
from riskapp.domain.decisions import DecisionState
from riskapp.domain.errors import NotFoundError
from riskapp.domain.intervals import FOREVER
from riskapp.domain.permissions import Actor, may
from riskapp.domain.references import risk_reference
from riskapp.models import Person, Redaction, Risk, RiskVersion
from riskapp.queries.joins import points_at
from riskapp.queries.scope import same_risk, visible
from riskapp.readmodels.plan import RiskName
from riskapp.readmodels.redaction import RedactionLine

MOST = 20

_Proposer, _Decider = aliased(Person), aliased(Person)


def list_redactions(session: Session, actor: Actor, risk_id: UUID) -> tuple[RedactionLine, ...]:
    """Return the redactions of a risk, the last proposed first.

    The caller has made sure that the actor may know of the risk.
    """
    query = _lines(actor).where(col(Redaction.risk_id) == risk_id)
    return tuple(_line(row, actor) for row in session.connection().execute(query))


def get_redaction(
    session: Session, actor: Actor, risk_id: UUID, redaction_id: UUID
) -> RedactionLine:
    """Return one redaction of a risk that the actor may know of; NotFoundError if there is none."""
    found = (line for line in list_redactions(session, actor, risk_id) if line.id == redaction_id)
    line = next(found, None)
    if line is None:
        raise NotFoundError("There is no such redaction of this risk.")
    return line


def list_redactions_to_decide(session: Session, actor: Actor) -> tuple[RiskName, ...]:
    """Return the risks with words that the actor may decide to redact, the longest waiting first.

    One line for each proposal, at most 20.
    """
    if not may(actor, Action.AGREE_REDACTION):
        return ()
    query = (
        sa.select(col(Risk.id), col(Risk.number), col(RiskVersion.title))
        .select_from(Redaction)
        .join(Risk, points_at(Redaction.risk_id, Risk))
        .join(RiskVersion, same_risk())
        .where(
            col(Redaction.organisation_id) == actor.organisation_id,
            col(Redaction.state) == DecisionState.OPEN,
            col(Redaction.opened_by_id) != actor.person_id,
            col(RiskVersion.until_on) == FOREVER,
            visible(actor),
        )
        .order_by(col(Redaction.opened_on), col(Redaction.id))
        .limit(MOST)
    )
    found = session.connection().execute(query)
    return tuple(RiskName(row.id, risk_reference(row.number), row.title) for row in found)


def _lines(actor: Actor) -> sa.Select[*tuple[Any, ...]]:
    table = sa.inspect(Redaction).local_table
    return (
        sa.select(
            *table.columns,
            col(_Proposer.name).label("opened_by"),
            col(_Decider.name).label("decided_by"),
        )
        .select_from(Redaction)
        .join(_Proposer, col(_Proposer.id) == col(Redaction.opened_by_id))
        .outerjoin(_Decider, col(_Decider.id) == col(Redaction.decided_by_id))
        .where(col(Redaction.organisation_id) == actor.organisation_id)
        .order_by(col(Redaction.id).desc())
    )


def _line(row: Any, actor: Actor) -> RedactionLine:
    return RedactionLine(
        id=row.id,
        state=row.state,
        opened_on=row.opened_on,
        opened_by=row.opened_by,
        opened_why=row.opened_why,
        decided_on=row.decided_on,
        decided_by=row.decided_by or "",
        decided_why=row.decided_why,
        places=row.places,
        phrase=row.phrase if may(actor, Action.AGREE_REDACTION) else None,
        own=row.opened_by_id == actor.person_id,
    )
