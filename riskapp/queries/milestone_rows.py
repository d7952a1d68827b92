"""Putting milestones together as readers see them, in as many statements for 500 as for 10."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.intervals import FOREVER
from riskapp.domain.milestones import NOBODY, MilestoneStatus, Standing, StandingKind, standing
from riskapp.domain.permissions import Actor
from riskapp.domain.references import milestone_reference
from riskapp.domain.scoring import Score
from riskapp.domain.slips import Slip
from riskapp.domain.wording import post_words
from riskapp.models import (
    Milestone,
    MilestoneDue,
    Post,
    Programme,
    Provenance,
    Risk,
    RiskMilestone,
    RiskVersion,
    Workstream,
)
from riskapp.queries.joins import points_at
from riskapp.queries.milestone_slips import earlier_dues, list_slips_and_risks
from riskapp.queries.milestone_statuses import OWNER, STATUS, done_days, statuses_then, stood_then
from riskapp.queries.scope import Condition, holds, same_risk, still, visible
from riskapp.queries.sources import source_of, source_words
from riskapp.readmodels.plan import DueShown, MilestoneRow, RiskName

_COLUMNS: Mapping[str, Any] = {
    "id": Milestone.id,
    "number": Milestone.number,
    "words": Milestone.words,
    "status": Milestone.status,
    "done_on": Milestone.done_on,
    "version": Milestone.version,
    "programme_id": Milestone.programme_id,
    "owner_post_id": Milestone.owner_post_id,
    "programme": Programme.name,
    "workstream": Workstream.name,
    "owner": Post.title,
    "printed": MilestoneDue.printed,
    "due_on": MilestoneDue.due_on,
    "set_on": MilestoneDue.from_on,
    "held_until": MilestoneDue.until_on,
    "document": Provenance.document,
    "lines": Provenance.lines,
}


@dataclass(frozen=True, slots=True)
class Brief:
    """A milestone in brief: enough to put it in its order."""

    id: UUID
    due_on: date | None
    standing: Standing


def list_briefs(session: Session, actor: Actor, on: date, which: Condition) -> tuple[Brief, ...]:
    """Return the milestones that the actor may know of, the overdue first, in brief."""
    query = (
        sa.select(col(Milestone.id), col(Milestone.status), col(MilestoneDue.due_on))
        .select_from(Milestone)
        .join(MilestoneDue, points_at(MilestoneDue.milestone_id, Milestone))
        .where(which, shown(actor, on), holds(MilestoneDue, on))
        .order_by(col(Milestone.number))
    )
    found = session.connection().execute(query).all()
    earlier = statuses_then(session, actor, on, which)
    briefs = (
        Brief(row.id, row.due_on, standing(earlier.get(row.id, row.status), row.due_on, on))
        for row in found
    )
    return tuple(sorted(briefs, key=lambda one: order_of(one.standing, one.due_on)))


def list_rows(
    session: Session, actor: Actor, on: date, which: Condition, of_risks: Condition | None = None
) -> tuple[MilestoneRow, ...]:
    """Return the milestones that the actor may know of, the overdue first.

    Where only those of some risks are asked for, `of_risks` says of which: no other is looked at.
    """
    then = stood_then(session, actor, on, which)
    slips, risks = list_slips_and_risks(session, actor, on, which)
    beside = _Beside(slips, risks, then, done_days(session, actor, on, then))
    first: dict[UUID, date] = {}
    rows: list[MilestoneRow] = []
    for found in session.connection().execute(_query(actor, on, which, of_risks)):
        first.setdefault(found.id, found.set_on)
        if found.held_until > on:
            rows.append(beside.put_to(_row(found, beside.status_of(found), on), first[found.id]))
    return tuple(sorted(rows, key=lambda one: order_of(one.standing, one.due.due_on)))


@dataclass(frozen=True, slots=True)
class _Beside:
    """What milestones have beside their rows, by their ids."""

    slips: Mapping[UUID, tuple[Slip, ...]]
    risks: Mapping[UUID, list[tuple[RiskName, Score | None]]]
    then: Mapping[UUID, Mapping[str, str]]
    done: Mapping[UUID, date]

    def status_of(self, found: Any) -> MilestoneStatus:
        """Return how a milestone stood: as its row says it, if that has not changed since."""
        before = self.then.get(found.id, {}).get(STATUS)
        return MilestoneStatus(before or found.status)

    def put_to(self, row: MilestoneRow, first_set_on: date) -> MilestoneRow:
        """Return a milestone with its slips, its risks and the owner that it had then."""
        owner = self.then.get(row.id, {}).get(OWNER, row.owner)
        served, moves = self.risks.get(row.id, []), self.slips.get(row.id, ())
        return replace(
            row,
            owner="" if owner == NOBODY else owner,
            done_on=self.done.get(row.id, row.done_on),
            earlier=earlier_dues(first_set_on, moves),
            moves=moves,
            risks=tuple(name for name, _ in served),
            expects=tuple((name.id, score) for name, score in served if score),
        )


def order_of(stands: Standing, due_on: date | None) -> tuple[bool, date]:
    """Put the most overdue first, then by due date; those that only start come last."""
    return stands.kind is not StandingKind.LATE, due_on or FOREVER


def shown(actor: Actor, on: date, of_risks: Condition | None = None) -> Condition:
    """Let through the milestones the actor may know of: of a programme, or of a risk they see.

    With `of_risks` only those that fit are looked at: enough where all that is asked for is theirs.
    """
    return sa.and_(
        col(Milestone.organisation_id) == actor.organisation_id,
        sa.or_(col(Milestone.programme_id).is_not(None), serves_visible(actor, on, of_risks)),
    )


def serves_visible(actor: Actor, on: date, which: Condition | None = None) -> Condition:
    """Let through the milestones that mitigate a risk the actor may know of (and that fits)."""
    query = (
        sa.select(col(RiskMilestone.milestone_id))
        .join(Risk, points_at(RiskMilestone.risk_id, Risk))
        .join(RiskVersion, same_risk())
        .where(
            col(RiskMilestone.organisation_id) == actor.organisation_id,
            holds(RiskMilestone, on),
            still(RiskVersion),
            visible(actor),
        )
    )
    if which is None:
        return col(Milestone.id).in_(query)
    # PostgreSQL takes a table that has just grown to be as small as it was: these go first.
    served = query.where(which).cte().prefix_with("MATERIALIZED", dialect="postgresql")
    return col(Milestone.id).in_(sa.select(served.c.milestone_id))


def _query(
    actor: Actor, on: date, which: Condition, of_risks: Condition | None
) -> sa.Select[*tuple[Any, ...]]:
    """Return the statement for milestones with every due date set by that day, the last last."""
    return (
        sa.select(*(col(column).label(name) for name, column in _COLUMNS.items()))
        .select_from(Milestone)
        .join(MilestoneDue, points_at(MilestoneDue.milestone_id, Milestone))
        .outerjoin(Programme, points_at(Milestone.programme_id, Programme))
        .outerjoin(Workstream, points_at(Milestone.workstream_id, Workstream))
        .outerjoin(Post, points_at(Milestone.owner_post_id, Post))
        .outerjoin(Provenance, source_of(Milestone))
        .where(which, shown(actor, on, of_risks), col(MilestoneDue.from_on) <= on)
        .order_by(col(Milestone.number), col(MilestoneDue.from_on))
    )


def _row(found: Any, status: MilestoneStatus, on: date) -> MilestoneRow:
    return MilestoneRow(
        id=found.id,
        reference=milestone_reference(found.number),
        words=found.words,
        programme=found.programme or "",
        programme_id=found.programme_id,
        workstream=found.workstream or "",
        owner=post_words(found.owner_post_id, found.owner),
        status=status,
        standing=standing(status, found.due_on, on),
        due=DueShown(found.printed, found.due_on, found.set_on),
        done_on=found.done_on if status is MilestoneStatus.DONE else None,
        version=found.version,
        source=source_words(found.document, found.lines),
        owner_post_id=found.owner_post_id,
    )
