"""What the quality checks look at, of many risks in one statement."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col

from riskapp.domain.assurance import Line
from riskapp.domain.decisions import DecisionKind
from riskapp.domain.escalation import Register
from riskapp.domain.lifecycle import ON_REGISTER, Visibility
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.permissions import Actor
from riskapp.domain.quality_facts import RiskFacts
from riskapp.domain.reviews import DATE_CHANGED, NO_CHANGE
from riskapp.domain.scoring import ScoreKind
from riskapp.models import (
    Assurance,
    ControlVersion,
    Decision,
    Gap,
    GapMilestone,
    MatrixVersion,
    Milestone,
    Placement,
    Position,
    QualitySetting,
    Review,
    Risk,
    RiskMilestone,
    RiskObjective,
    RiskVersion,
)
from riskapp.queries.holders import is_held
from riskapp.queries.joins import of_same_risk, points_at
from riskapp.queries.register_columns import awaited, join_says, position_on, says_on, undecided
from riskapp.queries.scope import Condition, holds, not_withdrawn, same_risk, visible

BETWEEN = " "
IS = "="
UPPER = (Line.SECOND, Line.THIRD, Line.EXTERNAL)
ENDED = (MilestoneStatus.DONE, MilestoneStatus.CANCELLED)
NAMED_APART = (DecisionKind.VALIDATE, DecisionKind.ANSWER_OBJECTIVE, DecisionKind.REMOVE)
_Target = aliased(Position)
_Changing = aliased(Review)


def facts_query(actor: Actor, which: Condition, on: date | None) -> Any:
    """Return the statement for the facts of the open and tolerated risks that an actor may see.

    Each row has the id and the number of a risk, its facts but the day in the order in which they
    are declared, and how the organisation has set the checks.
    """
    day = on or actor.today
    facts = _facts(actor, on, day)
    columns = [facts[one.name].label(one.name) for one in fields(RiskFacts) if one.name in facts]
    ours = col(MatrixVersion.organisation_id) == col(Risk.organisation_id)
    query = join_says(
        sa.select(col(Risk.id), col(Risk.number), *columns, _settings(actor, on).label("settings"))
        .select_from(Risk)
        .join(RiskVersion, same_risk()),
        on,
    )
    return (
        query.join(MatrixVersion, sa.and_(ours, holds(MatrixVersion, on)))
        .join(Position, position_on(on))
        .outerjoin(_Target, position_on(on, _Target, ScoreKind.TARGET))
        .where(which, visible(actor), holds(RiskVersion, None))
        .where(col(says_on(on).status).in_(sorted(ON_REGISTER)))
    )


def _facts(actor: Actor, on: date | None, day: date) -> Mapping[str, Any]:
    says = says_on(on)
    return {
        "threshold": col(MatrixVersion.threshold),
        "status": col(says.status),
        "opened_on": col(Risk.opened_on),
        "score": col(Position.score),
        "has_pair": col(Position.consequence).is_not(None),
        "scored_on": sa.case((col(Position.score) > 0, col(Position.from_on))),
        "target": sa.func.coalesce(col(_Target.score), 0),
        "has_statement": sa.and_(*(col(part) != "" for part in _statement(says))),
        "has_owner": col(says.owner_post_id).is_not(None),
        "has_executive": col(says.executive_post_id).is_not(None),
        "restricted": col(says.visibility) == Visibility.RESTRICTED,
        "restriction_review_on": col(says.visibility_review_on),
        "owner_held": is_held(actor, says.owner_post_id, day),
        **_of_registers(on),
        **_of_decisions(on),
        **_of_reviews(day),
        **_of_milestones(on, day),
        **_of_assurances(on, day),
        **_of_gaps(on),
    }


def _statement(says: Any) -> tuple[Any, ...]:
    return says.cause, says.event, says.effect


def _of_registers(on: date | None) -> Mapping[str, Any]:
    return {
        **{
            f"on_{register.value}": _has(Placement, col(Placement.register_kind) == register, on)
            for register in Register
        },
        "has_objective": _has(RiskObjective, sa.true(), on),
    }


def _has(table: Any, which: Condition, on: date | None) -> Condition:
    """Tell whether the risk has a row of a table that holds."""
    return (
        sa.exists()
        .where(of_same_risk(table, RiskVersion), holds(table, on), which)
        .correlate(RiskVersion)
    )


def _of_decisions(on: date | None) -> Mapping[str, Any]:
    kinds = {
        "awaits_validation": undecided(DecisionKind.VALIDATE, on),
        "question_open": undecided(DecisionKind.ANSWER_OBJECTIVE, on),
        "removal_proposed": undecided(DecisionKind.REMOVE, on),
        "otherwise_undecided": sa.and_(col(Decision.kind).not_in(NAMED_APART), awaited(on)),
    }
    return {
        name: sa.exists().where(of_same_risk(Decision, RiskVersion), kind).correlate(RiskVersion)
        for name, kind in kinds.items()
    }


def _of_reviews(day: date) -> Mapping[str, Any]:
    """Return the day of the last review, and how many in a row found nothing to change."""
    reviewed = sa.and_(
        of_same_risk(Review, RiskVersion),
        col(Review.reviewed_on) <= day,
        col(Review.outcome) != DATE_CHANGED,
        not_withdrawn(Review),
    )
    changed_since = sa.exists().where(
        of_same_risk(_Changing, RiskVersion),
        col(_Changing.outcome).not_in((NO_CHANGE, DATE_CHANGED)),
        col(_Changing.reviewed_on) >= col(Review.reviewed_on),
        col(_Changing.reviewed_on) <= day,
        not_withdrawn(_Changing),
    )
    unchanged = sa.and_(
        col(Review.outcome) == NO_CHANGE,
        col(Review.reviewed_on) > col(Position.from_on),
        ~changed_since.correlate(RiskVersion, Review),
    )
    return {
        "reviewed_on": _one(sa.func.max(col(Review.reviewed_on)), reviewed),
        "unchanged_reviews": _one(sa.func.count(), sa.and_(reviewed, unchanged), Review),
    }


def _of_milestones(on: date | None, day: date) -> Mapping[str, Any]:
    """Return whether milestones mitigate the risk, and whether any of them is open.

    What has been done since a past day was open then; what was cancelled since is not known.
    """
    still_due = sa.or_(
        col(Milestone.status).not_in(ENDED),
        sa.and_(col(Milestone.status) == MilestoneStatus.DONE, col(Milestone.done_on) > day),
    )
    linked = sa.and_(of_same_risk(RiskMilestone, RiskVersion), holds(RiskMilestone, on))
    is_open = sa.and_(points_at(RiskMilestone.milestone_id, Milestone), still_due)
    return {
        "has_milestone": sa.exists().where(linked).correlate(RiskVersion),
        "has_open_milestone": sa.exists().where(linked, is_open).correlate(RiskVersion),
    }


def _of_assurances(on: date | None, day: date) -> Mapping[str, Any]:
    """Return how many controls nothing vouches for, and whether an upper line has reported."""
    counts = assurance_counts(day)
    its_own = col(Assurance.control_id) == col(ControlVersion.control_id)
    assured = sa.exists().where(of_same_risk(Assurance, ControlVersion), its_own, counts)
    bare = sa.and_(
        of_same_risk(ControlVersion, RiskVersion),
        holds(ControlVersion, on),
        ~assured.correlate(ControlVersion),
    )
    upper = sa.exists().where(
        of_same_risk(Assurance, RiskVersion), col(Assurance.line).in_(UPPER), counts
    )
    return {
        "controls_without_assurance": _one(sa.func.count(), bare, ControlVersion),
        "has_upper_assurance": upper.correlate(RiskVersion),
    }


def _of_gaps(on: date | None) -> Mapping[str, Any]:
    """Return how many gaps no milestone is to close; one that was cancelled closes none."""
    planned = sa.exists().where(
        points_at(GapMilestone.gap_id, Gap),
        holds(GapMilestone, on),
        points_at(GapMilestone.milestone_id, Milestone),
        col(Milestone.status) != MilestoneStatus.CANCELLED,
    )
    unplanned = sa.and_(of_same_risk(Gap, RiskVersion), holds(Gap, on), ~planned.correlate(Gap))
    return {"gaps_without_milestone": _one(sa.func.count(), unplanned, Gap)}


def assurance_counts(day: date) -> Condition:
    """Keep the assurances that count on a day; a withdrawn one was a mistake, so it never did."""
    expires = col(Assurance.expires_on)
    return sa.and_(
        col(Assurance.received_on) <= day,
        not_withdrawn(Assurance),
        sa.or_(expires.is_(None), expires >= day),
    )


def _one(value: Any, which: Condition, *tables: Any) -> Any:
    """Return one value of the rows that belong to the risk."""
    query = sa.select(value)
    if tables:
        query = query.select_from(*tables)
    return query.where(which).correlate(RiskVersion, Position).scalar_subquery()


def _settings(actor: Actor, on: date | None) -> Any:
    """Return how the organisation has set its checks, as one text: few are ever set."""
    set_so = col(QualitySetting.check_key) + IS + sa.cast(QualitySetting.severity, sa.String)
    return (
        sa.select(sa.func.aggregate_strings(set_so, BETWEEN))
        .where(
            col(QualitySetting.organisation_id) == actor.organisation_id, holds(QualitySetting, on)
        )
        .scalar_subquery()
    )
