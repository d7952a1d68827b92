"""Committees and meetings for tests."""

from datetime import date

from sqlmodel import Session

from riskapp.domain.meetings import Attended, MeetingState
from riskapp.domain.permissions import Role
from riskapp.models import Attendance, Committee, Meeting
from riskapp.models.organisation import CommitteeKind
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust


def a_committee(
    session: Session,
    trust: Trust,
    name: str = "Executive Team",
    parent: Committee | None = None,
    *,
    takes: bool = False,
) -> Committee:
    """Add a committee, under another if one is given; it may take programme risks first."""
    with transaction(session):
        committee = Committee(
            organisation_id=trust.organisation.id,
            name=name,
            kind=CommitteeKind.TEAM,
            parent_id=parent.id if parent else None,
            takes_programme_risks=takes,
        )
        session.add(committee)
    return committee


def a_meeting(
    session: Session,
    trust: Trust,
    committee: Committee,
    *,
    on: date = TODAY,
    present: int = 2,
    state: MeetingState = MeetingState.PLANNED,
) -> Meeting:
    """Add a meeting of a committee with as many people present as are wanted."""
    with transaction(session):
        meeting = Meeting(
            organisation_id=trust.organisation.id,
            committee_id=committee.id,
            held_on=on,
            state=state,
            by_id=trust.people[Role.SECRETARY].id,
        )
        session.add(meeting)
        session.flush()
        session.add_all(_present(meeting, place) for place in range(present))
    return meeting


def _present(meeting: Meeting, place: int) -> Attendance:
    return Attendance(
        organisation_id=meeting.organisation_id,
        meeting_id=meeting.id,
        name=f"Member {place + 1}",
        attended=Attended.PRESENT,
        position=place,
    )
