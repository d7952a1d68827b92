"""Keeping positions: the only writer of what follows from assessments."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.intervals import FOREVER
from riskapp.domain.scoring import ScoreKind
from riskapp.models import Assessment, Position, Risk


def begin_unscored(session: Session, risk: Risk) -> None:
    """Open a risk's current position: unscored until it is first assessed."""
    session.add(
        Position(
            organisation_id=risk.organisation_id,
            risk_id=risk.id,
            kind=ScoreKind.CURRENT,
            from_on=risk.opened_on,
        )
    )


def mark(session: Session, assessment: Assessment, standing: Position | None) -> bool:
    """Let an assessment hold from its day; return whether it is what holds now.

    `standing` is the position of its kind that still holds, if any. A backdated assessment holds
    only until the next one.
    """
    held = standing
    if held is not None and assessment.effective_on < held.from_on:
        held = _find(session, assessment)
    if held is None:
        until = _first_after(session, assessment)
        session.add(_position(assessment, until))
        return until == FOREVER
    until = held.until_on
    if held.from_on == assessment.effective_on:
        _overwrite(held, assessment)
    else:
        held.until_on = assessment.effective_on
        session.add(_position(assessment, until))
    return until == FOREVER


def _position(assessment: Assessment, until_on: date) -> Position:
    return Position(
        organisation_id=assessment.organisation_id,
        risk_id=assessment.risk_id,
        kind=assessment.kind,
        from_on=assessment.effective_on,
        until_on=until_on,
        consequence=assessment.consequence,
        likelihood=assessment.likelihood,
        score=assessment.score,
        target_on=assessment.target_on,
        assessment_id=assessment.id,
    )


def _overwrite(held: Position, assessment: Assessment) -> None:
    """Let a later assessment of the same day take an earlier one's place: a day has one end."""
    held.consequence = assessment.consequence
    held.likelihood = assessment.likelihood
    held.score = assessment.score
    held.target_on = assessment.target_on
    held.assessment_id = assessment.id


def _find(session: Session, assessment: Assessment) -> Position | None:
    """Return the position that held on the assessment's day."""
    query = select(Position).where(
        *_same(assessment.organisation_id, assessment.risk_id, assessment.kind),
        col(Position.from_on) <= assessment.effective_on,
        col(Position.until_on) > assessment.effective_on,
    )
    return session.exec(query).one_or_none()


def _first_after(session: Session, assessment: Assessment) -> date:
    """Return the first day on which another position begins, or FOREVER."""
    query = (
        select(col(Position.from_on))
        .where(
            *_same(assessment.organisation_id, assessment.risk_id, assessment.kind),
            col(Position.from_on) > assessment.effective_on,
        )
        .order_by(col(Position.from_on))
        .limit(1)
    )
    return session.exec(query).one_or_none() or FOREVER


def _same(organisation_id: UUID, risk_id: UUID, kind: ScoreKind) -> list[sa.ColumnElement[bool]]:
    return [
        col(Position.organisation_id) == organisation_id,
        col(Position.risk_id) == risk_id,
        col(Position.kind) == kind,
    ]
