"""What the form of a pack lets people choose from, and what was chosen."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.errors import NotFoundError
from riskapp.domain.meetings import MeetingState
from riskapp.domain.permissions import Actor
from riskapp.models import Meeting
from riskapp.queries.choices import list_choices
from riskapp.queries.meetings import get_meeting, list_meetings
from riskapp.queries.names import Names, get_risk_name
from riskapp.readmodels.meetings import MeetingRow

NEAR: Final = timedelta(days=92)
MOST: Final = 40


@dataclass(frozen=True, slots=True)
class PackChoices:
    """Committees, objectives, and the meetings of the quarters before and after."""

    committees: Names
    objectives: Names
    meetings: Names


def list_pack_choices(session: Session, actor: Actor) -> PackChoices:
    """Return what a pack may be of, and whom it may be for."""
    choices = list_choices(session, actor)
    near = sa.and_(
        col(Meeting.held_on) >= actor.today - NEAR,
        col(Meeting.held_on) <= actor.today + NEAR,
        col(Meeting.state) != MeetingState.CANCELLED,
    )
    meetings = list_meetings(session, actor, near, most=MOST)
    return PackChoices(
        tuple(choices.committees.items()),
        tuple(choices.objectives.items()),
        tuple((one.id, one.name) for one in meetings),
    )


def find_risk_id(session: Session, actor: Actor, reference: str) -> UUID | None:
    """Return the risk of a reference, None where the actor may not know of one."""
    try:
        return get_risk_name(session, actor, reference).id
    except NotFoundError:
        return None


def find_meeting(session: Session, actor: Actor, meeting_id: UUID | None) -> MeetingRow | None:
    """Return the meeting that was chosen, None where none was."""
    return get_meeting(session, actor, meeting_id) if meeting_id else None
