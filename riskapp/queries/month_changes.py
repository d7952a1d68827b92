"""What happened to a risk and its milestones lately, in sentences."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.families import MEMBERS, Family
from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import Actor
from riskapp.models import History, RiskMilestone
from riskapp.queries.history_lines import COLUMNS, read_lines, with_words
from riskapp.queries.scope import number_if_known, still
from riskapp.readmodels.history import HistoryLine
from riskapp.readmodels.month_risk import Changes

LATEST = 5
"""How many entries of a risk are at hand, however long ago they were made."""
_FAMILIES = (
    Family.SCORES,
    Family.REGISTERS,
    Family.DECISIONS,
    Family.CONTROLS,
    Family.MILESTONES,
    Family.STATEMENTS,
)
_MILESTONES = MEMBERS[Family.MILESTONES]
_SAID_ELSEWHERE = frozenset({Happening.DECIDED_AT_MEETING})
"""What tells once more of a deed that tells of itself."""


def list_changes(session: Session, actor: Actor, risk_id: UUID, since: date) -> Changes:
    """Return what changed about a risk since a day, by family, and what happened to it last.

    The caller has made sure that the actor may know of the risk.
    """
    lines = read_lines(session, with_words(_entries(actor, risk_id, since)))
    own = [line for row, line in lines if row.risk_id == risk_id]
    recent = [line for row, line in lines if row.entered_on >= since]
    return Changes(tuple(_by_family(recent)), tuple(own[:LATEST]))


def _entries(actor: Actor, risk_id: UUID, since: date) -> sa.Select[*tuple[Any, ...]]:
    """Return the statement for the entries since a day, and for the last ones about the risk."""
    mine = sa.and_(_ours(actor), col(History.risk_id) == risk_id)
    latest = (
        sa.select(col(History.number))
        .where(mine)
        .order_by(col(History.number).desc())
        .limit(LATEST)
    )
    of_its_milestones = sa.and_(
        col(History.subject_id).in_(_milestones(actor, risk_id)),
        col(History.kind).in_(_MILESTONES),
    )
    about = sa.or_(col(History.risk_id) == risk_id, of_its_milestones)
    lately = sa.and_(about, col(History.entered_on) >= since)
    wanted = sa.or_(lately, col(History.number).in_(latest.scalar_subquery()))
    return (
        sa.select(*COLUMNS, number_if_known(actor, col(History.subject_id)).label("linked"))
        .select_from(History)
        .where(_ours(actor), wanted)
    )


def _ours(actor: Actor) -> sa.ColumnElement[bool]:
    return col(History.organisation_id) == actor.organisation_id


def _milestones(actor: Actor, risk_id: UUID) -> sa.Select[*tuple[Any, ...]]:
    return sa.select(col(RiskMilestone.milestone_id)).where(
        col(RiskMilestone.organisation_id) == actor.organisation_id,
        col(RiskMilestone.risk_id) == risk_id,
        still(RiskMilestone),
    )


def _by_family(lines: Sequence[HistoryLine]) -> list[tuple[Family, tuple[HistoryLine, ...]]]:
    """Return the entries of each family that has any, in the order of the page."""
    told = [(family, _of(lines, MEMBERS[family])) for family in _FAMILIES]
    return [(family, found) for family, found in told if found]


def _of(lines: Sequence[HistoryLine], kinds: Sequence[Happening]) -> tuple[HistoryLine, ...]:
    return tuple(line for line in lines if line.kind in kinds and line.kind not in _SAID_ELSEWHERE)
