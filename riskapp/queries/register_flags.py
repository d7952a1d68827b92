"""What may be so of a risk, as conditions of the register: it has a gap, it has happened."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col

from riskapp.domain.decisions import AcceptanceEnd, DecisionKind, DecisionState
from riskapp.domain.filters import EXPIRES_SOON, Flag
from riskapp.domain.scoring import ScoreKind
from riskapp.models import (
    Assurance,
    Decision,
    DecisionTerms,
    Gap,
    Occurrence,
    Position,
    Review,
    RiskVersion,
)
from riskapp.queries.joins import of_same_risk
from riskapp.queries.quality_facts import UPPER, assurance_counts
from riskapp.queries.register_columns import position_on
from riskapp.queries.scope import Condition, holds, not_withdrawn

_Aim = aliased(Position)
_Now = aliased(Position)


@dataclass(frozen=True, slots=True)
class Then:
    """As at which day a flag is asked for: `on` is None for now, `day` is never."""

    on: date | None
    day: date


def is_so(flag: Flag, then: Then) -> Condition:
    """Keep the risks of which something is so; the statement must have RiskVersion."""
    return _CONDITIONS[flag](then)


def next_review(day: date) -> Any:
    """Return the day by which a risk is due to be reviewed, None where none is set."""
    return (
        sa.select(col(Review.next_on))
        .where(
            of_same_risk(Review, RiskVersion), col(Review.reviewed_on) <= day, not_withdrawn(Review)
        )
        .order_by(col(Review.reviewed_on).desc(), col(Review.id).desc())
        .limit(1)
        .correlate(RiskVersion)
        .scalar_subquery()
    )


def _any(table: Any, *which: Condition) -> Condition:
    return sa.exists().where(of_same_risk(table, RiskVersion), *which).correlate(RiskVersion)


def _has_gap(then: Then) -> Condition:
    return _any(Gap, holds(Gap, then.on))


def _lacks_upper(then: Then) -> Condition:
    return ~_any(Assurance, col(Assurance.line).in_(UPPER), assurance_counts(then.day))


def _has_happened(then: Then) -> Condition:
    return _any(Occurrence, col(Occurrence.entered_on) <= then.day)


def _is_overdue(then: Then) -> Condition:
    return sa.and_(next_review(then.day) < then.day)


def _missed_target(then: Then) -> Condition:
    """Keep the risks that still stand above their target after its date."""
    return _any(
        _Aim,
        position_on(then.on, _Aim, ScoreKind.TARGET),
        col(_Aim.target_on) < then.day,
        position_on(then.on, _Now),
        col(_Now.score) > col(_Aim.score),
    )


def _accepted(*which: Condition) -> Condition:
    """Keep the risks with an acceptance that was agreed and of which more is so."""
    terms = sa.and_(
        col(DecisionTerms.organisation_id) == col(Decision.organisation_id),
        col(DecisionTerms.decision_id) == col(Decision.id),
    )
    agreed = col(Decision.kind) == DecisionKind.ACCEPT, col(Decision.state) == DecisionState.AGREED
    return _any(Decision, terms, *agreed, *which)


def _expired(then: Then) -> Condition:
    """Keep those whose acceptance came to its day and was replaced by no other since."""
    ended = col(DecisionTerms.ended_by) == AcceptanceEnd.EXPIRED
    stands = col(DecisionTerms.ended_on).is_(None)
    past = sa.and_(stands, col(DecisionTerms.expires_on) < then.day)
    return sa.and_(
        _accepted(sa.or_(past, sa.and_(ended, col(DecisionTerms.ended_on) <= then.day))),
        ~_accepted(col(Decision.decided_on) <= then.day, _standing(then.day)),
    )


def _expires(then: Then) -> Condition:
    soon = then.day + timedelta(days=EXPIRES_SOON)
    return _accepted(
        col(Decision.decided_on) <= then.day,
        _standing(then.day),
        col(DecisionTerms.expires_on) <= soon,
    )


def _standing(day: date) -> Condition:
    """Keep the acceptances that neither ended by that day nor came to theirs."""
    ended = col(DecisionTerms.ended_on)
    expires = col(DecisionTerms.expires_on)
    return sa.and_(sa.or_(ended.is_(None), ended > day), sa.or_(expires.is_(None), expires >= day))


_CONDITIONS: Final[Mapping[Flag, Callable[[Then], Condition]]] = MappingProxyType(
    {
        Flag.GAP: _has_gap,
        Flag.NO_UPPER: _lacks_upper,
        Flag.HAPPENED: _has_happened,
        Flag.REVIEW: _is_overdue,
        Flag.TARGET: _missed_target,
        Flag.EXPIRED: _expired,
        Flag.EXPIRES: _expires,
    }
)
