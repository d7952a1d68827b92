"""The turns in the lives of risks: that they have happened, which became one, what they left."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.escalation import Register
from riskapp.domain.intervals import FOREVER
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.models import Occurrence, Person, Placement, RiskMerge
from riskapp.queries.scope import number_if_known
from riskapp.queries.written import ask
from riskapp.readmodels.life import Left, Life, MergedRisk, OccurrenceLine

HAPPENED, INTO, TOOK_IN, LEFT = "happened", "into", "took-in", "left"


def list_lives_of_risks(
    session: Session, actor: Actor, risk_ids: Sequence[UUID], on: date | None = None
) -> Mapping[UUID, Life]:
    """Return the turns in each of these risks' lives by that day, in one statement.

    The caller has made sure that the actor may know of the risks; those without are left out.
    """
    rows: dict[UUID, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in ask(session, _query, actor, risk_ids, on):
        rows[row.risk_id][row.what].append(row)
    return {risk_id: _life(found) for risk_id, found in rows.items()}


def _life(rows: Mapping[str, Sequence[Any]]) -> Life:
    return Life(
        occurrences=tuple(
            OccurrenceLine(row.day, row.words, row.about, row.by, row.since)
            for row in rows[HAPPENED]
        ),
        into=next(map(_merged, rows[INTO]), None),
        took_in=tuple(map(_merged, rows[TOOK_IN])),
        left=tuple(Left(Register(row.about), row.since, row.day, row.id) for row in rows[LEFT]),
    )


def _merged(row: Any) -> MergedRisk:
    return MergedRisk(risk_reference(row.number) if row.number else "", row.day)


def _query(actor: Actor, ids: Any, on: date | None) -> sa.CompoundSelect[Any]:
    turns = (
        _occurrences(actor, ids, on),
        _merges(actor, ids, on, INTO),
        _merges(actor, ids, on, TOOK_IN),
        _left(actor, ids, on),
    )
    return sa.union_all(*turns).order_by(sa.desc("day"), sa.desc("id"))


def _turn(what: str, **given: Any) -> sa.Select[Any]:
    """Return the columns of one sort of turn; what it has nothing to say of is empty."""
    empty = {"words": sa.literal(""), "about": sa.literal(""), "by": sa.literal("")}
    columns = {"what": sa.literal(what), **empty, "number": sa.literal(0), **given}
    return sa.select(*(columns[name].label(name) for name in sorted(columns)))


def _occurrences(actor: Actor, ids: Any, on: date | None) -> sa.Select[Any]:
    return (
        _turn(
            HAPPENED,
            risk_id=col(Occurrence.risk_id),
            id=col(Occurrence.id),
            day=col(Occurrence.happened_on),
            since=col(Occurrence.entered_on),
            words=col(Occurrence.words),
            about=col(Occurrence.incident_reference),
            by=col(Person.name),
        )
        .join(Person, col(Person.id) == col(Occurrence.by_id))
        .where(*_of(Occurrence, actor, Occurrence.risk_id, ids))
        .where(col(Occurrence.happened_on) <= (on or FOREVER))
    )


def _merges(actor: Actor, ids: Any, on: date | None, side: str) -> sa.Select[Any]:
    """Return the statement for the merges of these risks, seen from one of the two sides."""
    pair = (RiskMerge.risk_id, RiskMerge.into_id)
    mine, other = pair if side == INTO else reversed(pair)
    return (
        _turn(
            side,
            risk_id=col(mine),
            id=col(RiskMerge.risk_id),
            day=col(RiskMerge.from_on),
            since=col(RiskMerge.from_on),
            number=sa.func.coalesce(number_if_known(actor, col(other)), 0),
        )
        .where(*_of(RiskMerge, actor, mine, ids))
        .where(col(RiskMerge.from_on) <= (on or FOREVER))
    )


def _left(actor: Actor, ids: Any, on: date | None) -> sa.Select[Any]:
    until = col(Placement.until_on)
    return (
        _turn(
            LEFT,
            risk_id=col(Placement.risk_id),
            id=col(Placement.id),
            day=until,
            since=col(Placement.from_on),
            about=sa.type_coerce(col(Placement.register_kind), sa.String()),
        )
        .where(*_of(Placement, actor, Placement.risk_id, ids))
        .where(until < FOREVER if on is None else until <= on)
    )


def _of(table: Any, actor: Actor, risk_id: Any, ids: Any) -> tuple[sa.ColumnElement[bool], ...]:
    return col(table.organisation_id) == actor.organisation_id, col(risk_id).in_(ids)
