"""How many live risks stand in each cell of the matrix, and how many cannot be plotted."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.escalation import Register
from riskapp.domain.filters import RegisterFilters
from riskapp.domain.lifecycle import LIVE, RiskStatus, Visibility
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

ONE: sa.ColumnElement[int] = sa.literal_column("1")

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
    """Count by cell; of the whole organisation, by taking off what must not be counted."""
    actor = asked.actor
    narrow = asked.filters.register is not None
    if narrow or actor.sees_own_only or actor.units is not None:
        return _count(session, _fitting(asked))
    if asked.on is not None:
        return _count(session, _then(actor, asked.on))
    counts = _count(session, _all(actor, None))
    counts.subtract(_count(session, _left_out(actor)))
    return counts


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
    """Count every risk of the organisation by cell, from an index alone."""
    return (
        sa.select(*CELL, sa.func.count())
        .where(
            col(Position.organisation_id) == actor.organisation_id,
            col(Position.kind) == ScoreKind.CURRENT,
            holds(Position, on),
        )
        .group_by(*CELL)
    )


def _then(actor: Actor, on: date) -> Any:
    """Count what stood in each cell on a day, passing over what must not be counted.

    Nor may a score be counted that was given for a day before its risk was opened.
    """
    not_yet = sa.select(col(Risk.id)).where(
        col(Risk.organisation_id) == actor.organisation_id, col(Risk.opened_on) > on
    )
    left_out = join_says(sa.select(col(RiskVersion.risk_id)), on).where(
        still(RiskVersion), _is_left_out(actor, on)
    )
    return _all(actor, on).where(col(Position.risk_id).not_in(sa.union_all(not_yet, left_out)))


def _is_left_out(actor: Actor, on: date) -> Condition:
    dead = col(says_on(on).status).in_(DEAD)
    ours = col(RiskVersion.organisation_id) == actor.organisation_id
    hidden = col(RiskVersion.visibility) == Visibility.RESTRICTED, ~visible(actor)
    return sa.and_(ours, dead if actor.sees_restricted else sa.or_(dead, sa.and_(*hidden)))


def _left_out(actor: Actor) -> Any:
    """Return the cells of the risks that are not live or not the actor's to know of, one by one.

    They are few: taking them off what an index counts reads far less than looking at every risk.
    """
    dead = col(RiskVersion.status).in_(DEAD)
    if actor.sees_restricted:
        return _standing(actor, dead)
    hidden = sa.and_(
        col(RiskVersion.status).in_(sorted(LIVE)),
        col(RiskVersion.visibility) == Visibility.RESTRICTED,
        ~visible(actor),
    )
    return sa.union_all(_standing(actor, dead), _standing(actor, hidden))


def _standing(actor: Actor, which: Condition) -> Any:
    return (
        sa.select(*CELL, ONE)
        .select_from(RiskVersion)
        .join(Position, position_on(None))
        .where(
            col(RiskVersion.organisation_id) == actor.organisation_id,
            still(RiskVersion),
            which,
        )
    )
