"""The life of risks: what one is must follow from what was decided about it."""

from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.escalation import REGISTER_NAMES
from riskapp.domain.lifecycle import OVER, RiskStatus, status_words
from riskapp.domain.scoring import ScoreKind
from riskapp.models import (
    Decision,
    DecisionTerms,
    Placement,
    Position,
    RiskMerge,
    RiskVersion,
)
from riskapp.queries.checks.rows import about, name_of, rows_of
from riskapp.queries.joins import of_same_risk, points_at
from riskapp.queries.scope import Condition, still, still_open

STATUS = col(RiskVersion.status)


def find_false_lives(session: Session) -> Iterator[str]:
    """Name each risk whose status does not follow from what was decided about it."""
    for query, words in _found_by():
        for row in rows_of(session, query):
            yield f"{name_of(row)}: {words(row.about)}."


def _found_by() -> Iterator[tuple[sa.Select[Any], Callable[[Any], str]]]:
    """Yield each thing that must not be: the question for it, and its words."""
    tolerated, merged = STATUS == RiskStatus.TOLERATED, STATUS == RiskStatus.MERGED
    yield _now(tolerated, ~_accepted()), lambda _: "it is tolerated, but no acceptance holds"
    yield (
        _now(~tolerated, _accepted()),
        lambda status: f"an acceptance holds, but it is {status_words(status)}",
    )
    yield _exceeded(), lambda score: f"its score {score} is above what was accepted"
    yield _now(merged, ~_merged()), lambda _: "it is merged, but into which risk is not kept"
    yield (
        _now(~merged, _merged()),
        lambda status: f"it went into another risk, but it is {status_words(status)}",
    )
    yield (
        _still_on_a_register(),
        lambda register: f"its life is over, but it is on the {REGISTER_NAMES[register]}",
    )
    yield (
        _still_to_decide(),
        lambda kind: f"its life is over, but a decision is open ({kind.value})",
    )


def _now(*which: Condition) -> sa.Select[Any]:
    return about(RiskVersion, STATUS).where(still(RiskVersion), *which)


def _holds() -> Condition:
    """Keep the acceptances that were agreed and have not ended."""
    return sa.and_(
        col(Decision.kind) == DecisionKind.ACCEPT,
        col(Decision.state) == DecisionState.AGREED,
        points_at(DecisionTerms.decision_id, Decision),
        col(DecisionTerms.ended_on).is_(None),
    )


def _accepted() -> Condition:
    return sa.exists().where(of_same_risk(Decision, RiskVersion), _holds()).correlate(RiskVersion)


def _merged() -> Condition:
    merged = sa.exists().where(of_same_risk(RiskMerge, RiskVersion), still(RiskMerge))
    return merged.correlate(RiskVersion)


def _over(table: type) -> Condition:
    """Tell whether the life of the risk that a row is about is over."""
    over = STATUS.in_(sorted(OVER))
    return sa.exists().where(of_same_risk(RiskVersion, table), still(RiskVersion), over)


def _exceeded() -> sa.Select[Any]:
    above = sa.exists().where(
        of_same_risk(Decision, Position),
        _holds(),
        col(DecisionTerms.up_to_score) < col(Position.score),
    )
    current = col(Position.kind) == ScoreKind.CURRENT
    held = about(Position, col(Position.score)).where(still(Position), current)
    return held.where(above.correlate(Position))


def _still_on_a_register() -> sa.Select[Any]:
    held = about(Placement, col(Placement.register_kind)).where(still(Placement))
    return held.where(_over(Placement).correlate(Placement))


def _still_to_decide() -> sa.Select[Any]:
    """Ask for what is open about a risk whose life is over, but opening it again."""
    waiting = about(Decision, col(Decision.kind)).where(still_open())
    other = col(Decision.kind) != DecisionKind.REOPEN
    return waiting.where(other, _over(Decision).correlate(Decision))
