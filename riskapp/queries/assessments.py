"""The scores that risks were given, newest first."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.domains import Domain
from riskapp.domain.intervals import FOREVER
from riskapp.domain.matrix import Matrix
from riskapp.domain.permissions import Actor
from riskapp.domain.scoring import PRODUCTS
from riskapp.models import Assessment, AssessmentDomain, Decision, Person
from riskapp.queries.joins import of_same_risk, points_at
from riskapp.queries.matrices import find_matrices
from riskapp.queries.register_columns import undecided
from riskapp.queries.written import ask
from riskapp.readmodels.risk_page import AssessmentLine
from riskapp.readmodels.scores import ShownScore


def list_assessments(
    session: Session, actor: Actor, risk_ids: Sequence[UUID], on: date | None = None
) -> Mapping[UUID, tuple[AssessmentLine, ...]]:
    """Return the scores of each of these risks by that day, newest first.

    The caller has made sure that the actor may know of the risks.
    """
    rows = ask(session, _query, actor, risk_ids, on or FOREVER).all()
    matrices = find_matrices(session, actor.organisation_id, {row.matrix_id for row in rows})
    domains: dict[UUID, list[tuple[Domain, int]]] = defaultdict(list)
    for row in rows:
        if row.domain is not None:
            domains[row.id].append((row.domain, row.domain_consequence))
    lines: dict[UUID, dict[UUID, AssessmentLine]] = defaultdict(dict)
    for row in rows:
        matrix = matrices[row.matrix_id]
        lines[row.risk_id].setdefault(row.id, _line(row, matrix, tuple(domains[row.id])))
    return {risk_id: tuple(by_id.values()) for risk_id, by_id in lines.items()}


def _query(actor: Actor, risk_ids: Any, on: date | None) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            *(col(column).label(name) for name, column in _COLUMNS.items()),
            _awaits(None if on == FOREVER else on).label("awaits"),
        )
        .select_from(Assessment)
        .join(Person, col(Person.id) == col(Assessment.by_id))
        .outerjoin(AssessmentDomain, points_at(AssessmentDomain.assessment_id, Assessment))
        .where(
            col(Assessment.organisation_id) == actor.organisation_id,
            col(Assessment.risk_id).in_(risk_ids),
            col(Assessment.effective_on) <= on,
        )
        .order_by(
            col(Assessment.effective_on).desc(),
            col(Assessment.id).desc(),
            col(AssessmentDomain.consequence).desc(),
            col(AssessmentDomain.domain),
        )
    )


_COLUMNS: Mapping[str, Any] = {
    "id": Assessment.id,
    "risk_id": Assessment.risk_id,
    "kind": Assessment.kind,
    "consequence": Assessment.consequence,
    "likelihood": Assessment.likelihood,
    "score": Assessment.score,
    "matrix_id": Assessment.matrix_id,
    "effective_on": Assessment.effective_on,
    "effective_basis": Assessment.effective_basis,
    "target_on": Assessment.target_on,
    "entered_on": Assessment.entered_on,
    "reason": Assessment.reason,
    "by": Person.name,
    "domain": AssessmentDomain.domain,
    "domain_consequence": AssessmentDomain.consequence,
}


def _awaits(on: date | None) -> sa.Exists:
    """Tell whether a score awaits validation, or did on a day."""
    return sa.exists().where(
        of_same_risk(Decision, Assessment),
        col(Decision.assessment_id) == col(Assessment.id),
        undecided(DecisionKind.VALIDATE, on),
    )


def _line(row: Any, matrix: Matrix, domains: tuple[tuple[Domain, int], ...]) -> AssessmentLine:
    shown = ShownScore(
        row.score,
        matrix.band(row.score),
        row.consequence,
        row.likelihood,
        is_product=row.score in PRODUCTS,
        on=row.effective_on,
        basis=row.effective_basis,
        target_on=row.target_on,
        awaiting_validation=row.awaits,
        words=matrix.words,
    )
    backdated = row.effective_on < row.entered_on
    return AssessmentLine(
        row.id, row.kind, shown, domains, row.reason, row.by, row.entered_on, backdated
    )
