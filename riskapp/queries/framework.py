"""The two lists that come from the register: the High Level Risk Register and the BAF."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.escalation import Register
from riskapp.domain.permissions import Actor
from riskapp.domain.wording import NO_COMMITTEE, NO_POST
from riskapp.models import Committee, Objective, Placement, Post
from riskapp.queries.exposure import list_exposures
from riskapp.queries.joins import points_at
from riskapp.queries.matrices import get_matrix
from riskapp.queries.register_rows import read_rows
from riskapp.queries.scope import holds
from riskapp.queries.written import Ids
from riskapp.readmodels.register import (
    Framework,
    HighLevelRegister,
    ObjectiveGroup,
    ObjectiveName,
    RegisterRow,
)

NAMED = 10_000


def high_level(session: Session, actor: Actor, on: date | None = None) -> HighLevelRegister:
    """Return the High Level Risk Register as at a day or as it is now, highest score first."""
    matrix = get_matrix(session, actor, on)
    ids = _ids_on(session, actor, Register.HLRR, on)
    rows = _highest_first(read_rows(session, actor, ids, on, matrix).values())
    return HighLevelRegister(
        rows=rows,
        awaiting_validation=_count_awaiting(rows),
        removals_proposed=sum(
            held.removal_proposed for row in rows if (held := row.standing_on(Register.HLRR))
        ),
        questions_open=sum(row.objective_question_open for row in rows),
    )


def framework(session: Session, actor: Actor, on: date | None = None) -> Framework:
    """Return the Board Assurance Framework by objective, in the plan's order.

    Risks without an objective stated come last; objectives without a risk have no group.
    """
    matrix = get_matrix(session, actor, on)
    ids = _ids_on(session, actor, Register.BAF, on)
    rows = _highest_first(read_rows(session, actor, ids, on, matrix).values())
    exposures = list_exposures(session, actor, ids, on, matrix)
    groups = [
        group
        for objective in _objectives(session, actor)
        if (group := _group(objective, rows)).rows
    ]
    unstated = tuple(row for row in rows if not row.objectives)
    if unstated:
        groups.append(ObjectiveGroup(None, "", "", unstated))
    return Framework(tuple(groups), len(rows), _count_awaiting(rows), exposures)


def _ids_on(session: Session, actor: Actor, register: Register, on: date | None) -> Ids:
    """Return which risks are on a register: their ids, or what finds them where they are many.

    Named one by one they lead the planner to the risks; so many cannot all be named.
    """
    query = sa.select(col(Placement.risk_id)).where(
        col(Placement.organisation_id) == actor.organisation_id,
        col(Placement.register_kind) == register,
        holds(Placement, on),
    )
    found = session.connection().execute(query).scalars().all()
    return found if len(found) <= NAMED else query


def _highest_first(rows: Iterable[RegisterRow]) -> tuple[RegisterRow, ...]:
    return tuple(sorted(rows, key=_place))


def _place(row: RegisterRow) -> tuple[int, int, str]:
    return -(row.current.value if row.current else 0), len(row.reference), row.reference


def _count_awaiting(rows: Iterable[RegisterRow]) -> int:
    """Count the risks whose score nobody but the scorer has confirmed."""
    return sum(bool(row.current and row.current.awaiting_validation) for row in rows)


def _objectives(session: Session, actor: Actor) -> Iterable[Any]:
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(
            col(Objective.id),
            col(Objective.number),
            col(Objective.title),
            col(Objective.executive_post_id),
            col(Post.title).label("executive"),
            col(Committee.name).label("committee"),
        )
        .select_from(Objective)
        .outerjoin(Post, points_at(Objective.executive_post_id, Post))
        .outerjoin(Committee, points_at(Objective.lead_committee_id, Committee))
        .where(col(Objective.organisation_id) == actor.organisation_id)
        .order_by(col(Objective.position), col(Objective.number), col(Objective.id))
    )
    return session.connection().execute(query).all()


def _group(objective: Any, rows: Iterable[RegisterRow]) -> ObjectiveGroup:
    return ObjectiveGroup(
        ObjectiveName(objective.id, objective.number, objective.title),
        objective.executive or NO_POST,
        objective.committee or NO_COMMITTEE,
        tuple(row for row in rows if any(one.id == objective.id for one in row.objectives)),
    )
