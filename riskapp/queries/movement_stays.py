"""Which risks went on a register between two days, and which came off it, with the decision."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.escalation import Entered
from riskapp.domain.happenings import Happening
from riskapp.domain.movement import MoveKind
from riskapp.domain.wording import entered_words
from riskapp.models import (
    Committee,
    Decision,
    History,
    Person,
    Placement,
    Risk,
    RiskVersion,
)
from riskapp.queries.joins import of_same_risk, points_at
from riskapp.queries.movement_scope import Looked, named, risk_of
from riskapp.readmodels.movement import Moved

_Decider = aliased(Person)
_Placing = aliased(Decision)
_COLUMNS: tuple[Any, ...] = (
    *(Placement.register_kind, Placement.from_on, Placement.until_on),
    *(Placement.entered, Placement.entered_basis, Decision.decided_on, Decision.decided_why),
)


def list_stay_moves(session: Session, looked: Looked) -> list[Moved]:
    """Return what went on a register and what came off, in one statement."""
    return [
        move for row in session.connection().execute(_query(looked)) for move in _moves(row, looked)
    ]


def _moves(row: Any, looked: Looked) -> Iterator[Moved]:
    if looked.period.holds(row.from_on):
        yield Moved(
            kind=MoveKind.ESCALATED,
            on=row.from_on,
            entered_on=row.told_on or row.from_on,
            risks=(named(row),),
            after=entered_words(row.entered, row.entered_basis),
            by=row.placed_by or "",
            why=row.placed_why if row.entered is Entered.BOARD_DECISION else "",
            register=row.register_kind,
        )
    if looked.period.holds(row.until_on) and (row.decided_on or row.until_on) <= looked.recorded_by:
        by = row.decided_by or ""
        yield Moved(
            kind=MoveKind.DE_ESCALATED,
            on=row.until_on,
            entered_on=row.decided_on or row.until_on,
            risks=(named(row),),
            by=f"{by}, for {row.committee}" if row.committee else by,
            why=row.decided_why if row.decided_on else "",
            register=row.register_kind,
        )


def _query(looked: Looked) -> sa.Select[*tuple[Any, ...]]:
    within, told_on = looked.within, col(History.entered_on)
    return (
        _stays(looked)
        .where(
            col(Placement.organisation_id) == looked.actor.organisation_id,
            sa.or_(within(col(Placement.from_on)), within(col(Placement.until_on))),
            sa.func.coalesce(told_on, col(Placement.from_on)) <= looked.recorded_by,
            *looked.lets(),
        )
        .order_by(col(Risk.number), col(Placement.from_on), col(Placement.id))
    )


def _stays(looked: Looked) -> sa.Select[*tuple[Any, ...]]:
    """Return the statement for stays on registers, with what tells of their two ends."""
    risk, says = risk_of(Placement.risk_id)
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(
            *(*looked.names(), *map(col, _COLUMNS), _why_placed().label("placed_why")),
            *(col(History.entered_on).label("told_on"), col(Person.name).label("placed_by")),
            *(col(_Decider.name).label("decided_by"), col(Committee.name).label("committee")),
        )
        .select_from(Placement)
        .join(Risk, risk)
        .join(RiskVersion, says)
        .outerjoin(History, _told())
        .outerjoin(Person, col(Person.id) == col(History.by_id))
        .outerjoin(Decision, points_at(Placement.left_by_id, Decision))
        .outerjoin(_Decider, col(_Decider.id) == col(Decision.decided_by_id))
        .outerjoin(Committee, points_at(Decision.committee_id, Committee))
    )
    return query


def _told() -> sa.ColumnElement[bool]:
    """Join the entry of the history that tells of a risk going on a register."""
    entry = points_at(History.subject_id, Placement)
    return sa.and_(entry, col(History.kind) == Happening.PLACED)


def _why_placed() -> sa.ScalarSelect[Any]:
    """Return why a risk was put on a register by decision."""
    return (
        sa.select(col(_Placing.decided_why))
        .where(
            of_same_risk(_Placing, Placement),
            col(_Placing.kind) == DecisionKind.PLACE,
            col(_Placing.register_kind) == col(Placement.register_kind),
            col(_Placing.decided_on) == col(Placement.from_on),
        )
        .order_by(col(_Placing.id).desc())
        .limit(1)
        .correlate(Placement)
        .scalar_subquery()
    )
