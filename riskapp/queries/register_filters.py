"""The filters of the register as conditions; which risks fit, and how many there are."""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.filters import (
    PAGE_SIZE,
    AppetiteAsked,
    Awaiting,
    NoObjective,
)
from riskapp.domain.matrix import band_named
from riskapp.models import Decision, Placement, Position, Risk, RiskObjective, RiskVersion
from riskapp.queries.appetite import has_appetite, outside_appetite
from riskapp.queries.holders import is_held, names_post
from riskapp.queries.joins import of_same_risk
from riskapp.queries.register_asked import Asked
from riskapp.queries.register_columns import (
    join_says,
    position_on,
    says_on,
    undecided,
)
from riskapp.queries.register_flags import Then, is_so
from riskapp.queries.register_order import BY_RISK, BY_SCORE, order_of
from riskapp.queries.scope import Condition, holds, same_risk, still, visible
from riskapp.queries.units import unit_and_below

WAITS_FOR: Mapping[Awaiting, DecisionKind] = {
    Awaiting.VALIDATION: DecisionKind.VALIDATE,
    Awaiting.REMOVAL: DecisionKind.REMOVE,
    Awaiting.QUESTION: DecisionKind.ANSWER_OBJECTIVE,
}


def count_query(asked: Asked) -> Any:
    """Return the statement that counts what fits; it reads scores only if a filter does."""
    query = sa.select(sa.func.count()).select_from(RiskVersion)
    if asked.actor.sees_own_only:
        query = query.join(Risk, same_risk())
    if asked.filters.asks_of_scores:
        query = query.join(Position, position_on(asked.on))
    return join_says(query, asked.on).where(*conditions(asked))


def pick_query(asked: Asked, *extra: Any) -> Any:
    """Return the statement for the ids of one page, in order, with what else is asked of each."""
    first = (asked.filters.page - 1) * PAGE_SIZE
    return pick_all_query(asked, *extra).limit(PAGE_SIZE).offset(first)


def pick_all_query(asked: Asked, *extra: Any) -> Any:
    """Return the statement for the ids of all that fit, in order, whichever page is asked for."""
    query = sa.select(col(RiskVersion.risk_id), *extra).select_from(RiskVersion)
    if asked.actor.sees_own_only or asked.filters.sort in BY_RISK:
        query = query.join(Risk, same_risk())
    if asked.filters.asks_of_scores or asked.filters.sort in BY_SCORE:
        query = query.join(Position, position_on(asked.on))
    if asked.failures is not None:
        query = query.outerjoin(asked.failures, asked.failures.c.id == col(RiskVersion.risk_id))
    return join_says(query, asked.on).where(*conditions(asked)).order_by(*order_of(asked))


def conditions(asked: Asked) -> Iterator[Condition]:
    """Yield all that a risk must satisfy to be listed."""
    says = says_on(asked.on)
    yield visible(asked.actor)
    yield still(RiskVersion)
    yield col(says.status).in_(sorted(asked.filters.statuses))
    yield from _of_text_and_place(asked, says)
    yield from _of_posts(asked, says)
    yield from _of_what_is_said(asked, says)
    yield from _of_links(asked)
    yield from _of_scores(asked)
    then = Then(asked.on, asked.day)
    yield from (is_so(flag, then) for flag in sorted(asked.filters.flags))


def _of_text_and_place(asked: Asked, says: Any) -> Iterator[Condition]:
    yield from (col(RiskVersion.risk_id).in_(found) for found in asked.found)
    if asked.filters.unit is not None:
        yield col(says.unit_id).in_(unit_and_below(asked.actor.organisation_id, asked.filters.unit))


def _of_posts(asked: Asked, says: Any) -> Iterator[Condition]:
    if asked.filters.post is not None:
        yield names_post(says, asked.filters.post)
    if asked.filters.vacant:
        yield says.owner_post_id.is_not(None)
        yield ~is_held(asked.actor, says.owner_post_id, asked.day)


def _of_what_is_said(asked: Asked, says: Any) -> Iterator[Condition]:
    filters = asked.filters
    wanted = {
        says.owner_post_id: filters.owner,
        says.executive_post_id: filters.executive,
        says.lead_committee_id: filters.committee,
        says.programme_id: filters.programme,
        says.kind: filters.kind,
    }
    yield from (col(part) == value for part, value in wanted.items() if value is not None)


def _of_links(asked: Asked) -> Iterator[Condition]:
    filters, on = asked.filters, asked.on
    if filters.register is not None:
        yield _has(
            asked, Placement, col(Placement.register_kind) == filters.register, holds(Placement, on)
        )
    if filters.awaiting is not None:
        yield _has(asked, Decision, undecided(WAITS_FOR[filters.awaiting], on))
    if filters.objective is NoObjective.NONE:
        linked = sa.exists().where(
            of_same_risk(RiskObjective, RiskVersion), holds(RiskObjective, on)
        )
        yield ~linked.correlate(RiskVersion)
    elif filters.objective is not None:
        which = col(RiskObjective.objective_id) == filters.objective
        yield _has(asked, RiskObjective, which, holds(RiskObjective, on))


def _of_scores(asked: Asked) -> Iterator[Condition]:
    filters = asked.filters
    if filters.band:
        band = band_named(asked.matrix, filters.band)
        yield col(Position.score).between(band.lowest, band.highest)
    level = {Position.consequence: filters.consequence, Position.likelihood: filters.likelihood}
    yield from (col(part) == value for part, value in level.items() if value is not None)
    if filters.unplottable:
        yield col(Position.consequence).is_(None)
    if filters.appetite is not None:
        outside = filters.appetite is AppetiteAsked.OUTSIDE
        yield outside_appetite(asked.on) if outside else ~has_appetite(asked.on)


def _has(asked: Asked, table: Any, *which: Condition) -> Condition:
    """Keep the risks that have a row of a table."""
    if asked.many:
        return sa.exists().where(of_same_risk(table, RiskVersion), *which).correlate(RiskVersion)
    ours = col(table.organisation_id) == asked.actor.organisation_id
    return col(RiskVersion.risk_id).in_(sa.select(col(table.risk_id)).where(ours, *which))
