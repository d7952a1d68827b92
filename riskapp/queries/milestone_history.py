"""What happened to a milestone, in sentences."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.actions import Action
from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import Actor, require
from riskapp.models import History
from riskapp.queries.history_lines import COLUMNS, read_lines, with_words
from riskapp.readmodels.history import HistoryLine

OWN = (
    Happening.MILESTONE_ADDED,
    Happening.MILESTONE_MOVED,
    Happening.MILESTONE_SET,
    Happening.MILESTONE_NOTED,
    Happening.MILESTONE_EDITED,
)
"""What is said of the milestone alone: a link also names a risk, which may be hidden."""


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
