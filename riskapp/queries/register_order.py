"""The orders in which the register is read: each ends in what no two risks share."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col

from riskapp.domain.filters import RegisterFilters, Sort
from riskapp.domain.scoring import ScoreKind
from riskapp.models import (
    Objective,
    Placement,
    Position,
    Post,
    Risk,
    RiskObjective,
    RiskVersion,
    Unit,
)
from riskapp.queries.joins import of_same_risk, points_at
from riskapp.queries.register_columns import position_on, says_on
from riskapp.queries.scope import holds

BY_RISK: Final = frozenset({Sort.REFERENCE, Sort.OPENED})
"""The orders that read Risk, which the statement joins for them."""

_Aim = aliased(Position)

Keys = Sequence[tuple[Any, bool]]
"""What to order by, and whether each begins with the highest."""


def order_of(filters: RegisterFilters, on: date | None) -> list[Any]:
    """Return what to order by; turned round, all of it is, so that an index still serves."""
    keys = _KEYS[filters.sort](on)
    return [key.desc() if falls is not filters.backwards else key.asc() for key, falls in keys]


def _unit(on: date | None) -> Any:
    return sa.select(col(Unit.name)).where(points_at(says_on(on).unit_id, Unit))


def _owner(on: date | None) -> Any:
    return sa.select(col(Post.title)).where(points_at(says_on(on).owner_post_id, Post))


def _target(on: date | None) -> Any:
    return sa.select(col(_Aim.score)).where(position_on(on, _Aim, ScoreKind.TARGET))


def _registers(on: date | None) -> Any:
    which = of_same_risk(Placement, RiskVersion), holds(Placement, on)
    return sa.select(sa.func.count()).select_from(Placement).where(*which)


def _objectives(on: date | None) -> Any:
    return (
        sa.select(sa.func.min(col(Objective.number)))
        .select_from(RiskObjective)
        .join(Objective, points_at(RiskObjective.objective_id, Objective))
        .where(of_same_risk(RiskObjective, RiskVersion), holds(RiskObjective, on))
    )


def _one(
    query: Callable[[date | None], Any], nothing: object, *, falls: bool = False
) -> Callable[[date | None], Keys]:
    """Order by one value of each risk, and within it by the risk."""

    def keys(on: date | None) -> Keys:
        one = query(on).correlate(RiskVersion, says_on(on)).scalar_subquery()
        return [(sa.func.coalesce(one, nothing), falls), (col(RiskVersion.risk_id), falls)]

    return keys


_KEYS: Final[Mapping[Sort, Callable[[date | None], Keys]]] = MappingProxyType(
    {
        Sort.SCORE: lambda _: [(col(Position.score), True), (col(Position.risk_id), False)],
        Sort.REFERENCE: lambda _: [(col(Risk.number), False)],
        Sort.TITLE: lambda on: [(col(says_on(on).title), False), (col(says_on(on).risk_id), False)],
        Sort.OPENED: lambda _: [(col(Risk.opened_on), True), (col(Risk.number), True)],
        Sort.UNIT: _one(_unit, ""),
        Sort.OWNER: _one(_owner, ""),
        Sort.TARGET: _one(_target, 0, falls=True),
        Sort.REGISTERS: _one(_registers, 0, falls=True),
        Sort.OBJECTIVES: _one(_objectives, ""),
    }
)
