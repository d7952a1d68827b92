"""What was decided about risks and what waits to be, and which of it a reader may decide."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from riskapp.domain.answers import answer_words
from riskapp.domain.decisions import RIGHT_TO_DECIDE, DecisionKind, DecisionState
from riskapp.domain.intervals import FOREVER
from riskapp.domain.permissions import Actor, may
from riskapp.domain.references import risk_reference
from riskapp.models import Assessment, Committee, Decision, Person
from riskapp.queries.joins import points_at
from riskapp.queries.scope import number_if_known
from riskapp.queries.written import ask
from riskapp.readmodels.risk_page import DecisionLine

_Decider = aliased(Person)

_COLUMNS: Mapping[str, Any] = {
    "id": Decision.id,
    "risk_id": Decision.risk_id,
    "kind": Decision.kind,
    "state": Decision.state,
    "register": Decision.register_kind,
    "from_score": Decision.from_score,
    "to_score": Decision.to_score,
    "opened_on": Decision.opened_on,
    "opened_by_id": Decision.opened_by_id,
    "opened_why": Decision.opened_why,
    "decided_on": Decision.decided_on,
    "decided_why": Decision.decided_why,
    "answer": Decision.answer,
    "opened_by": Person.name,
    "decided_by": _Decider.name,
    "committee": Committee.name,
    "scorer_id": Assessment.by_id,
}


def list_decisions(
    session: Session, actor: Actor, risk_ids: Sequence[UUID], on: date | None = None
) -> Mapping[UUID, tuple[DecisionLine, ...]]:
    """Return the decisions about each of these risks as they stood that day, the open ones first.

    The caller has made sure that the actor may know of the risks.
    """
    day = on or FOREVER
    lines: dict[UUID, list[DecisionLine]] = defaultdict(list)
    for row in ask(session, _query, actor, risk_ids, day):
        lines[row.risk_id].append(_line(row, actor, day))
    return {risk_id: _open_first(found) for risk_id, found in lines.items()}


def _query(actor: Actor, risk_ids: Any, on: date | None) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            *(column.label(name) for name, column in _COLUMNS.items()),
            number_if_known(actor, col(Decision.baf_risk_id)).label("above"),
        )
        .select_from(Decision)
        .join(Person, col(Person.id) == col(Decision.opened_by_id))
        .outerjoin(_Decider, col(_Decider.id) == col(Decision.decided_by_id))
        .outerjoin(Committee, points_at(Decision.committee_id, Committee))
        .outerjoin(Assessment, points_at(Decision.assessment_id, Assessment))
        .where(
            col(Decision.organisation_id) == actor.organisation_id,
            col(Decision.risk_id).in_(risk_ids),
            col(Decision.opened_on) <= on,
        )
        .order_by(col(Decision.id).desc())
    )


def _line(row: Any, actor: Actor, on: date) -> DecisionLine:
    known = DecisionLine(
        id=row.id,
        kind=row.kind,
        state=DecisionState.OPEN,
        register=row.register,
        opened_on=row.opened_on,
        opened_by=row.opened_by,
        opened_why=row.opened_why or "",
        from_score=row.from_score,
        to_score=row.to_score,
    )
    if row.state is DecisionState.OPEN or row.decided_on > on:
        return replace(known, may_decide=_may_decide(row, actor))
    by = row.decided_by or ""
    return replace(
        known,
        state=row.state,
        decided_on=row.decided_on,
        decided_by=f"{by}, for {row.committee}" if row.committee else by,
        decided_why=row.decided_why or "",
        answer=answer_words(row.answer, risk_reference(row.above) if row.above else ""),
    )


def _may_decide(row: Any, actor: Actor) -> bool:
    """Tell whether the reader has the right and is the second person where it takes one."""
    if row.state is not DecisionState.OPEN or not may(actor, RIGHT_TO_DECIDE[row.kind]):
        return False
    first = {
        DecisionKind.VALIDATE: row.opened_by_id,
        DecisionKind.CLOSE: row.opened_by_id,
        DecisionKind.REMOVE: row.scorer_id,
    }
    return bool(first.get(row.kind) != actor.person_id)


def _open_first(lines: Sequence[DecisionLine]) -> tuple[DecisionLine, ...]:
    return tuple(sorted(lines, key=lambda line: line.state is not DecisionState.OPEN))
