"""Rows that the quality checks look at, put there past the deeds, and what fails of them."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.assurance import AssuranceResult, Line, SourceKind
from riskapp.domain.permissions import Role
from riskapp.domain.references import risk_number
from riskapp.models import (
    Assurance,
    Control,
    ControlVersion,
    Post,
    PostHolder,
    Risk,
    RiskVersion,
)
from riskapp.queries.quality import list_failed_of_risks
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust


def id_of(session: Session, reference: str) -> UUID:
    session.rollback()
    return session.exec(select(Risk.id).where(col(Risk.number) == risk_number(reference))).one()


def failing(session: Session, trust: Trust, reference: str, on: date | None = None) -> set[str]:
    """The keys of the checks that a risk fails."""
    risk_id = id_of(session, reference)
    found = list_failed_of_risks(session, trust.actor(), [risk_id], on)
    return {one.check.key for one in found[risk_id]}


def let_it_say(session: Session, reference: str, **fields: Any) -> None:
    """Change what a risk says, past the deeds."""
    risk_id = id_of(session, reference)
    with transaction(session):
        change = sa.update(RiskVersion).where(col(RiskVersion.risk_id) == risk_id)
        session.connection().execute(change.values(**fields))


def add(session: Session, trust: Trust, *rows: tuple[type[Any], dict[str, Any]]) -> None:
    """Add rows of the organisation."""
    with transaction(session):
        for table, fields in rows:
            session.add(table(organisation_id=trust.organisation.id, **fields))
            session.flush()


def a_post(session: Session, trust: Trust, until: date | None = None) -> UUID:
    """Add a post, held until a day if one is given."""
    post = Post(organisation_id=trust.organisation.id, title="Director")
    with transaction(session):
        session.add(post)
    if until:
        held = {"post_id": post.id, "name": "Somebody", "from_on": date(2010, 1, 1)}
        add(session, trust, (PostHolder, held | {"until_on": until}))
    return post.id


def an_assurance(trust: Trust, risk_id: UUID, **more: Any) -> tuple[type[Any], dict[str, Any]]:
    fields = {
        "risk_id": risk_id,
        "source": "Audit",
        "source_kind": SourceKind.INTERNAL_AUDIT,
        "line": Line.THIRD,
        "result": AssuranceResult.POSITIVE,
        "received_on": TODAY,
        "entered_on": TODAY,
        "by_id": trust.people[Role.AUDITOR].id,
    }
    return Assurance, fields | more


def a_control(
    trust: Trust, risk_id: UUID, control_id: UUID
) -> list[tuple[type[Any], dict[str, Any]]]:
    by = trust.people[Role.RISK_LEAD].id
    return [
        (Control, {"id": control_id, "risk_id": risk_id, "by_id": by}),
        (
            ControlVersion,
            {"control_id": control_id, "risk_id": risk_id, "from_on": TODAY, "words": "Rota"},
        ),
    ]
