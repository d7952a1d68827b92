"""The orders in which the register is read: each ends in what no two risks share."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.filters import Sort
from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.scoring import ScoreKind
from riskapp.models import (
    Committee,
    Decision,
    Objective,
    Placement,
    Position,
    Post,
    Risk,
    RiskObjective,
    RiskVersion,
    Unit,
)
from riskapp.queries.appetite import lowest_tolerated
from riskapp.queries.joins import of_same_risk, points_at
from riskapp.queries.register_asked import Asked
from riskapp.queries.register_columns import position_on, says_on, undecided
from riskapp.queries.register_dates import last_happened, last_review
from riskapp.queries.register_flags import next_review
from riskapp.queries.register_moves import score_then
from riskapp.queries.scope import holds

BY_RISK: Final = frozenset({Sort.REFERENCE, Sort.OPENED})
"""The orders that read Risk, which the statement joins for them."""
BY_SCORE: Final = frozenset({Sort.SCORE, Sort.APPETITE, Sort.MOVED})
"""The orders that read the current Position."""
WAITED_FOR: Final = (DecisionKind.VALIDATE, DecisionKind.REMOVE, DecisionKind.ANSWER_OBJECTIVE)
NEVER: Final = date.min
NOWHERE: Final = -100
"""Stands below every distance, for the risks that have none."""

_Aim = aliased(Position)

Keys = Sequence[tuple[Any, bool]]
"""What to order by, and whether each begins with the highest."""


def order_of(asked: Asked) -> list[Any]:
    """Return what to order by; turned round, all of it is, so that an index still serves."""
    return [key.desc() if falls else key.asc() for key, falls in keys_of(asked)]


def keys_of(asked: Asked) -> Keys:
    """Return what to order by, and whether each begins with the highest."""
    backwards = asked.filters.backwards
    return [(key, falls is not backwards) for key, falls in _KEYS[asked.filters.sort](asked)]


def _status(asked: Asked) -> Any:
    """Return where a risk is in its life, in the order of the life."""
    says = says_on(asked.on).status
    return sa.case(*((says == status, place) for place, status in enumerate(RiskStatus)))


def _above_appetite(asked: Asked) -> Any:
    scored = sa.case((col(Position.score) > 0, col(Position.score)))
    return scored - lowest_tolerated(asked.on)


def _moved(asked: Asked) -> Any:
    return sa.case((col(Position.score) > 0, col(Position.score) - score_then(asked.day)))


def _unit(asked: Asked) -> Any:
    return sa.select(col(Unit.name)).where(points_at(says_on(asked.on).unit_id, Unit))


def _owner(asked: Asked) -> Any:
    return sa.select(col(Post.title)).where(points_at(says_on(asked.on).owner_post_id, Post))


def _executive(asked: Asked) -> Any:
    return sa.select(col(Post.title)).where(points_at(says_on(asked.on).executive_post_id, Post))


def _committee(asked: Asked) -> Any:
    led_by = says_on(asked.on).lead_committee_id
    return sa.select(col(Committee.name)).where(points_at(led_by, Committee))


def _target(asked: Asked) -> Any:
    return sa.select(col(_Aim.score)).where(position_on(asked.on, _Aim, ScoreKind.TARGET))


def _registers(asked: Asked) -> Any:
    which = of_same_risk(Placement, RiskVersion), holds(Placement, asked.on)
    return sa.select(sa.func.count()).select_from(Placement).where(*which)


def _waiting(asked: Asked) -> Any:
    kinds = (undecided(kind, asked.on) for kind in WAITED_FOR)
    which = of_same_risk(Decision, RiskVersion), sa.or_(*kinds)
    return sa.select(sa.func.count()).select_from(Decision).where(*which)


def _objectives(asked: Asked) -> Any:
    return (
        sa.select(sa.func.min(col(Objective.number)))
        .select_from(RiskObjective)
        .join(Objective, points_at(RiskObjective.objective_id, Objective))
        .where(of_same_risk(RiskObjective, RiskVersion), holds(RiskObjective, asked.on))
    )


def _quality(asked: Asked) -> Any:
    """Return how many checks a risk fails, which the statement joins when it is found."""
    return sa.literal(0) if asked.failures is None else asked.failures.c.number


def _by(
    value: Callable[[Asked], Any], nothing: object, *, falls: bool = False
) -> Callable[[Asked], Keys]:
    """Order by one value of each risk, `nothing` where it has none, and within it by the risk."""

    def keys(asked: Asked) -> Keys:
        one = value(asked)
        if isinstance(one, sa.Select):
            one = one.correlate(RiskVersion, says_on(asked.on)).scalar_subquery()
        return [(sa.func.coalesce(one, nothing), falls), (col(RiskVersion.risk_id), falls)]

    return keys


def _titles(asked: Asked) -> Keys:
    says = says_on(asked.on)
    return [(col(says.title), False), (col(says.risk_id), False)]


_KEYS: Final[Mapping[Sort, Callable[[Asked], Keys]]] = MappingProxyType(
    {
        Sort.SCORE: lambda _: [(col(Position.score), True), (col(Position.risk_id), False)],
        Sort.REFERENCE: lambda _: [(col(Risk.number), False)],
        Sort.TITLE: _titles,
        Sort.OPENED: lambda _: [(col(Risk.opened_on), True), (col(Risk.number), True)],
        Sort.UNIT: _by(_unit, ""),
        Sort.OWNER: _by(_owner, ""),
        Sort.TARGET: _by(_target, 0, falls=True),
        Sort.REGISTERS: _by(_registers, 0, falls=True),
        Sort.OBJECTIVES: _by(_objectives, ""),
        Sort.STATUS: _by(_status, len(RiskStatus)),
        Sort.APPETITE: _by(_above_appetite, NOWHERE, falls=True),
        Sort.EXECUTIVE: _by(_executive, ""),
        Sort.COMMITTEE: _by(_committee, ""),
        Sort.WAITING: _by(_waiting, 0, falls=True),
        Sort.REVIEWED: _by(lambda asked: last_review(asked.day), NEVER),
        Sort.REVIEW: _by(lambda asked: next_review(asked.day), FOREVER),
        Sort.HAPPENED: _by(lambda asked: last_happened(asked.day), NEVER, falls=True),
        Sort.MOVED: _by(_moved, NOWHERE, falls=True),
        Sort.QUALITY: _by(_quality, 0, falls=True),
    }
)
