"""How many live risks stand in each cell of the matrix, and how many cannot be plotted."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from riskapp.domain.escalation import Register
from riskapp.domain.filters import RegisterFilters
from riskapp.domain.lifecycle import LIVE, RiskStatus
from riskapp.domain.permissions import Actor
from riskapp.domain.scoring import ScoreKind
from riskapp.models import Position, Risk, RiskVersion
from riskapp.queries.kept_counts import keep
from riskapp.queries.matrices import get_matrix
from riskapp.queries.register_asked import Asked
from riskapp.queries.register_columns import join_says, position_on, says_on
from riskapp.queries.register_filters import conditions
from riskapp.queries.scope import Condition, holds, same_risk, still, visible
from riskapp.readmodels.heat_map import HeatMap, heat_map_from_counts

CELL = (col(Position.consequence), col(Position.likelihood), col(Position.score))

DEAD = [status for status in RiskStatus if status not in LIVE]

_Begun = aliased(Position)

Counts = Counter[tuple[int | None, int | None, int]]


def heat_map(
    session: Session,
    actor: Actor,
    register: Register | None = None,
    on: date | None = None,
) -> HeatMap:
    """Return the heat map of the live risks that the actor may know of, or of one register's.

    As at a day, or as they are now.
    """
    matrix = get_matrix(session, actor, on)
    asked = Asked(actor, RegisterFilters(register=register), on, matrix)
    counts = keep(session, actor, ("heat map", register, on), lambda: _counts(session, asked))
    return heat_map_from_counts(_summed(counts), matrix)


def _counts(session: Session, asked: Asked) -> Counts:
    """Count by cell; of all that the actor may know of, by passing over what they may not."""
    if asked.filters.register is not None or asked.actor.sees_own_only:
        return _count(session, _fitting(asked))
    return _count(session, _all(asked.actor, asked.on))


def _count(session: Session, query: Any) -> Counts:
    counts: Counts = Counter()
    for consequence, likelihood, value, count in session.connection().execute(query):
        counts[consequence, likelihood, value] += count
    return counts


def _summed(counts: Counts) -> Iterator[tuple[int | None, int | None, int, int]]:
    for (consequence, likelihood, value), count in counts.items():
        yield consequence, likelihood, value, count


def _fitting(asked: Asked) -> Any:
    """Count what the filters let through by cell."""
    query = sa.select(*CELL, sa.func.count()).select_from(RiskVersion)
    if asked.actor.sees_own_only:
        query = query.join(Risk, same_risk())
    query = query.join(Position, position_on(asked.on))
    return join_says(query, asked.on).where(*conditions(asked)).group_by(*CELL)


def _all(actor: Actor, on: date | None) -> Any:
    """Count by cell every score that stands, or stood on a day, but what must not be counted.

    What must not be is named and not what may, for with that SQLite would begin, and look up the
    scores of each; in parts, for PostgreSQL holds each of them in memory.
    """
    left_out = (col(Position.risk_id).not_in(which) for which in _left_out(actor, on))
    return (
        sa.select(*CELL, sa.func.count())
        .where(*_current(Position, actor), *_stood(actor, on), *left_out)
        .group_by(*CELL)
    )


def _current(table: Any, actor: Actor) -> tuple[Condition, ...]:
    """Keep the current scores of the organisation's risks."""
    ours = col(table.organisation_id) == actor.organisation_id
    return ours, col(table.kind) == ScoreKind.CURRENT


def _stood(actor: Actor, on: date | None) -> Iterator[Condition]:
    """Keep the scores that hold on a day, and look at no other.

    They began on one of the days up to it and ended after it: of all scores ever, most ended before
    a late day, and most began after an early one. PostgreSQL goes by the two ends instead.
    """
    yield holds(Position, on)
    if on is not None:
        yield col(Position.from_on).in_(_days_until(actor, on))


def _days_until(actor: Actor, on: date) -> Any:
    """Return the statement for the days up to one on which a score began.

    Each is found from the last: it reads as many rows as there are days, however many scores.
    """
    first = sa.select(sa.func.min(col(_Begun.from_on)).label("day"))
    days = first.where(*_current(_Begun, actor)).cte("days", recursive=True)
    following = (
        sa.select(sa.func.min(col(_Begun.from_on)))
        .where(*_current(_Begun, actor), col(_Begun.from_on) > days.c.day)
        .correlate(days)
        .scalar_subquery()
    )
    found = days.union_all(sa.select(following).where(days.c.day < on))
    return sa.select(found.c.day).where(found.c.day <= on)


def _left_out(actor: Actor, on: date | None) -> Iterator[sa.Select[UUID]]:
    """Yield what finds the risks that were not open yet, are not live, or not the actor's to know.

    A score may have been given for a day before its risk was opened.
    """
    ours, says = actor.organisation_id, says_on(on)
    if on is not None:
        opened_later = col(Risk.organisation_id) == ours, col(Risk.opened_on) > on
        yield sa.select(col(Risk.id)).where(*opened_later)
    dead = col(says.status).in_(DEAD), holds(says, on)
    yield sa.select(col(says.risk_id)).where(col(says.organisation_id) == ours, *dead)
    if actor.units is not None or not actor.sees_restricted:
        unknown = still(RiskVersion), ~visible(actor)
        here = col(RiskVersion.organisation_id) == ours
        yield sa.select(col(RiskVersion.risk_id)).where(here, *unknown)
