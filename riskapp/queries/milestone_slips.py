"""What milestones have beside their rows: every move of a due date, and the risks they mitigate."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.due_periods import DueNotUnderstood, parse_due
from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.domain.scoring import Score, score_of
from riskapp.domain.slips import Slip, earlier_periods
from riskapp.models import (
    History,
    HistoryText,
    Milestone,
    Person,
    Risk,
    RiskMilestone,
    RiskVersion,
)
from riskapp.queries.joins import points_at
from riskapp.queries.register_columns import join_says, says_on
from riskapp.queries.scope import Condition, holds, same_risk, still, visible
from riskapp.readmodels.plan import DueShown, RiskName

Slips = Mapping[UUID, tuple[Slip, ...]]
Served = Mapping[UUID, list[tuple[RiskName, Score | None]]]


def list_slips_and_risks(
    session: Session, actor: Actor, on: date, which: Condition
) -> tuple[Slips, Served]:
    """Return the slips by that day of each of these milestones, and the risks that it mitigates.

    The slips stand in their order; each risk has with it what it should be brought to. One
    statement asks for both. The caller has made sure that the actor may know of the milestones;
    risks hidden from the actor are not among theirs.
    """
    slips: dict[UUID, list[Slip]] = defaultdict(list)
    risks: dict[UUID, list[tuple[RiskName, Score | None]]] = defaultdict(list)
    both = sa.union_all(_risks(actor, on, which), _slips(actor, on, which))
    for row in session.connection().execute(both.order_by("number", "milestone_id")):
        if row.risk_id is None:
            slips[row.milestone_id].append(_slip(row))
        else:
            name = RiskName(row.risk_id, risk_reference(row.number), row.title)
            risks[row.milestone_id].append((name, score_of(row.consequence, row.likelihood)))
    return {milestone_id: tuple(found) for milestone_id, found in slips.items()}, risks


def _slip(row: Any) -> Slip:
    facts = json.loads(row.entry)["facts"]
    return Slip(facts["before"], facts["due"], row.entered_on, row.name, row.words)


_SERVED: Mapping[str, Any] = {
    "milestone_id": Milestone.id,
    "number": Risk.number,
    "risk_id": Risk.id,
    "title": RiskVersion.title,
    "consequence": RiskMilestone.expected_consequence,
    "likelihood": RiskMilestone.expected_likelihood,
}


def _risks(actor: Actor, on: date, which: Condition) -> sa.Select[*tuple[Any, ...]]:
    then = on if on < actor.today else None
    columns = {**_SERVED, "title": says_on(then).title}
    none = {name: sa.type_coerce(sa.null(), column.type) for name, column in _MOVED.items()}
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(*(column.label(name) for name, column in {**columns, **none}.items()))
        .select_from(Milestone)
        .join(RiskMilestone, points_at(RiskMilestone.milestone_id, Milestone))
        .join(Risk, points_at(RiskMilestone.risk_id, Risk))
        .join(RiskVersion, same_risk())
    )
    told: sa.Select[*tuple[Any, ...]] = join_says(query, then)
    return told.where(
        which,
        col(Milestone.organisation_id) == actor.organisation_id,
        visible(actor),
        holds(RiskMilestone, on),
        still(RiskVersion),
    )


_MOVED: Mapping[str, Any] = {
    "entry": col(History.entry),
    "entered_on": col(History.entered_on),
    "name": col(Person.name),
    "words": col(HistoryText.words),
}


def _slips(actor: Actor, on: date, which: Condition) -> sa.Select[*tuple[Any, ...]]:
    why = sa.and_(
        col(HistoryText.organisation_id) == col(History.organisation_id),
        col(HistoryText.number) == col(History.number),
        col(HistoryText.name) == "reason",
    )
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(col(Milestone.id), col(History.number), *[sa.null()] * 4, *_MOVED.values())
        .select_from(Milestone)
        .join(History, points_at(History.subject_id, Milestone))
        .join(Person, col(Person.id) == col(History.by_id))
        .outerjoin(HistoryText, why)
    )
    return query.where(
        which,
        col(Milestone.organisation_id) == actor.organisation_id,
        col(History.kind) == Happening.MILESTONE_MOVED,
        col(History.entered_on) <= on,
    )


def earlier_dues(set_on: date, slips: Sequence[Slip]) -> tuple[DueShown, ...]:
    """Return the due periods that a milestone had before the present one, oldest first."""
    return tuple(
        DueShown(printed, _last_day(printed), day)
        for printed, day in earlier_periods(set_on, slips)
    )


def _last_day(printed: str) -> date | None:
    try:
        return parse_due(printed).due_on
    except DueNotUnderstood:
        return None
