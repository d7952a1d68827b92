"""How milestones stood on a past day: their rows say it of today, the history of any day."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from json import loads
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.happenings import Happening
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.permissions import Actor
from riskapp.models import History, Milestone
from riskapp.queries.joins import points_at
from riskapp.queries.scope import Condition

STATUS, OWNER = "status", "owner"
_CHANGED: Mapping[Happening, str] = {
    Happening.MILESTONE_SET: STATUS,
    Happening.MILESTONE_EDITED: OWNER,
}


def stood_then(
    session: Session, actor: Actor, on: date, which: Condition
) -> Mapping[UUID, Mapping[str, str]]:
    """Return, for a past day, the status and the owner that have changed since; today none have."""
    if on >= actor.today:
        return {}
    changed = sa.and_(
        points_at(History.subject_id, Milestone),
        col(History.kind).in_(tuple(_CHANGED)),
        col(History.entered_on) > on,
    )
    query = (
        sa.select(col(Milestone.id), col(History.kind), col(History.entry))
        .join(History, changed)
        .where(which, col(Milestone.organisation_id) == actor.organisation_id)
        .order_by(col(History.number).desc())
    )
    then: dict[UUID, dict[str, str]] = defaultdict(dict)
    # The first change after that day is met last, and tells how it stood before.
    for milestone_id, kind, entry in session.connection().execute(query):
        then[milestone_id][_CHANGED[kind]] = loads(entry)["facts"]["before"]
    return then


def done_days(
    session: Session, actor: Actor, on: date, then: Mapping[UUID, Mapping[str, str]]
) -> Mapping[UUID, date]:
    """Return when those milestones were done that were so on a past day and have changed since."""
    done = [id_ for id_, was in then.items() if was.get(STATUS) == MilestoneStatus.DONE]
    if not done:
        return {}
    query = (
        sa.select(col(History.subject_id), sa.func.max(col(History.entered_on)))
        .where(
            col(History.organisation_id) == actor.organisation_id,
            col(History.subject_id).in_(done),
            col(History.kind) == Happening.MILESTONE_SET,
            col(History.entered_on) <= on,
        )
        .group_by(col(History.subject_id))
    )
    return {id_: day for id_, day in session.connection().execute(query) if id_}


def statuses_then(
    session: Session, actor: Actor, on: date, which: Condition
) -> Mapping[UUID, MilestoneStatus]:
    """Return, for a past day, the statuses that have changed since; today none have."""
    then = stood_then(session, actor, on, which)
    return {id_: MilestoneStatus(was[STATUS]) for id_, was in then.items() if STATUS in was}
