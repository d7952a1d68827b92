"""Many risks at once: copies of one that was raised by the deeds, as a large register has them."""

from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.clock import uuid7
from riskapp.models import (
    Counter,
    Decision,
    Placement,
    Position,
    Risk,
    RiskObjective,
    RiskVersion,
)
from riskapp.queries.cases import get_case
from riskapp.services.search_index import index_risk
from riskapp.services.transactions import transaction
from tests.factories import Trust

OF_A_RISK: tuple[type[Any], ...] = (RiskVersion, Position, Placement, Decision, RiskObjective)


def multiply(session: Session, trust: Trust, reference: str, times: int) -> None:
    """Copy a risk with all that is said and undecided about it."""
    risk = get_case(session, trust.actor(), reference).risk
    said = [(table, row) for table in OF_A_RISK for row in _of(session, table, risk.id)]
    first = session.get_one(Counter, trust.organisation.id).risk_number + 1
    whole = risk.model_dump()
    with transaction(session):
        for number in range(first, first + times):
            _copy(session, Risk(**(whole | {"id": uuid7(), "number": number})), said)
        session.get_one(Counter, trust.organisation.id).risk_number += times


def _of(session: Session, table: type[Any], risk_id: UUID) -> list[dict[str, Any]]:
    rows = session.exec(select(table).where(col(table.risk_id) == risk_id))
    return [row.model_dump() for row in rows]


def _copy(session: Session, risk: Risk, said: list[tuple[type[Any], dict[str, Any]]]) -> None:
    session.add(risk)
    for table, row in said:
        own = {"id": uuid7()} if "id" in row else {}
        made = table(**(row | {"risk_id": risk.id} | own))
        session.add(made)
        if table is RiskVersion:
            index_risk(session, risk, made)
