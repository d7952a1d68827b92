"""The statements for what is due, one for each kind: when, of what, whose it is."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import ON_REGISTER, Visibility
from riskapp.domain.permissions import Actor, Role
from riskapp.domain.reminders import SOON, DueKind
from riskapp.models import (
    Assurance,
    ControlVersion,
    Decision,
    DecisionTerms,
    Milestone,
    MilestoneDue,
    Programme,
    Risk,
    RiskMilestone,
    RiskVersion,
)
from riskapp.queries.holders import is_held
from riskapp.queries.joins import of_same_risk, points_at
from riskapp.queries.milestone_rows import shown
from riskapp.queries.quality_facts import ENDED
from riskapp.queries.register_flags import next_review
from riskapp.queries.scope import Condition, same_risk, still, visible, was_agreed

_Newer = aliased(Assurance)


@dataclass(frozen=True, slots=True)
class Whose:
    """For whom what is due is asked; after `days` overdue the line is told, 0 is never."""

    actor: Actor
    days: int

    @property
    def held(self) -> list[UUID]:
        """The posts of the actor."""
        return sorted(self.actor.posts)

    def soon(self, kind: DueKind) -> date:
        """Return the last day that is told of."""
        return self.actor.today + SOON[kind]

    def long_ago(self, due_on: Any) -> Condition:
        """Keep what has been overdue for so long that the line is told."""
        if not self.days:
            return sa.false()
        return sa.and_(due_on < self.actor.today - timedelta(days=self.days))

    def own_risk(self) -> Condition:
        """Keep the risks that are the actor's to look after.

        They handle or own it; where nobody holds either post, it is its unit's risk lead's.
        """
        owner, handler = RiskVersion.owner_post_id, RiskVersion.handler_post_id
        mine = [self.among(owner), self.among(handler)]
        if self.actor.role is Role.RISK_LEAD:
            day = self.actor.today
            nobody = ~is_held(self.actor, owner, day), ~is_held(self.actor, handler, day)
            mine.append(sa.and_(*nobody))
        return sa.or_(*mine)

    def area(self) -> Condition:
        """Keep the risks of which the actor is the executive."""
        return self.among(RiskVersion.executive_post_id)

    def among(self, post: Any) -> Condition:
        """Tell whether a post is one of the actor's; never unknown."""
        return sa.and_(col(post).is_not(None), col(post).in_(self.held))

    def live(self) -> tuple[Condition, ...]:
        """Keep what risks say now, of those on the register that the actor may know of."""
        on_register = col(RiskVersion.status).in_(sorted(ON_REGISTER))
        return still(RiskVersion), on_register, visible(self.actor)


def reviews_due(whose: Whose) -> Any:
    """Return the statement for risks whose review is due."""
    due = next_review(whose.actor.today)
    query = _of_risk(DueKind.REVIEW, due, whose.own_risk()).select_from(Risk)
    joined = query.join(RiskVersion, same_risk())
    return _asked(joined, whose, DueKind.REVIEW, due, whose.own_risk())


def acceptances_due(whose: Whose) -> Any:
    """Return the statement for acceptances that expire."""
    due = col(DecisionTerms.expires_on)
    query = (
        _of_risk(DueKind.ACCEPTANCE, due, whose.own_risk())
        .select_from(Decision)
        .join(DecisionTerms, points_at(DecisionTerms.decision_id, Decision))
        .join(Risk, points_at(Decision.risk_id, Risk))
        .join(RiskVersion, same_risk())
        .where(
            col(Decision.kind) == DecisionKind.ACCEPT,
            was_agreed(),
            col(DecisionTerms.ended_on).is_(None),
        )
    )
    return _asked(query, whose, DueKind.ACCEPTANCE, due, whose.own_risk())


def assurances_due(whose: Whose) -> Any:
    """Return the statement for assurances that expire and that no newer one replaces."""
    due = col(Assurance.expires_on)
    own = sa.or_(whose.own_risk(), whose.among(ControlVersion.owner_post_id))
    of_nothing = col(Assurance.control_id).is_(None)
    query = (
        _of_risk(DueKind.ASSURANCE, due, own)
        .select_from(Assurance)
        .join(Risk, points_at(Assurance.risk_id, Risk))
        .join(RiskVersion, same_risk())
        .outerjoin(ControlVersion, _its_control())
        .where(
            col(Assurance.withdrawn_on).is_(None),
            sa.or_(of_nothing, col(ControlVersion.control_id).is_not(None)),
            ~_replaced(),
        )
    )
    return _asked(query, whose, DueKind.ASSURANCE, due, own)


def milestones_due(whose: Whose) -> Any:
    """Return the statement for milestones that are due.

    They are their owner's; where nobody holds that post, of whoever looks after a risk that they
    mitigate, or leads their programme; where nobody leads that either, the risk manager's.
    """
    due = col(MilestoneDue.due_on)
    leads = _programmes(whose)
    nobody = ~is_held(whose.actor, Milestone.owner_post_id, whose.actor.today)
    theirs = sa.or_(_serves(whose, whose.own_risk()), leads, _orphaned(whose))
    own = sa.or_(whose.among(Milestone.owner_post_id), sa.and_(nobody, theirs))
    line = sa.and_(sa.or_(_serves(whose, whose.area()), leads), whose.long_ago(due))
    return (
        _of_milestone(whose, due, own)
        .where(
            still(MilestoneDue),
            col(Milestone.status).not_in(ENDED),
            shown(whose.actor, whose.actor.today),
            due <= whose.soon(DueKind.MILESTONE),
            sa.or_(own, line),
        )
        .order_by(due, col(Milestone.number))
    )


def _of_risk(kind: DueKind, due: Any, own: Condition) -> Any:
    hidden = col(RiskVersion.visibility) == Visibility.RESTRICTED
    return _columns(kind, due, own, (col(Risk.number), col(RiskVersion.title), hidden))


def _of_milestone(whose: Whose, due: Any, own: Condition) -> Any:
    hidden = _serves(whose, col(RiskVersion.visibility) == Visibility.RESTRICTED)
    what = (col(Milestone.number), col(Milestone.words), hidden)
    return (
        _columns(DueKind.MILESTONE, due, own, what)
        .select_from(Milestone)
        .join(MilestoneDue, points_at(MilestoneDue.milestone_id, Milestone))
    )


def _columns(kind: DueKind, due: Any, own: Condition, what: tuple[Any, Any, Condition]) -> Any:
    number, words, hidden = what
    return sa.select(
        sa.literal(kind.value).label("kind"),
        *(due.label("due_on"), number.label("number"), words.label("words")),
        *(hidden.label("restricted"), own.label("own")),
        sa.func.count().over().label("total"),
    )


def _asked(query: Any, whose: Whose, kind: DueKind, due: Any, own: Condition) -> Any:
    """Keep what is soon due and the actor's own, or long overdue in their area."""
    line = sa.and_(whose.area(), whose.long_ago(due))
    which = (*whose.live(), due <= whose.soon(kind), sa.or_(own, line))
    return query.where(*which).order_by(due, col(Risk.number))


def _its_control() -> Condition:
    """Join the control that an assurance is of, unless it is retired."""
    return sa.and_(
        col(ControlVersion.organisation_id) == col(Assurance.organisation_id),
        col(ControlVersion.control_id) == col(Assurance.control_id),
        still(ControlVersion),
    )


def _replaced() -> Condition:
    """Tell an assurance of which the same line has a newer one that holds longer."""
    control = sa.func.coalesce(sa.cast(col(Assurance.control_id), sa.String), "")
    newer = sa.func.coalesce(sa.cast(col(_Newer.control_id), sa.String), "")
    return (
        sa.exists()
        .where(
            of_same_risk(_Newer, Assurance),
            newer == control,
            col(_Newer.line) == col(Assurance.line),
            col(_Newer.withdrawn_on).is_(None),
            sa.func.coalesce(col(_Newer.expires_on), FOREVER) > col(Assurance.expires_on),
        )
        .correlate(Assurance)
    )


def _serves(whose: Whose, which: Condition) -> Condition:
    """Tell a milestone that mitigates a risk of which something is so."""
    served = (
        sa.select(col(RiskMilestone.milestone_id))
        .join(Risk, points_at(RiskMilestone.risk_id, Risk))
        .join(RiskVersion, same_risk())
        .where(
            col(RiskMilestone.organisation_id) == whose.actor.organisation_id,
            still(RiskMilestone),
            *whose.live(),
            which,
        )
    )
    return col(Milestone.id).in_(served)


def _orphaned(whose: Whose) -> Condition:
    """Tell a milestone of a programme that nobody leads, to the risk manager."""
    if whose.actor.role is not Role.RISK_MANAGER:
        return sa.false()
    orphaned = sa.select(col(Programme.id)).where(
        col(Programme.organisation_id) == whose.actor.organisation_id,
        ~is_held(whose.actor, Programme.executive_post_id, whose.actor.today),
    )
    of_one = col(Milestone.programme_id)
    return sa.and_(of_one.is_not(None), of_one.in_(orphaned))


def _programmes(whose: Whose) -> Condition:
    """Tell a milestone of a programme that the actor leads."""
    led = sa.select(col(Programme.id)).where(
        col(Programme.organisation_id) == whose.actor.organisation_id,
        col(Programme.executive_post_id).in_(whose.held),
    )
    return sa.and_(col(Milestone.programme_id).is_not(None), col(Milestone.programme_id).in_(led))
