"""Which risks belong on a month's list today, and for which reasons."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.escalation import Register
from riskapp.domain.filters import Flag
from riskapp.domain.lifecycle import ON_REGISTER
from riskapp.domain.months import Listed, MonthState, Outcome, following
from riskapp.domain.permissions import Actor
from riskapp.domain.severity import Severity
from riskapp.models import (
    Decision,
    MatrixVersion,
    Meeting,
    Milestone,
    MilestoneDue,
    MonthlyItem,
    MonthlyOutcome,
    MonthlyReview,
    Placement,
    Risk,
    RiskMilestone,
    RiskVersion,
)
from riskapp.queries.joins import of_same_risk, points_at
from riskapp.queries.quality import look_at_all
from riskapp.queries.quality_facts import ENDED
from riskapp.queries.register_flags import Then, is_so
from riskapp.queries.scope import (
    Condition,
    holds,
    not_withdrawn,
    same_risk,
    still,
    still_open,
    visible,
    was_agreed,
)

_Later = aliased(MonthlyOutcome)
_Earlier = aliased(MilestoneDue)


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom and for which month; `since` is the day on which the last one was closed."""

    actor: Actor
    month: date
    since: date

    def here(self, table: Any) -> Condition:
        """Keep a table's rows of the organisation."""
        return col(table.organisation_id) == self.actor.organisation_id


def list_reasons(session: Session, asked: Asked) -> Mapping[UUID, frozenset[Listed]]:
    """Return the risks that belong on the list and that the actor may know of, and why.

    Reviews overdue, milestones and quality count for risks that are on a register: the rest is
    their own leads' to see to.
    """
    found: dict[UUID, set[Listed]] = {}
    for row in session.connection().execute(reasons_query(asked)):
        found.setdefault(row.risk_id, set()).add(Listed(row.listed))
    for risk_id in _of_poor_quality(session, asked):
        found.setdefault(risk_id, set()).add(Listed.QUALITY)
    return {risk_id: frozenset(reasons) for risk_id, reasons in found.items()}


def reasons_query(asked: Asked) -> Any:
    """Return the statement for every reason but quality, each with the risk's id and number."""
    reasons = sa.union(*_reasons(asked)).subquery()
    return (
        sa.select(reasons.c.risk_id, reasons.c.listed, col(Risk.number))
        .select_from(reasons)
        .join(Risk, sa.and_(asked.here(Risk), col(Risk.id) == reasons.c.risk_id))
        .join(RiskVersion, same_risk())
        .where(still(RiskVersion), visible(asked.actor), col(RiskVersion.status).in_(_ON_REGISTER))
    )


_ON_REGISTER = sorted(ON_REGISTER)


def _reasons(asked: Asked) -> Sequence[Any]:
    hlrr = col(Placement.register_kind) == Register.HLRR
    return (
        _because(Listed.ON_HLRR, Placement).where(asked.here(Placement), hlrr, still(Placement)),
        *_of_decisions(asked),
        *_of_risks(asked),
        *_of_milestones(asked),
        _deferred(asked),
        _left_undecided(asked),
    )


def _because(listed: Listed, table: Any) -> Any:
    return sa.select(col(table.risk_id).label("risk_id"), sa.literal(listed.value).label("listed"))


def _of_decisions(asked: Asked) -> Iterator[Any]:
    """Return what is proposed, asked or was handed on."""
    matrix = sa.and_(asked.here(MatrixVersion), holds(MatrixVersion, asked.actor.today))
    kind, validate = col(Decision.kind), col(Decision.kind) == DecisionKind.VALIDATE
    reaches = sa.and_(
        sa.func.coalesce(col(Decision.from_score), 0) < col(MatrixVersion.threshold),
        col(Decision.to_score) >= col(MatrixVersion.threshold),
    )
    place = kind == DecisionKind.PLACE
    opened = (
        (Listed.ESCALATION_PROPOSED, sa.or_(place, sa.and_(validate, reaches))),
        (Listed.VALIDATION_OPEN, sa.and_(validate, ~reaches, _on_a_register(Decision))),
        (Listed.REMOVAL_PROPOSED, kind == DecisionKind.REMOVE),
        (Listed.QUESTION_OPEN, kind == DecisionKind.ANSWER_OBJECTIVE),
    )
    for listed, which in opened:
        query = _because(listed, Decision).join(MatrixVersion, matrix)
        yield query.where(asked.here(Decision), still_open(), which)
    handed = kind == DecisionKind.HAND_ON, was_agreed(), col(Decision.decided_on) >= asked.since
    yield _because(Listed.HANDED_ON, Decision).where(asked.here(Decision), *handed)


def _of_risks(asked: Asked) -> Iterator[Any]:
    then, now = Then(None, asked.actor.today), (asked.here(RiskVersion), still(RiskVersion))
    expiring = sa.or_(is_so(Flag.EXPIRED, then), is_so(Flag.EXPIRES, then))
    yield _because(Listed.ACCEPTANCE_EXPIRING, RiskVersion).where(*now, expiring)
    overdue = is_so(Flag.REVIEW, then), _on_a_register(RiskVersion)
    yield _because(Listed.REVIEW_OVERDUE, RiskVersion).where(*now, *overdue)


def _of_milestones(asked: Asked) -> Iterator[Any]:
    """Return the risks whose milestones are late, or were put off since the last review."""
    begun = (
        asked.here(RiskMilestone),
        still(RiskMilestone),
        col(Milestone.status).not_in(ENDED),
        still(MilestoneDue),
        _on_a_register(RiskMilestone),
    )
    late = _because(Listed.MILESTONE_OVERDUE, RiskMilestone).where(
        *begun, col(MilestoneDue.due_on) < asked.actor.today
    )
    yield _with_dues(late)
    before = sa.and_(
        col(_Earlier.organisation_id) == col(MilestoneDue.organisation_id),
        col(_Earlier.milestone_id) == col(MilestoneDue.milestone_id),
        col(_Earlier.until_on) == col(MilestoneDue.from_on),
        col(_Earlier.due_on) < col(MilestoneDue.due_on),
    )
    slipped = _because(Listed.MILESTONE_SLIPPED, RiskMilestone).where(
        *begun, col(MilestoneDue.from_on) >= asked.since
    )
    yield _with_dues(slipped).join(_Earlier, before)


def _with_dues(query: Any) -> Any:
    return query.join(Milestone, points_at(RiskMilestone.milestone_id, Milestone)).join(
        MilestoneDue, points_at(MilestoneDue.milestone_id, Milestone)
    )


def _on_a_register(table: Any) -> Condition:
    return sa.exists().where(of_same_risk(Placement, table), still(Placement)).correlate(table)


def _deferred(asked: Asked) -> Any:
    """Return what was deferred to a meeting by this month's end, and was not taken up since."""
    later = col(_Later.id) > col(MonthlyOutcome.id)
    since = sa.and_(of_same_risk(_Later, MonthlyOutcome), later, not_withdrawn(_Later))
    return (
        _because(Listed.DEFERRED_HERE, MonthlyOutcome)
        .join(MonthlyReview, points_at(MonthlyOutcome.monthly_review_id, MonthlyReview))
        .join(Meeting, points_at(MonthlyOutcome.deferred_to_id, Meeting))
        .where(
            asked.here(MonthlyOutcome),
            col(MonthlyOutcome.outcome) == Outcome.DEFERRED,
            not_withdrawn(MonthlyOutcome),
            col(MonthlyReview.month) < asked.month,
            col(Meeting.held_on) < following(asked.month),
            ~sa.exists().where(since).correlate(MonthlyOutcome),
        )
    )


def _left_undecided(asked: Asked) -> Any:
    """Return what the last closed month left undecided and nobody has taken up since."""
    last = (
        sa.select(sa.func.max(col(MonthlyReview.month)))
        .where(asked.here(MonthlyReview), col(MonthlyReview.month) < asked.month)
        .scalar_subquery()
    )
    return (
        _because(Listed.LEFT_UNDECIDED, MonthlyItem)
        .join(MonthlyReview, points_at(MonthlyItem.monthly_review_id, MonthlyReview))
        .where(
            asked.here(MonthlyItem),
            col(MonthlyReview.month) == last,
            col(MonthlyReview.state) == MonthState.CLOSED,
            ~settled(MonthlyItem),
        )
    )


def settled(item: Any) -> Condition:
    """Keep the items of which something came; a deferral within the month settles nothing."""
    return (
        sa.exists()
        .where(
            of_same_risk(MonthlyOutcome, item),
            col(MonthlyOutcome.monthly_review_id) == col(item.monthly_review_id),
            not_withdrawn(MonthlyOutcome),
            ~_within(),
        )
        .correlate(item)
    )


def _within() -> Condition:
    """Keep the outcomes that put a risk off to another meeting of the same month."""
    return (
        sa.exists()
        .where(
            points_at(MonthlyOutcome.deferred_to_id, Meeting),
            col(Meeting.monthly_review_id) == col(MonthlyOutcome.monthly_review_id),
        )
        .correlate(MonthlyOutcome)
    )


def is_of_poor_quality(session: Session, asked: Asked, risk_id: UUID) -> bool:
    """Tell whether its quality alone puts a risk on the list today."""
    return any(_of_poor_quality(session, asked, col(RiskVersion.risk_id) == risk_id))


def _of_poor_quality(
    session: Session, asked: Asked, which: Condition | None = None
) -> Iterator[UUID]:
    """Return the risks on a register that fail a check that is serious to the organisation."""
    listed = sa.and_(_on_a_register(RiskVersion), sa.true() if which is None else which)
    for one in look_at_all(session, asked.actor, listed):
        if any(failed.severity is Severity.SERIOUS for failed in one.failed):
            yield one.id
