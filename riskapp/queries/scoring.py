"""What a scorer has before them, read without locking anything."""

from collections.abc import Iterable, Mapping
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.drafts import Statement
from riskapp.domain.escalation import Register
from riskapp.domain.intervals import FOREVER
from riskapp.domain.permissions import Actor
from riskapp.domain.preview import Stands, Waiting
from riskapp.domain.references import risk_number
from riskapp.domain.scoring import ScoreKind
from riskapp.models import (
    Decision,
    MatrixVersion,
    Objective,
    Placement,
    Risk,
    RiskObjective,
    RiskVersion,
)
from riskapp.queries.assessments import list_assessments
from riskapp.queries.cases import (
    Case,
    Held,
    get_held,
    list_decisions_at_hand,
    no_such_risk,
)
from riskapp.queries.matrices import matrix_of
from riskapp.queries.scope import same_risk, visible
from riskapp.readmodels.scoring import Scoring


def get_scoring(session: Session, actor: Actor, reference: str) -> Scoring:
    """Return the risk of that reference as its scorer needs it, in five statements.

    NotFoundError when the actor may not know of it.
    """
    case = read_case(session, actor, reference)
    held = get_held(session, case)
    lines = list_assessments(session, actor, [case.risk.id]).get(case.risk.id, ())
    standing = {position.assessment_id for position in held.positions.values()}
    says = case.says
    return Scoring(
        case.risk.id,
        case.reference,
        Statement(says.title, says.cause, says.event, says.effect),
        _stands(session, case, held),
        {line.kind: line for line in lines if line.id in standing},
    )


def read_case(session: Session, actor: Actor, reference: str) -> Case:
    """Return the risk of that reference to be looked at; NotFoundError as for a deed."""
    query = (
        select(Risk, RiskVersion, MatrixVersion)
        .join(RiskVersion, same_risk())
        .join(MatrixVersion, col(MatrixVersion.organisation_id) == col(Risk.organisation_id))
        .where(
            col(Risk.number) == risk_number(reference),
            visible(actor),
            col(RiskVersion.until_on) == FOREVER,
            col(MatrixVersion.until_on) == FOREVER,
        )
    )
    found = session.exec(query).one_or_none()
    if found is None:
        raise no_such_risk(reference)
    risk, says, matrix = found
    return Case(risk, says, matrix_of(session, matrix), matrix.id, affects_objective=False)


def _stands(session: Session, case: Case, held: Held) -> Stands:
    decisions = list_decisions_at_hand(session, case)
    current = held.positions.get(ScoreKind.CURRENT)
    return Stands(
        matrix=case.matrix,
        status=case.says.status,
        value=current.score if current else 0,
        held={register: place.entered for register, place in held.placements.items()},
        objectives=_objectives(session, case),
        objective_asked=_asked(decisions, held.placements),
        proposed=frozenset(_proposed(decisions)),
        waiting=_waiting(decisions),
    )


def _objectives(session: Session, case: Case) -> tuple[str, ...]:
    """Return the numbers of the objectives the risk is linked to, in their order."""
    query = (
        select(col(Objective.number))
        .join(
            RiskObjective,
            sa.and_(
                col(RiskObjective.organisation_id) == col(Objective.organisation_id),
                col(RiskObjective.objective_id) == col(Objective.id),
            ),
        )
        .where(
            col(RiskObjective.organisation_id) == case.risk.organisation_id,
            col(RiskObjective.risk_id) == case.risk.id,
            col(RiskObjective.until_on) == FOREVER,
        )
        .order_by(col(Objective.position), col(Objective.number), col(Objective.id))
    )
    return tuple(session.exec(query))


def _asked(decisions: Iterable[Decision], placements: Mapping[Register, Placement]) -> bool:
    """Tell whether the objective question is open, or was put since the risk came on the HLRR."""
    held = placements.get(Register.HLRR)
    since = held.from_on if held else date.max
    return any(
        decision.kind is DecisionKind.ANSWER_OBJECTIVE
        and (decision.state is DecisionState.OPEN or decision.opened_on >= since)
        for decision in decisions
    )


def _proposed(decisions: Iterable[Decision]) -> Iterable[Register]:
    return (
        decision.register_kind
        for decision in decisions
        if decision.kind is DecisionKind.REMOVE
        and decision.state is DecisionState.OPEN
        and decision.register_kind is not None
    )


def _waiting(decisions: Iterable[Decision]) -> Waiting | None:
    for decision in decisions:
        if decision.kind is DecisionKind.VALIDATE and decision.state is DecisionState.OPEN:
            return Waiting(decision.opened_by_id, decision.from_score or 0)
    return None
