"""What waits for the person who has just signed in."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.actions import Action
from riskapp.domain.decisions import RIGHT_TO_DECIDE, TAKES_ANOTHER, DecisionKind
from riskapp.domain.lifecycle import LIVE, RiskStatus
from riskapp.domain.milestones import StandingKind
from riskapp.domain.permissions import Actor, Role, may
from riskapp.domain.references import risk_reference
from riskapp.domain.scoring import ScoreKind
from riskapp.models import Assessment, Decision, DecisionTerms, Position, Risk, RiskVersion
from riskapp.queries.joins import points_at
from riskapp.queries.milestones import MilestoneFilters, get_milestone_page
from riskapp.queries.months import list_months
from riskapp.queries.names import list_post_names
from riskapp.queries.redactions import list_redactions_to_decide
from riskapp.queries.register import list_register_rows
from riskapp.queries.scope import (
    Condition,
    named_posts,
    same_risk,
    still,
    still_open,
    visible,
    was_agreed,
)
from riskapp.readmodels.my_work import Expiring, MyWork, Waiting
from riskapp.readmodels.plan import RiskName

MOST = 20
NOT_YET_OPEN = (RiskStatus.DRAFT, RiskStatus.AWAITING_APPROVAL)
SOON = timedelta(days=30)
"""How long before an acceptance expires it is asked what comes after it."""


def get_my_work(session: Session, actor: Actor) -> MyWork:
    """Return what waits for the actor today: at most 20 of each kind, and how many there are."""
    waiting, waiting_total = _waiting(session, actor)
    risks, risks_total = _risk_ids(session, actor)
    late = MilestoneFilters(standing=StandingKind.LATE, within_reach=True)
    page = get_milestone_page(session, actor, late, size=MOST)
    rows = list_register_rows(session, actor, risks)
    redactions = list_redactions_to_decide(session, actor)
    return MyWork(
        waiting,
        waiting_total,
        rows,
        risks_total,
        page.rows,
        page.total,
        redactions,
        _expiring(session, actor),
        _posts(session, actor),
        list_months(session, actor) if may(actor, Action.OPEN_MONTH) else None,
    )


def _posts(session: Session, actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Return the posts that the actor holds, by id and title."""
    if not actor.posts:
        return ()
    return tuple(one for one in list_post_names(session, actor) if one[0] in actor.posts)


def _expiring(session: Session, actor: Actor) -> tuple[Expiring, ...]:
    """Return the acceptances that have expired or soon will, for those who may propose another."""
    if not may(actor, Action.PROPOSE_ACCEPTANCE):
        return ()
    found = session.connection().execute(_expiring_query(actor))
    return tuple(
        Expiring(
            RiskName(row.id, risk_reference(row.number), row.title),
            row.expires_on,
            expired=row.expires_on < actor.today,
        )
        for row in found
    )


def _expiring_query(actor: Actor) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            *(col(Risk.id), col(Risk.number), col(RiskVersion.title)),
            col(DecisionTerms.expires_on),
        )
        .select_from(Decision)
        .join(DecisionTerms, points_at(DecisionTerms.decision_id, Decision))
        .join(Risk, points_at(Decision.risk_id, Risk))
        .join(RiskVersion, same_risk())
        .where(
            col(Decision.organisation_id) == actor.organisation_id,
            col(Decision.kind) == DecisionKind.ACCEPT,
            was_agreed(),
            col(DecisionTerms.ended_on).is_(None),
            col(DecisionTerms.expires_on) <= actor.today + SOON,
            still(RiskVersion),
            visible(actor),
        )
        .order_by(col(DecisionTerms.expires_on), col(Risk.number))
        .limit(MOST)
    )


def _waiting(session: Session, actor: Actor) -> tuple[tuple[Waiting, ...], int]:
    """Return the decisions that the actor may take, the oldest first, and how many there are."""
    kinds = [kind for kind, right in RIGHT_TO_DECIDE.items() if may(actor, right)]
    found = session.connection().execute(_waiting_query(actor, kinds)).all()
    waiting = tuple(
        Waiting(
            kind=row.kind,
            risk=RiskName(row.id, risk_reference(row.number), row.title),
            since_days=max(0, (actor.today - row.opened_on).days),
            to_score=row.to_score,
            register=row.register_kind,
        )
        for row in found
    )
    return waiting, found[0].total if found else 0


def _waiting_query(actor: Actor, kinds: Sequence[DecisionKind]) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            *(col(Decision.kind), col(Decision.opened_on), col(Decision.to_score)),
            *(col(Decision.register_kind), col(Risk.id), col(Risk.number)),
            *(col(RiskVersion.title), sa.func.count().over().label("total")),
        )
        .select_from(Decision)
        .join(Risk, points_at(Decision.risk_id, Risk))
        .join(RiskVersion, same_risk())
        .outerjoin(Assessment, points_at(Decision.assessment_id, Assessment))
        .outerjoin(DecisionTerms, points_at(DecisionTerms.decision_id, Decision))
        .where(
            col(Decision.organisation_id) == actor.organisation_id,
            still_open(),
            col(Decision.kind).in_(kinds),
            still(RiskVersion),
            visible(actor),
            sa.not_(_own_case(actor)),
            *_reached(actor),
        )
        .order_by(col(Decision.opened_on), col(Decision.id))
        .limit(MOST)
    )


def _reached(actor: Actor) -> Iterator[Condition]:
    """Keep what goes to a unit only for those whose role reaches that unit."""
    if actor.units is not None:
        unit = col(DecisionTerms.unit_id)
        yield sa.or_(unit.is_(None), unit.in_(sorted(actor.units)))


def _own_case(actor: Actor) -> Condition:
    """Tell what the actor began, where it takes a second person."""
    mine, approve = col(Risk.raised_by_id) == actor.person_id, DecisionKind.APPROVE
    takes_another = col(Decision.kind).in_(sorted(TAKES_ANOTHER))
    return sa.or_(
        sa.and_(takes_another, col(Decision.opened_by_id) == actor.person_id),
        sa.and_(col(Decision.kind) == approve, mine),
        sa.and_(
            col(Decision.kind) == DecisionKind.REMOVE,
            sa.func.coalesce(col(Assessment.by_id) == actor.person_id, sa.false()),
        ),
    )


def _risk_ids(session: Session, actor: Actor) -> tuple[list[UUID], int]:
    """Return the actor's risks, drafts and unscored first, then the highest, and how many."""
    begun = sa.or_(col(RiskVersion.status).in_(NOT_YET_OPEN), col(Position.score) == 0)
    current = sa.and_(
        points_at(Position.risk_id, Risk),
        col(Position.kind) == ScoreKind.CURRENT,
        still(Position),
    )
    query = (
        sa.select(col(Risk.id), sa.func.count().over().label("total"))
        .select_from(Risk)
        .join(RiskVersion, same_risk())
        .join(Position, current)
        .where(
            still(RiskVersion),
            col(RiskVersion.status).in_(LIVE),
            visible(actor),
            _concerns(actor),
        )
        .order_by(sa.case((begun, 0), else_=1), col(Position.score).desc(), col(Risk.number))
        .limit(MOST)
    )
    found = session.connection().execute(query).all()
    return [row.id for row in found], found[0].total if found else 0


def _concerns(actor: Actor) -> Condition:
    """Keep the risks that are the actor's to look at.

    A risk lead's are those of their units, a reporter's those they raised; anybody's are those of
    their posts and those on which they wait for somebody; who decides nothing sees what is awaited.
    """
    if actor.role in {Role.RISK_LEAD, Role.REPORTER}:
        return sa.true()
    decides = may(actor, Action.VALIDATE_SCORE)
    return sa.or_(
        *(post.in_(sorted(actor.posts)) for post in named_posts()),
        col(Risk.raised_by_id) == actor.person_id,
        _awaits(col(Decision.opened_by_id) == actor.person_id if decides else sa.true()),
    )


def _awaits(which: Condition) -> Condition:
    return (
        sa.exists()
        .where(
            points_at(Decision.risk_id, Risk),
            still_open(),
            which,
        )
        .correlate(Risk)
    )
