"""Registers: one open stay each, and an entry of history for every stay and every decision."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.escalation import REGISTER_NAMES, Entered
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.references import risk_reference
from riskapp.models import Decision, History, Organisation, Placement, Risk
from riskapp.queries.scope import still, still_open


def find_unfounded(session: Session) -> Iterator[str]:
    """Name what stands twice, and each stay or decision that the history does not tell of."""
    for row in _rows(session, _twice_on_a_register()):
        yield f"{_name(row)}: it is on the {REGISTER_NAMES[row.about]} more than once."
    for row in _rows(session, _twice_open()):
        yield f"{_name(row)}: the same decision is open more than once ({row.about.value})."
    for row in _rows(session, _stays_without_history()):
        register = REGISTER_NAMES[row.about]
        yield f"{_name(row)}: its stay on the {register} has no entry in the history."
    for row in _rows(session, _decisions_without_history()):
        yield f"{_name(row)}: a decision ({row.about.value}) has no entry in the history."
    for row in _rows(session, _ended_undecided()):
        yield f"{_name(row)}: it left the {REGISTER_NAMES[row.about]} without a decision."


def _rows(session: Session, query: sa.Select[Any]) -> Iterator[Any]:
    yield from session.connection().execute(query)


def _name(row: Any) -> str:
    return f"{row.code} {risk_reference(row.number)}"


def _about(table: type, column: Any) -> sa.Select[Any]:
    """Select the organisation's code, the risk's number and one column of rows about risks."""
    risk_id, organisation_id = table.risk_id, table.organisation_id  # type: ignore[attr-defined]
    return (
        sa.select(col(Organisation.code), col(Risk.number), column.label("about"))
        .select_from(table)
        .join(
            Risk,
            sa.and_(
                col(Risk.organisation_id) == col(organisation_id), col(Risk.id) == col(risk_id)
            ),
        )
        .join(Organisation, col(Organisation.id) == col(organisation_id))
        .order_by(col(Organisation.code), col(Risk.number))
    )


def _twice_on_a_register() -> sa.Select[Any]:
    register = col(Placement.register_kind)
    return (
        _about(Placement, register)
        .where(still(Placement))
        .group_by(col(Organisation.code), col(Risk.number), register)
        .having(sa.func.count() > 1)
    )


def _twice_open() -> sa.Select[Any]:
    kind = col(Decision.kind)
    return (
        _about(Decision, kind)
        .where(still_open())
        .group_by(col(Organisation.code), col(Risk.number), kind, col(Decision.register_kind))
        .having(sa.func.count() > 1)
    )


def _stays_without_history() -> sa.Select[Any]:
    told = _told(Placement).where(col(History.kind) == Happening.PLACED)
    return _about(Placement, col(Placement.register_kind)).where(~told)


def _decisions_without_history() -> sa.Select[Any]:
    """Ask for decisions that no entry tells of; the board's own are told by the stay they began."""
    began = sa.exists().where(
        col(Placement.organisation_id) == col(Decision.organisation_id),
        col(Placement.risk_id) == col(Decision.risk_id),
        col(Placement.entered) == Entered.BOARD_DECISION,
    )
    placed = sa.and_(col(Decision.kind) == DecisionKind.PLACE, began)
    return _about(Decision, col(Decision.kind)).where(~_told(Decision), ~placed)


def _ended_undecided() -> sa.Select[Any]:
    return _about(Placement, col(Placement.register_kind)).where(
        col(Placement.until_on) != FOREVER, col(Placement.left_by_id).is_(None)
    )


def _told(table: type) -> sa.Exists:
    """Tell whether an entry has the row as its subject."""
    return sa.exists().where(
        col(History.organisation_id) == table.organisation_id,  # type: ignore[attr-defined]
        col(History.subject_id) == table.id,  # type: ignore[attr-defined]
    )
