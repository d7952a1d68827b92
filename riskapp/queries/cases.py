"""One risk fetched for a deed: what it is, what it says today, and the matrix it is judged by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.errors import NotFoundError
from riskapp.domain.escalation import Register
from riskapp.domain.matrix import Matrix
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_number, risk_reference
from riskapp.domain.scoring import ScoreKind
from riskapp.models import (
    Decision,
    MatrixVersion,
    Placement,
    Position,
    Risk,
    RiskObjective,
    RiskVersion,
)
from riskapp.models.database import is_sqlite
from riskapp.queries.joins import of_same_risk, points_at
from riskapp.queries.matrices import find_matrix
from riskapp.queries.scope import holds, same_risk, still, still_open, visible
from riskapp.queries.written import written_once


@dataclass(frozen=True, slots=True)
class Case:
    """A risk as a deed finds it, locked where the deed will write."""

    risk: Risk
    says: RiskVersion
    matrix: Matrix
    matrix_id: UUID
    affects_objective: bool

    @property
    def reference(self) -> str:
        """The risk's short reference."""
        return risk_reference(self.risk.number)


def get_case(session: Session, actor: Actor, reference: str) -> Case:
    """Return the risk of that reference, locked; NotFoundError if the actor may not know of it."""
    return _get(session, actor, _numbered(reference), reference)


def read_case(session: Session, actor: Actor, reference: str) -> Case:
    """Return the risk of that reference, not locked; NotFoundError as for a deed."""
    return _read(session, actor, _numbered(reference), reference)


def get_case_by_id(session: Session, actor: Actor, risk_id: UUID) -> Case:
    """Return the risk of that id, locked; NotFoundError when the actor may not know of it."""
    return _get(session, actor, Sought("id", risk_id), "that id")


def lock_risks(session: Session, actor: Actor, ids: Iterable[UUID]) -> None:
    """Lock several risks, always in one order, so that nobody waits in a ring."""
    if not is_sqlite(session):
        which = col(Risk.id).in_(sorted(ids))
        query = select(col(Risk.id)).where(_ours(actor), which).order_by(col(Risk.id))
        session.exec(query.with_for_update()).all()


def no_such_risk(reference: str) -> NotFoundError:
    """Return the refusal that says nothing of what exists elsewhere."""
    return NotFoundError(f"There is no risk {reference} in this register.")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a risk stands: its scores, the registers it is on, and what is open.

    `decisions` are the open ones and every objective question ever put, oldest first.
    """

    positions: Mapping[ScoreKind, Position]
    placements: Mapping[Register, Placement]
    decisions: tuple[Decision, ...]

    def open(self, kind: DecisionKind, register: Register | None = None) -> Decision | None:
        """Return what is open of one kind (about one register), or None."""
        for decision in self.decisions:
            same = decision.kind is kind and decision.register_kind is register
            if same and decision.state is DecisionState.OPEN:
                return decision
        return None

    @property
    def objective_asked(self) -> bool:
        """Tell whether the question is open, or was put since the risk came on the HLRR."""
        held = self.placements.get(Register.HLRR)
        since = held.from_on if held else date.max
        return any(
            decision.kind is DecisionKind.ANSWER_OBJECTIVE
            and (decision.state is DecisionState.OPEN or decision.opened_on >= since)
            for decision in self.decisions
        )


def get_positions(session: Session, case: Case) -> dict[ScoreKind, Position]:
    """Return the risk's positions that still hold, by kind."""
    return {position.kind: position for position in session.exec(_POSITIONS, params=_key(case))}


def get_standing(session: Session, case: Case) -> Standing:
    """Return where the risk stands: what still holds of it, and what is at hand to decide."""
    found = session.exec(_HELD, params=_key(case)).all()
    rows = cast("Sequence[tuple[Position, Placement | None]]", found)
    return Standing(
        {position.kind: position for position, _ in rows},
        {placement.register_kind: placement for _, placement in rows if placement is not None},
        tuple(session.exec(_DECISIONS, params=_key(case))),
    )


def _key(case: Case) -> dict[str, UUID]:
    return {"organisation_id": case.risk.organisation_id, "risk_id": case.risk.id}


def _of_the_risk(table: type[Position | Decision]) -> sa.ColumnElement[bool]:
    return sa.and_(
        col(table.organisation_id) == sa.bindparam("organisation_id"),
        col(table.risk_id) == sa.bindparam("risk_id"),
    )


_POSITIONS = select(Position).where(_of_the_risk(Position), still(Position))
_HELD = (
    select(Position, Placement)
    .outerjoin(
        Placement,
        sa.and_(of_same_risk(Placement, Position), still(Placement)),
    )
    .where(_of_the_risk(Position), still(Position))
)
_DECISIONS = (
    select(Decision)
    .where(
        _of_the_risk(Decision),
        sa.or_(
            still_open(),
            col(Decision.kind) == DecisionKind.ANSWER_OBJECTIVE,
        ),
    )
    .order_by(col(Decision.id))
)


def _is_linked() -> sa.Label[bool]:
    """Tell, in the same statement, whether the risk is linked to an objective."""
    return (
        sa.exists()
        .where(
            points_at(RiskObjective.risk_id, Risk),
            still(RiskObjective),
        )
        .label("linked")
    )


def _ours(actor: Actor) -> sa.ColumnElement[bool]:
    return col(Risk.organisation_id) == actor.organisation_id


@dataclass(frozen=True, slots=True)
class Sought:
    """A risk by its number or its id."""

    by: Literal["number", "id"]
    value: int | UUID


def _numbered(reference: str) -> Sought:
    number = risk_number(reference)
    if number is None:
        raise no_such_risk(reference)
    return Sought("number", number)


def _get(session: Session, actor: Actor, sought: Sought, reference: str) -> Case:
    if not is_sqlite(session):
        # What waits for a lock reads the other tables as they stood before it waited.
        which = col(getattr(Risk, sought.by)) == sought.value
        session.exec(select(col(Risk.id)).where(_ours(actor), which).with_for_update()).all()
    return _read(session, actor, sought, reference)


def _read(session: Session, actor: Actor, sought: Sought, reference: str) -> Case:
    query = _query(actor, sought.by)
    found = session.exec(query, params={"sought": sought.value}).one_or_none()
    if found is None:
        raise no_such_risk(reference)
    risk, says, matrix_id, affects = found
    matrix = find_matrix(session, actor.organisation_id, matrix_id)
    return Case(risk, says, matrix, matrix_id, bool(affects))


@written_once
def _query(actor: Actor, by: Literal["number", "id"]) -> Any:
    """Return the statement for one person's deeds."""
    return (
        select(Risk, RiskVersion, col(MatrixVersion.id), _is_linked())
        .join(RiskVersion, same_risk())
        .join(MatrixVersion, col(MatrixVersion.organisation_id) == col(Risk.organisation_id))
        .where(
            col(getattr(Risk, by)) == sa.bindparam("sought"),
            visible(actor),
            still(RiskVersion),
            holds(MatrixVersion, actor.today),
        )
        .execution_options(populate_existing=True)
    )
