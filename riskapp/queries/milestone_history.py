"""What happened to a milestone, in sentences."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.actions import Action
from riskapp.domain.happenings import Happening
from riskapp.domain.milestones import label
from riskapp.domain.permissions import Actor, require
from riskapp.domain.why import AboutMilestone, milestone_because, milestone_question
from riskapp.models import History
from riskapp.queries.history_lines import COLUMNS, read_lines, with_words
from riskapp.queries.why import made_by
from riskapp.readmodels.history import HistoryLine
from riskapp.readmodels.plan import MilestoneRow
from riskapp.readmodels.why import Why

OWN = (
    Happening.MILESTONE_ADDED,
    Happening.MILESTONE_MOVED,
    Happening.MILESTONE_SET,
    Happening.MILESTONE_NOTED,
    Happening.MILESTONE_EDITED,
)
"""What is said of the milestone alone: a link also names a risk, which may be hidden."""

CHANGES: Mapping[AboutMilestone, Happening] = {
    AboutMilestone.DUE: Happening.MILESTONE_MOVED,
    AboutMilestone.OWNER: Happening.MILESTONE_EDITED,
    AboutMilestone.STATUS: Happening.MILESTONE_SET,
}
"""What changes each part of a milestone that can be asked about."""


def list_milestone_history(
    session: Session, actor: Actor, milestone_id: UUID, on: date | None = None
) -> tuple[HistoryLine, ...]:
    """Return what was done to a milestone by that day, newest first.

    The caller has made sure that the actor may know of the milestone.
    """
    require(actor, Action.VIEW_HISTORY)
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(*COLUMNS)
        .select_from(History)
        .where(
            col(History.organisation_id) == actor.organisation_id,
            col(History.subject_id) == milestone_id,
            col(History.kind).in_(OWN),
            col(History.entered_on) <= (on or actor.today),
        )
    )
    return tuple(line for _, line in read_lines(session, with_words(query)))


def get_milestone_why(
    session: Session,
    actor: Actor,
    row: MilestoneRow,
    about: AboutMilestone,
    on: date | None = None,
) -> Why:
    """Return why a milestone is due when it is, has its owner, or stands as it does."""
    kinds = {CHANGES[about], Happening.MILESTONE_ADDED}
    told = list_milestone_history(session, actor, row.id, on)
    lines = tuple(line for line in told if line.kind in kinds)
    value = _value(row, about)
    newest = lines[0] if lines else None
    answer = milestone_because(about, value, made_by(newest) if newest else None)
    return Why(milestone_question(about, value), answer, newest.number if newest else None, lines)


def _value(row: MilestoneRow, about: AboutMilestone) -> str:
    if about is AboutMilestone.DUE:
        return row.due.printed
    return row.owner if about is AboutMilestone.OWNER else label(row.status).lower()
