"""What a meeting chooses from when it decides about a risk."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.meetings import MeetingState, meeting_words
from riskapp.domain.permissions import Actor
from riskapp.models import Committee, Meeting
from riskapp.queries.joins import points_at
from riskapp.queries.names import Names


def list_meetings_after(session: Session, actor: Actor, day: date) -> Names:
    """Return the meetings that are planned for after a day, the earliest first."""
    query = (
        sa.select(col(Meeting.id), col(Committee.name), col(Meeting.held_on), col(Meeting.title))
        .select_from(Meeting)
        .join(Committee, points_at(Meeting.committee_id, Committee))
        .where(
            col(Meeting.organisation_id) == actor.organisation_id,
            col(Meeting.state) == MeetingState.PLANNED,
            col(Meeting.held_on) > day,
        )
        .order_by(col(Meeting.held_on), col(Committee.name), col(Meeting.id))
    )
    found = session.connection().execute(query)
    return tuple((row.id, meeting_words(row.name, row.held_on, row.title)) for row in found)
