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

from riskapp.domain.actions import Action
from riskapp.domain.answers import answer_words
from riskapp.domain.decisions import (
    PROPOSES,
    RIGHT_TO_DECIDE,
    TAKES_ANOTHER,
    DecisionKind,
    DecisionState,
    right_to_propose,
)
from riskapp.domain.intervals import FOREVER
from riskapp.domain.meetings import sat_words
from riskapp.domain.permissions import SITTING, Actor, may, reaches
from riskapp.domain.references import risk_reference
from riskapp.domain.wording import post_words
from riskapp.models import (
    Assessment,
    Committee,
    Decision,
    DecisionTerms,
    Meeting,
    Person,
    Post,
    Risk,
    Unit,
)
from riskapp.queries.joins import points_at
from riskapp.queries.scope import number_if_known
from riskapp.queries.written import ask
from riskapp.readmodels.life import TermsLine
from riskapp.readmodels.risk_page import DecisionLine

_Decider = aliased(Person)
_Sat = aliased(Committee)
_To = aliased(Committee)
_PutAt = aliased(Meeting)
_PutBy = aliased(Committee)

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
    "put": _PutBy.name,
    "put_on": _PutAt.held_on,
    "decided_by": _Decider.name,
    "committee": Committee.name,
    "sat": _Sat.name,
    "sat_on": Meeting.held_on,
    "proposer_id": Decision.proposed_by_post_id,
    "proposer": Post.title,
    "to_committee": _To.name,
    "scorer_id": Assessment.by_id,
    "raised_by_id": Risk.raised_by_id,
    "up_to_score": DecisionTerms.up_to_score,
    "expires_on": DecisionTerms.expires_on,
    "condition": DecisionTerms.condition,
    "unit_id": DecisionTerms.unit_id,
    "unit": Unit.name,
    "into_id": DecisionTerms.into_risk_id,
    "ended_on": DecisionTerms.ended_on,
    "ended_by": DecisionTerms.ended_by,
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
        lines[row.risk_id].append(read_decision(row, actor, day))
    return {risk_id: _open_first(found) for risk_id, found in lines.items()}


def _query(actor: Actor, risk_ids: Any, on: date | None) -> sa.Select[*tuple[Any, ...]]:
    return (
        decisions_query(actor)
        .where(col(Decision.risk_id).in_(risk_ids), col(Decision.opened_on) <= on)
        .order_by(col(Decision.id).desc())
    )


def decisions_query(actor: Actor) -> sa.Select[*tuple[Any, ...]]:
    """Return the statement for decisions of the actor's organisation with what stands beside them.

    Which risks they are about is for its caller to narrow to those that the actor may know of.
    """
    query: sa.Select[*tuple[Any, ...]] = sa.select(
        *(column.label(name) for name, column in _COLUMNS.items()),
        number_if_known(actor, col(Decision.baf_risk_id)).label("above"),
        number_if_known(actor, col(DecisionTerms.into_risk_id)).label("into"),
    ).select_from(Decision)
    joined: sa.Select[*tuple[Any, ...]] = _with_people(_with_terms(query))
    return joined.where(col(Decision.organisation_id) == actor.organisation_id)


def _with_terms(query: Any) -> Any:
    """Join what a decision is about, and what it would mean."""
    return (
        query.join(Risk, points_at(Decision.risk_id, Risk))
        .outerjoin(Assessment, points_at(Decision.assessment_id, Assessment))
        .outerjoin(DecisionTerms, points_at(DecisionTerms.decision_id, Decision))
        .outerjoin(Unit, points_at(DecisionTerms.unit_id, Unit))
        .outerjoin(_To, points_at(DecisionTerms.to_committee_id, _To))
    )


def _with_people(query: Any) -> Any:
    """Join who put a decision and who took it: a person, a committee or a meeting."""
    return (
        query.join(Person, col(Person.id) == col(Decision.opened_by_id))
        .outerjoin(_Decider, col(_Decider.id) == col(Decision.decided_by_id))
        .outerjoin(Committee, points_at(Decision.committee_id, Committee))
        .outerjoin(Meeting, points_at(Decision.decided_in_id, Meeting))
        .outerjoin(_Sat, points_at(Meeting.committee_id, _Sat))
        .outerjoin(_PutAt, points_at(Decision.proposed_in_id, _PutAt))
        .outerjoin(_PutBy, points_at(_PutAt.committee_id, _PutBy))
        .outerjoin(Post, points_at(Decision.proposed_by_post_id, Post))
    )


def read_decision(row: Any, actor: Actor, on: date) -> DecisionLine:
    """Return a decision as it stood that day, with what the actor may do about it."""
    known = DecisionLine(
        id=row.id,
        kind=row.kind,
        state=DecisionState.OPEN,
        register=row.register,
        opened_on=row.opened_on,
        opened_by=_opened_by(row),
        opened_why=row.opened_why or "",
        from_score=row.from_score,
        to_score=row.to_score,
        terms=_terms(row, on),
        proposer=post_words(row.proposer_id, row.proposer) if row.put else "",
    )
    if row.state is DecisionState.OPEN or row.decided_on > on:
        rights = (_may_decide(row, actor), _may_record(row, actor), _may_withdraw(row, actor))
        return replace(known, may_decide=rights[0], may_record=rights[1], may_withdraw=rights[2])
    return _decided(known, row)


def _decided(known: DecisionLine, row: Any) -> DecisionLine:
    return replace(
        known,
        state=row.state,
        decided_on=row.decided_on,
        decided_by=_decided_by(row),
        proposer=post_words(row.proposer_id, row.proposer),
        decided_why=row.decided_why or "",
        answer=answer_words(row.answer, risk_reference(row.above) if row.above else ""),
    )


def _decided_by(row: Any) -> str:
    """Return who decided: the meeting with who wrote it down, a committee, or a person alone."""
    by = row.decided_by or ""
    if row.sat:
        return f"{sat_words(row.sat, row.sat_on)}, recorded by {by}"
    return f"{by}, for {row.committee}" if row.committee else by


def _opened_by(row: Any) -> str:
    """Return who put it: the meeting with who wrote it down, or a person alone."""
    by = str(row.opened_by)
    return f"{sat_words(row.put, row.put_on)}, recorded by {by}" if row.put else by


def _may_record(row: Any, actor: Actor) -> bool:
    """Tell whether the reader may write down that a meeting decided it."""
    if row.state is not DecisionState.OPEN or not may(actor, Action.RECORD_FOR_MEETING):
        return False
    anothers = row.put is not None or actor.person_id not in _whose_case(row)
    return anothers and RIGHT_TO_DECIDE[row.kind] in SITTING


def _may_decide(row: Any, actor: Actor) -> bool:
    """Tell whether the reader has the right and is the second person where it takes one."""
    if row.state is not DecisionState.OPEN or not may(actor, RIGHT_TO_DECIDE[row.kind]):
        return False
    if row.kind is DecisionKind.TRANSFER and not reaches(actor, row.unit_id):
        return False
    return actor.person_id not in _whose_case(row)


def _whose_case(row: Any) -> set[UUID | None]:
    """Return those whose own case it is, and who therefore may not decide."""
    if row.kind is DecisionKind.REMOVE:
        return {row.scorer_id or row.opened_by_id}
    if row.kind is DecisionKind.APPROVE:
        return {row.opened_by_id, row.raised_by_id}
    return {row.opened_by_id} if row.kind in TAKES_ANOTHER else set()


def _may_withdraw(row: Any, actor: Actor) -> bool:
    """Tell whether this is the reader's own proposal, on which nobody has decided yet."""
    if row.state is not DecisionState.OPEN or row.kind not in PROPOSES:
        return False
    mine = row.opened_by_id == actor.person_id
    return mine and may(actor, right_to_propose(row.kind))


def _terms(row: Any, on: date) -> TermsLine | None:
    """Return what a proposal would mean, as it was known that day."""
    if row.condition is None:
        return None
    ended = row.ended_on is not None and row.ended_on <= on
    return TermsLine(
        up_to_score=row.up_to_score,
        expires_on=row.expires_on,
        condition=row.condition,
        unit=row.unit or "",
        merges=row.into_id is not None,
        into=risk_reference(row.into) if row.into else "",
        committee=row.to_committee or "",
        ended_on=row.ended_on if ended else None,
        ended_by=row.ended_by if ended else None,
    )


def _open_first(lines: Sequence[DecisionLine]) -> tuple[DecisionLine, ...]:
    return tuple(sorted(lines, key=lambda line: line.state is not DecisionState.OPEN))
