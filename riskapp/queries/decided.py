"""What meetings decided about risks, from every place where that is kept."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.domain.wording import decision_words, label_of, post_words, state_words
from riskapp.models import Decision, MonthlyOutcome, Person, Post, Review, Risk, RiskVersion
from riskapp.queries.joins import points_at
from riskapp.queries.scope import same_risk, still, visible
from riskapp.readmodels.meetings import DecidedLine
from riskapp.readmodels.plan import RiskName

_NOTHING: Any = sa.null()

_OUTCOMES: Mapping[str, Any] = {
    "id": MonthlyOutcome.id,
    "meeting_id": MonthlyOutcome.meeting_id,
    "risk_id": MonthlyOutcome.risk_id,
    "by_id": MonthlyOutcome.recorded_by_id,
    "proposer_id": MonthlyOutcome.proposed_by_post_id,
    "why": MonthlyOutcome.reason,
    "outcome": MonthlyOutcome.outcome,
    "subject_id": MonthlyOutcome.subject_id,
}
_DECISIONS: Mapping[str, Any] = {
    "id": Decision.id,
    "meeting_id": Decision.decided_in_id,
    "risk_id": Decision.risk_id,
    "by_id": Decision.decided_by_id,
    "proposer_id": Decision.proposed_by_post_id,
    "why": Decision.decided_why,
    "kind": Decision.kind,
    "state": Decision.state,
    "register": Decision.register_kind,
}
_REVIEWS: Mapping[str, Any] = {
    "id": Review.id,
    "meeting_id": Review.meeting_id,
    "risk_id": Review.risk_id,
    "by_id": Review.by_id,
    "proposer_id": _NOTHING,
    "why": Review.note,
    "reviewed": Review.outcome,
}


def list_decided(
    session: Session, actor: Actor, meeting_ids: Sequence[UUID]
) -> Mapping[UUID, tuple[DecidedLine, ...]]:
    """Return what each of these meetings decided about risks that the reader may know of.

    What a monthly review tells of is told once, as its outcome.
    """
    lines: dict[UUID, list[DecidedLine]] = defaultdict(list)
    told: set[UUID] = set()
    for row, what in _rows(session, actor, meeting_ids):
        if row.id not in told:
            lines[row.meeting_id].append(_line(row, what))
        told.update(filter(None, (row.id, getattr(row, "subject_id", None))))
    return {meeting_id: tuple(found) for meeting_id, found in lines.items()}


def _rows(session: Session, actor: Actor, meeting_ids: Sequence[UUID]) -> Iterator[tuple[Any, str]]:
    """Yield each thing decided, in words, the outcomes of a month first."""
    connection = session.connection()
    for row in connection.execute(_query(actor, MonthlyOutcome, _OUTCOMES, meeting_ids)):
        yield row, label_of(row.outcome)
    for row in connection.execute(_query(actor, Decision, _DECISIONS, meeting_ids)):
        yield row, f"{decision_words(row.kind, row.register)}: {state_words(row.state).lower()}"
    for row in connection.execute(_query(actor, Review, _REVIEWS, meeting_ids)):
        yield row, f"Reviewed: {row.reviewed}"


def _query(
    actor: Actor, table: Any, columns: Mapping[str, Any], meeting_ids: Sequence[UUID]
) -> sa.Select[Any]:
    proposer = columns["proposer_id"]
    asked: sa.Select[Any] = (
        sa.select(
            *(column.label(name) for name, column in columns.items()),
            *(col(Risk.number), col(RiskVersion.title).label("risk_title")),
            *(col(Post.title).label("proposer"), col(Person.name).label("recorded_by")),
        )
        .select_from(table)
        .join(Risk, points_at(columns["risk_id"], Risk))
        .join(RiskVersion, same_risk())
        .join(Person, col(Person.id) == columns["by_id"])
        .outerjoin(Post, sa.false() if proposer is _NOTHING else points_at(proposer, Post))
    )
    ours = col(table.organisation_id) == actor.organisation_id
    return asked.where(
        ours, columns["meeting_id"].in_(meeting_ids), still(RiskVersion), visible(actor)
    ).order_by(col(Risk.number), col(table.id))


def _line(row: Any, what: str) -> DecidedLine:
    return DecidedLine(
        risk=RiskName(row.risk_id, risk_reference(row.number), row.risk_title),
        what=what,
        why=row.why or "",
        proposer=post_words(row.proposer_id, row.proposer),
        recorded_by=row.recorded_by,
    )
