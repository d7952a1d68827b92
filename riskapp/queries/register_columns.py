"""The statement behind every list: a risk, its scores, and what is undecided about it, as a row."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.escalation import Register
from riskapp.domain.permissions import Actor
from riskapp.domain.scoring import ScoreKind
from riskapp.models import (
    Assessment,
    Committee,
    Decision,
    Position,
    Post,
    PostHolder,
    Risk,
    RiskVersion,
    Unit,
)
from riskapp.queries.appetite import leading_domains
from riskapp.queries.joins import of_same_risk, points_at
from riskapp.queries.scope import Condition, holds, same_risk, still, still_open, visible

Earlier = aliased(RiskVersion)
"""What a risk said on a past day; who may know of it follows from what it says now."""

_Owner = aliased(Post)
_Executive = aliased(Post)
_Target = aliased(Position)

Risks = sa.BindParameter[Sequence[UUID]] | sa.SelectBase
"""Which risks: a place for their ids, or the statement that finds them."""

_COLUMNS: Mapping[str, Any] = {
    "id": Risk.id,
    "number": Risk.number,
    "printed_reference": Risk.printed_reference,
    "unit": Unit.name,
    "owner_title": _Owner.title,
    "executive_title": _Executive.title,
    "committee": Committee.name,
    "score": Position.score,
    "consequence": Position.consequence,
    "likelihood": Position.likelihood,
    "scored_on": Position.from_on,
    "basis": Assessment.effective_basis,
    "target_score": _Target.score,
    "target_consequence": _Target.consequence,
    "target_likelihood": _Target.likelihood,
    "target_set_on": _Target.from_on,
    "target_on": _Target.target_on,
    "leading": leading_domains(),
}


def says_on(on: date | None) -> Any:
    """Return the version to read from: that of a past day, or the one that holds."""
    return RiskVersion if on is None else Earlier


def join_says(query: Any, on: date | None) -> Any:
    """Join what the risks said on a past day to a statement that has RiskVersion."""
    if on is None:
        return query
    return query.join(Earlier, sa.and_(of_same_risk(Earlier, RiskVersion), holds(Earlier, on)))


def position_on(
    on: date | None, table: Any = Position, kind: ScoreKind = ScoreKind.CURRENT
) -> Condition:
    """Join the score of a kind that a risk has, or had on a day."""
    return sa.and_(of_same_risk(table, RiskVersion), col(table.kind) == kind, holds(table, on))


def undecided(kind: DecisionKind, on: date | None, register: Register | None = None) -> Condition:
    """Keep the decisions of a kind that are, or on a day were, still to be taken."""
    about = [col(Decision.kind) == kind]
    if register is not None:
        about.append(col(Decision.register_kind) == register)
    return sa.and_(*about, awaited(on))


def awaited(on: date | None) -> Condition:
    """Keep the decisions of whatever kind that are, or on a day were, still to be taken."""
    if on is None:
        return still_open()
    later = sa.or_(col(Decision.decided_on).is_(None), col(Decision.decided_on) > on)
    return sa.and_(col(Decision.opened_on) <= on, later)


def lines_query(actor: Actor, ids: Risks, on: date | None) -> sa.Select[*tuple[Any, ...]]:
    """Return the statement for one line of each risk that the actor may know of."""
    says = says_on(on)
    columns = {
        **_COLUMNS,
        **_said(says),
        "owner_holder": _holder(_Owner, on or actor.today),
        "executive_holder": _holder(_Executive, on or actor.today),
        **_flags(on),
    }
    query = join_says(
        sa.select(*(column.label(name) for name, column in columns.items()))
        .select_from(Risk)
        .join(RiskVersion, same_risk()),
        on,
    )
    return _join_names(query, says, on).where(  # type: ignore[no-any-return]
        col(Risk.organisation_id) == actor.organisation_id,
        col(Risk.id).in_(ids),
        still(RiskVersion),
        visible(actor),
    )


def _said(says: Any) -> Mapping[str, Any]:
    """Return what a version says of a risk, and whether it names an owner and an executive."""
    return {
        "title": says.title,
        "kind": says.kind,
        "status": says.status,
        "visibility": says.visibility,
        "owned": says.owner_post_id.is_not(None),
        "led": says.executive_post_id.is_not(None),
    }


def _join_names(query: Any, says: Any, on: date | None) -> Any:
    return (
        query.join(Unit, points_at(says.unit_id, Unit))
        .join(Position, position_on(on))
        .outerjoin(_Owner, points_at(says.owner_post_id, _Owner))
        .outerjoin(_Executive, points_at(says.executive_post_id, _Executive))
        .outerjoin(Committee, points_at(says.lead_committee_id, Committee))
        .outerjoin(_Target, position_on(on, _Target, ScoreKind.TARGET))
        .outerjoin(Assessment, points_at(Position.assessment_id, Assessment))
    )


def _holder(post: Any, on: date) -> sa.ColumnElement[str | None]:
    """Return who holds a post whose title is not stated."""
    held = (
        sa.select(col(PostHolder.name))
        .where(
            col(PostHolder.organisation_id) == col(post.organisation_id),
            col(PostHolder.post_id) == col(post.id),
            holds(PostHolder, on),
        )
        .order_by(col(PostHolder.from_on).desc(), col(PostHolder.id))
        .limit(1)
        .correlate(post)
        .scalar_subquery()
    )
    return sa.case((col(post.title).is_(None), held), else_=None)


def _flags(on: date | None) -> Mapping[str, sa.ColumnElement[Any]]:
    """Return what is undecided about a risk, by name."""
    return {
        "rises": _rises(on),
        "question_open": _waits(undecided(DecisionKind.ANSWER_OBJECTIVE, on)),
        "leaving_hlrr": _waits(undecided(DecisionKind.REMOVE, on, Register.HLRR)),
        "leaving_baf": _waits(undecided(DecisionKind.REMOVE, on, Register.BAF)),
    }


def _rises(on: date | None) -> sa.ScalarSelect[int]:
    """Tell which way a score that awaits validation went, NULL where none does.

    1 is up to the threshold, 0 is down across a band: for nothing else is validation asked.
    """
    up = col(Decision.to_score) > sa.func.coalesce(col(Decision.from_score), 0)
    return (
        sa.select(sa.func.max(sa.case((up, 1), else_=0)))
        .where(points_at(Decision.risk_id, Risk), undecided(DecisionKind.VALIDATE, on))
        .correlate(Risk)
        .scalar_subquery()
    )


def _waits(condition: Condition) -> sa.ColumnElement[bool]:
    return sa.exists().where(points_at(Decision.risk_id, Risk), condition).correlate(Risk)
