"""Every move of a milestone's due date: from when to when, by whom and why, from the history."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.due_periods import DueNotUnderstood, parse_due
from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import Actor
from riskapp.domain.slips import Slip, earlier_periods
from riskapp.models import History, HistoryText, Milestone, Person
from riskapp.queries.joins import points_at
from riskapp.queries.scope import Condition
from riskapp.readmodels.plan import DueShown


def list_slips(
    session: Session, actor: Actor, on: date, which: Condition
) -> Mapping[UUID, tuple[Slip, ...]]:
    """Return the slips by that day of each of these milestones that has any, oldest first.

    The caller has made sure that the actor may know of the milestones.
    """
    slips: dict[UUID, list[Slip]] = defaultdict(list)
    for row in session.connection().execute(_query(actor, on, which)):
        facts = json.loads(row.entry)["facts"]
        slip = Slip(facts["before"], facts["due"], row.entered_on, row.name, row.words)
        slips[row.id].append(slip)
    return {milestone_id: tuple(found) for milestone_id, found in slips.items()}


def _query(actor: Actor, on: date, which: Condition) -> sa.Select[*tuple[Any, ...]]:
    why = sa.and_(
        col(HistoryText.organisation_id) == col(History.organisation_id),
        col(HistoryText.number) == col(History.number),
        col(HistoryText.name) == "reason",
    )
    columns = (Milestone.id, History.entry, History.entered_on, Person.name, HistoryText.words)
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(*(col(column) for column in columns))
        .select_from(Milestone)
        .join(History, points_at(History.subject_id, Milestone))
        .join(Person, col(Person.id) == col(History.by_id))
        .outerjoin(HistoryText, why)
    )
    return query.where(
        which,
        col(Milestone.organisation_id) == actor.organisation_id,
        col(History.kind) == Happening.MILESTONE_MOVED,
        col(History.entered_on) <= on,
    ).order_by(col(History.number))


def earlier_dues(set_on: date, slips: Sequence[Slip]) -> tuple[DueShown, ...]:
    """Return the due periods that a milestone had before the present one, oldest first."""
    return tuple(
        DueShown(printed, _last_day(printed), day)
        for printed, day in earlier_periods(set_on, slips)
    )


def _last_day(printed: str) -> date | None:
    try:
        return parse_due(printed).due_on
    except DueNotUnderstood:
        return None
