"""What meetings decided about risks, from every place where that is kept."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.escalation import Register
from riskapp.domain.months import OUTCOME_WORDS, Outcome
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.domain.wording import decision_words, post_words, state_words
from riskapp.models import (
    Decision,
    Milestone,
    MonthlyOutcome,
    Person,
    Post,
    Review,
    Risk,
    RiskVersion,
)
from riskapp.queries.joins import points_at
from riskapp.queries.scope import not_withdrawn, same_risk, still, visible
from riskapp.readmodels.meetings import DecidedLine
from riskapp.readmodels.plan import RiskName

OUTCOME, DECISION, REVIEW = "1-outcome", "2-decision", "3-review"
"""In this order: what a monthly review tells of is not told again."""

_OUTCOMES: Mapping[str, Any] = {
    "id": MonthlyOutcome.id,
    "meeting_id": MonthlyOutcome.meeting_id,
    "risk_id": MonthlyOutcome.risk_id,
    "by_id": MonthlyOutcome.recorded_by_id,
    "proposer_id": MonthlyOutcome.proposed_by_post_id,
    "why": MonthlyOutcome.reason,
    "what": MonthlyOutcome.outcome,
    "subject_id": MonthlyOutcome.subject_id,
    "action": Milestone.words,
}
_DECISIONS: Mapping[str, Any] = {
    "id": Decision.id,
    "meeting_id": Decision.decided_in_id,
    "risk_id": Decision.risk_id,
    "by_id": Decision.decided_by_id,
    "proposer_id": Decision.proposed_by_post_id,
    "why": Decision.decided_why,
    "what": Decision.kind,
    "state": Decision.state,
    "register": Decision.register_kind,
}
_REVIEWS: Mapping[str, Any] = {
    "id": Review.id,
    "meeting_id": Review.meeting_id,
    "risk_id": Review.risk_id,
    "by_id": Review.by_id,
    "why": Review.note,
    "what": Review.outcome,
}
_WORDS = ("what", "state", "register")


def list_decided(
    session: Session, actor: Actor, meeting_ids: Sequence[UUID]
) -> Mapping[UUID, tuple[DecidedLine, ...]]:
    """Return what each of these meetings decided about risks that the reader may know of.

    What a monthly review tells of is told once, as its outcome.
    """
    lines: dict[UUID, list[DecidedLine]] = defaultdict(list)
    told: set[UUID] = set()
    for row in session.connection().execute(_query(actor, meeting_ids)):
        if row.id not in told:
            lines[row.meeting_id].append(_line(row))
        told.update(filter(None, (row.id, row.subject_id)))
    return {meeting_id: tuple(found) for meeting_id, found in lines.items()}


def _query(actor: Actor, meeting_ids: Sequence[UUID]) -> sa.CompoundSelect[Any]:
    outcomes, reviews = not_withdrawn(MonthlyOutcome), not_withdrawn(Review)
    parts = (
        _part(OUTCOME, actor, MonthlyOutcome, _OUTCOMES, meeting_ids).where(outcomes),
        _part(DECISION, actor, Decision, _DECISIONS, meeting_ids),
        _part(REVIEW, actor, Review, _REVIEWS, meeting_ids).where(reviews),
    )
    return sa.union_all(*parts).order_by("part", "number", "id")


def _part(
    part: str, actor: Actor, table: Any, columns: Mapping[str, Any], meeting_ids: Sequence[UUID]
) -> Any:
    names = (*_OUTCOMES, *(name for name in _DECISIONS if name not in _OUTCOMES))
    proposer, made = columns.get("proposer_id"), columns.get("subject_id")
    return (
        sa.select(
            sa.literal(part).label("part"),
            *(_given(columns, name).label(name) for name in names),
            *(col(Risk.number).label("number"), col(RiskVersion.title).label("risk_title")),
            *(col(Post.title).label("proposer"), col(Person.name).label("recorded_by")),
        )
        .select_from(table)
        .join(Risk, points_at(columns["risk_id"], Risk))
        .join(RiskVersion, same_risk())
        .join(Person, col(Person.id) == columns["by_id"])
        .outerjoin(Post, sa.false() if proposer is None else points_at(proposer, Post))
        .outerjoin(Milestone, sa.false() if made is None else points_at(made, Milestone))
        .where(
            col(table.organisation_id) == actor.organisation_id,
            columns["meeting_id"].in_(meeting_ids),
            *(still(RiskVersion), visible(actor)),
        )
    )


def _given(columns: Mapping[str, Any], name: str) -> Any:
    """Return a column of a part, nothing where only other parts have it; words as plain text."""
    if name not in columns:
        return sa.null()
    return sa.type_coerce(columns[name], sa.String()) if name in _WORDS else columns[name]


def _line(row: Any) -> DecidedLine:
    return DecidedLine(
        risk=RiskName(row.risk_id, risk_reference(row.number), row.risk_title),
        what=_what(row),
        why=row.why or "",
        action=row.action or "",
        proposer=post_words(row.proposer_id, row.proposer),
        recorded_by=row.recorded_by,
    )


def _what(row: Any) -> str:
    if row.part == OUTCOME:
        return OUTCOME_WORDS[Outcome(row.what)]
    if row.part == REVIEW:
        return f"Reviewed: {row.what}"
    register = Register(row.register) if row.register else None
    state = state_words(DecisionState(row.state)).lower()
    return f"{decision_words(DecisionKind(row.what), register)}: {state}"
