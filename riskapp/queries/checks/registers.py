"""Registers: one open stay each, and an entry of history for every stay and every decision."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.escalation import REGISTER_NAMES, Entered
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import RiskStatus
from riskapp.models import Decision, History, Organisation, Placement, Risk, RiskVersion
from riskapp.queries.checks.rows import about, name_of, rows_of
from riskapp.queries.joins import of_same_risk
from riskapp.queries.scope import still, still_open


def find_unfounded(session: Session) -> Iterator[str]:
    """Name what stands twice, and each stay or decision that the history does not tell of."""
    for row in rows_of(session, _twice_on_a_register()):
        yield f"{name_of(row)}: it is on the {REGISTER_NAMES[row.about]} more than once."
    for row in rows_of(session, _twice_open()):
        yield f"{name_of(row)}: the same decision is open more than once ({row.about.value})."
    for row in rows_of(session, _stays_without_history()):
        register = REGISTER_NAMES[row.about]
        yield f"{name_of(row)}: its stay on the {register} has no entry in the history."
    for row in rows_of(session, _decisions_without_history()):
        yield f"{name_of(row)}: a decision ({row.about.value}) has no entry in the history."
    for row in rows_of(session, _ended_undecided()):
        yield f"{name_of(row)}: it left the {REGISTER_NAMES[row.about]} without a decision."


def _twice_on_a_register() -> sa.Select[Any]:
    register = col(Placement.register_kind)
    return (
        about(Placement, register)
        .where(still(Placement))
        .group_by(col(Organisation.code), col(Risk.number), register)
        .having(sa.func.count() > 1)
    )


def _twice_open() -> sa.Select[Any]:
    kind = col(Decision.kind)
    return (
        about(Decision, kind)
        .where(still_open())
        .group_by(col(Organisation.code), col(Risk.number), kind, col(Decision.register_kind))
        .having(sa.func.count() > 1)
    )


def _stays_without_history() -> sa.Select[Any]:
    told = _told(Placement).where(col(History.kind) == Happening.PLACED)
    return about(Placement, col(Placement.register_kind)).where(~told)


def _decisions_without_history() -> sa.Select[Any]:
    """Ask for decisions that no entry tells of; the board's own are told by the stay they began."""
    began = sa.exists().where(
        col(Placement.organisation_id) == col(Decision.organisation_id),
        col(Placement.risk_id) == col(Decision.risk_id),
        col(Placement.entered) == Entered.BOARD_DECISION,
    )
    placed = sa.and_(col(Decision.kind) == DecisionKind.PLACE, began)
    told = sa.or_(_told(Decision), placed, _merge_told())
    return about(Decision, col(Decision.kind)).where(~told)


def _merge_told() -> sa.ColumnElement[bool]:
    """Tell of a merge whether an entry tells of it: that has the other risk as its subject."""
    told = sa.exists().where(
        col(History.organisation_id) == col(Decision.organisation_id),
        col(History.risk_id) == col(Decision.risk_id),
        col(History.kind) == Happening.MERGE_PROPOSED,
    )
    return sa.and_(col(Decision.kind) == DecisionKind.MERGE, told.correlate(Decision))


def _ended_undecided() -> sa.Select[Any]:
    """Ask for stays that ended without a decision; with an import a risk leaves every register."""
    withdrawn = sa.exists().where(
        of_same_risk(RiskVersion, Placement),
        still(RiskVersion),
        col(RiskVersion.status) == RiskStatus.WITHDRAWN,
    )
    return about(Placement, col(Placement.register_kind)).where(
        col(Placement.until_on) != FOREVER,
        col(Placement.left_by_id).is_(None),
        ~withdrawn.correlate(Placement),
    )


def _told(table: type) -> sa.Exists:
    """Tell whether an entry has the row as its subject."""
    return sa.exists().where(
        col(History.organisation_id) == table.organisation_id,  # type: ignore[attr-defined]
        col(History.subject_id) == table.id,  # type: ignore[attr-defined]
    )
