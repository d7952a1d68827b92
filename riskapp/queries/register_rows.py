"""Risks as lists show them, in as many statements for 500 as for 10."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.appetite import Stated, applying
from riskapp.domain.escalation import Register, stay_awaits
from riskapp.domain.matrix import Matrix
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.domain.scoring import PRODUCTS
from riskapp.domain.wording import NO_COMMITTEE, NO_OWNER, NO_POST
from riskapp.models import BafEntry, Objective, Placement, RiskObjective
from riskapp.queries.appetite import list_stated, read_domains
from riskapp.queries.joins import of_same_risk, points_at
from riskapp.queries.register_columns import lines_query
from riskapp.queries.scope import Condition, holds
from riskapp.queries.written import Ids, ask
from riskapp.readmodels.register import ObjectiveName, OnRegister, RegisterRow
from riskapp.readmodels.scores import ShownScore


def read_rows(
    session: Session, actor: Actor, ids: Ids, on: date | None, matrix: Matrix
) -> dict[UUID, RegisterRow]:
    """Return those of these risks that the actor may know of, by id."""
    lines = ask(session, lines_query, actor, ids, on).all()
    if not lines:
        return {}
    known = ids if isinstance(ids, sa.SelectBase) else [line.id for line in lines]
    registers, objectives = _beside(session, actor, known, on)
    against = _Against(matrix, list_stated(session, actor, on))
    return {
        line.id: _row(line, against, registers.get(line.id, ()), objectives.get(line.id, ()))
        for line in lines
    }


@dataclass(frozen=True, slots=True)
class _Against:
    """What the risks of a list are held against."""

    matrix: Matrix
    stated: Sequence[Stated]

    def appetites(self, line: Any, objectives: Sequence[ObjectiveName]) -> tuple[Stated, ...]:
        """Return what is stated for a risk's objectives and for the domains that lead it."""
        return applying(self.stated, (one.id for one in objectives), read_domains(line.leading))


def _row(
    line: Any, against: _Against, registers: Sequence[Any], objectives: Sequence[ObjectiveName]
) -> RegisterRow:
    return RegisterRow(
        id=line.id,
        reference=risk_reference(line.number),
        printed_reference=line.printed_reference,
        title=line.title,
        kind=line.kind,
        status=line.status,
        visibility=line.visibility,
        unit=line.unit,
        owner=_post(line.owner_title, line.owner_holder) if line.owned else NO_OWNER,
        executive=_post(line.executive_title, line.executive_holder) if line.led else NO_POST,
        committee=line.committee or NO_COMMITTEE,
        current=_current(line, against.matrix),
        target=_target(line, against.matrix),
        registers=tuple(_standing(held, line) for held in registers),
        objectives=tuple(objectives),
        objective_question_open=bool(line.question_open),
        appetites=against.appetites(line, objectives),
    )


def _post(title: str | None, holder: str | None) -> str:
    """Return a post by its title, else by who holds it."""
    return title or (f"{NO_POST} ({holder})" if holder else NO_POST)


def _current(line: Any, matrix: Matrix) -> ShownScore | None:
    if not line.score:
        return None
    return ShownScore(
        value=line.score,
        band=matrix.band(line.score),
        consequence=line.consequence,
        likelihood=line.likelihood,
        is_product=line.score in PRODUCTS,
        on=line.scored_on,
        basis=line.basis or "",
        awaiting_validation=line.rises is not None,
        words=matrix.words,
    )


def _target(line: Any, matrix: Matrix) -> ShownScore | None:
    if not line.target_score:
        return None
    return ShownScore(
        value=line.target_score,
        band=matrix.band(line.target_score),
        consequence=line.target_consequence,
        likelihood=line.target_likelihood,
        on=line.target_set_on,
        target_on=line.target_on,
        words=matrix.words,
    )


def _standing(held: Any, line: Any) -> OnRegister:
    return OnRegister(
        register=held.register_kind,
        since=held.from_on,
        entered=held.entered,
        opening_score=held.opening_score,
        reference=held.reference,
        basis=held.entered_basis,
        awaiting_validation=stay_awaits(held.entered, rose=bool(line.rises)),
        removal_proposed=bool(
            line.leaving_hlrr if held.register_kind is Register.HLRR else line.leaving_baf
        ),
        id=held.id,
    )


def _beside(
    session: Session, actor: Actor, ids: Ids, on: date | None
) -> tuple[Mapping[UUID, Sequence[Any]], Mapping[UUID, Sequence[ObjectiveName]]]:
    """Return the registers that each risk is on, the HLRR first, and the objectives it threatens.

    Objectives stand in the plan's order. One statement asks for both.
    """
    held: dict[UUID, list[Any]] = defaultdict(list)
    linked: dict[UUID, list[ObjectiveName]] = defaultdict(list)
    for row in ask(session, _beside_query, actor, ids, on):
        if row.register_kind is None:
            linked[row.risk_id].append(ObjectiveName(row.id, row.number, row.title))
        else:
            held[row.risk_id].append(row)
    return held, linked


def _beside_query(actor: Actor, ids: Any, on: date | None) -> Any:
    both = sa.union_all(_registers_query(actor, ids, on), _objectives_query(actor, ids, on))
    return both.order_by("position", "number", "id")


def _registers_query(actor: Actor, ids: Any, on: date | None) -> Any:
    first = (col(Placement.register_kind) == Register.HLRR, 0)
    return (
        sa.select(
            col(Placement.risk_id),
            col(Placement.id),
            sa.case(first, else_=1).label("position"),
            sa.literal("").label("number"),
            sa.literal("").label("title"),
            col(Placement.register_kind),
            col(Placement.from_on),
            col(Placement.entered),
            col(Placement.entered_basis),
            col(Placement.opening_score),
            sa.func.coalesce(
                sa.func.nullif(col(BafEntry.reference), ""), col(Placement.reference)
            ).label("reference"),
        )
        .outerjoin(BafEntry, _in_period(on))
        .where(_of(Placement, actor, ids), holds(Placement, on))
    )


def _in_period(on: date | None) -> Condition:
    """Join what a risk on the BAF is called in the period that was open that day, if any was."""
    return sa.and_(
        of_same_risk(Placement, BafEntry),
        col(Placement.register_kind) == Register.BAF,
        col(BafEntry.from_on).is_not(None),
        holds(BafEntry, on),
    )


def _objectives_query(actor: Actor, ids: Any, on: date | None) -> Any:
    return (
        sa.select(
            col(RiskObjective.risk_id),
            col(Objective.id),
            col(Objective.position),
            col(Objective.number),
            col(Objective.title),
            *[sa.null()] * 6,
        )
        .join(Objective, points_at(RiskObjective.objective_id, Objective))
        .where(_of(RiskObjective, actor, ids), holds(RiskObjective, on))
    )


def _of(table: type[Placement] | type[RiskObjective], actor: Actor, ids: Any) -> Condition:
    return sa.and_(col(table.organisation_id) == actor.organisation_id, col(table.risk_id).in_(ids))
