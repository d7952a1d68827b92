"""What a scorer has before them, read without locking anything."""

from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import Statement
from riskapp.domain.escalation import Register
from riskapp.domain.permissions import Actor
from riskapp.domain.preview import Stands, Waiting
from riskapp.domain.scoring import ScoreKind
from riskapp.models import (
    Objective,
    RiskObjective,
)
from riskapp.queries.assessments import list_assessments
from riskapp.queries.cases import Case, Standing, get_standing, read_case
from riskapp.queries.joins import points_at
from riskapp.queries.scope import still
from riskapp.readmodels.scoring import Scoring


def get_scoring(session: Session, actor: Actor, reference: str) -> Scoring:
    """Return the risk of that reference as its scorer needs it, in five statements.

    NotFoundError when the actor may not know of it.
    """
    case = read_case(session, actor, reference)
    standing = get_standing(session, case)
    lines = list_assessments(session, actor, [case.risk.id]).get(case.risk.id, ())
    holding = {position.assessment_id for position in standing.positions.values()}
    says = case.says
    return Scoring(
        case.risk.id,
        case.reference,
        Statement(says.title, says.cause, says.event, says.effect),
        _stands(session, case, standing),
        {line.kind: line for line in lines if line.id in holding},
    )


def _stands(session: Session, case: Case, standing: Standing) -> Stands:
    waiting = standing.open(DecisionKind.VALIDATE)
    current = standing.positions.get(ScoreKind.CURRENT)
    return Stands(
        matrix=case.matrix,
        status=case.says.status,
        value=current.score if current else 0,
        held={register: place.entered for register, place in standing.placements.items()},
        objectives=_objectives(session, case),
        objective_asked=standing.objective_asked,
        proposed=frozenset(each for each in Register if standing.open(DecisionKind.REMOVE, each)),
        waiting=Waiting(waiting.opened_by_id, waiting.from_score or 0) if waiting else None,
    )


def _objectives(session: Session, case: Case) -> tuple[str, ...]:
    """Return the numbers of the objectives the risk is linked to, in their order."""
    query = (
        select(col(Objective.number))
        .join(RiskObjective, points_at(RiskObjective.objective_id, Objective))
        .where(
            col(RiskObjective.organisation_id) == case.risk.organisation_id,
            col(RiskObjective.risk_id) == case.risk.id,
            still(RiskObjective),
        )
        .order_by(col(Objective.position), col(Objective.number), col(Objective.id))
    )
    return tuple(session.exec(query))
