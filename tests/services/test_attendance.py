"""Who was at a meeting is kept as a whole, and makes it one that was held."""

from uuid import UUID

import pytest
from sqlmodel import Session, select

from riskapp.domain.errors import FieldError
from riskapp.domain.meeting_drafts import (
    Attendee,
    PlanMeeting,
)
from riskapp.domain.meetings import Attended, MeetingState
from riskapp.models import Committee, History
from riskapp.queries.meetings import get_meeting_page
from tests.factories import TODAY, Trust, a_post, a_trust
from tests.meetings import a_committee
from tests.services.meeting_deeds import (
    TOMORROW,
    TWO,
    attend,
    look,
    plan,
)


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


@pytest.fixture
def committee(session: Session, trust: Trust) -> Committee:
    return a_committee(session, trust)


def test_who_was_there_is_kept_in_order_and_makes_it_held(
    session: Session, trust: Trust, committee: Committee
) -> None:
    post = a_post(session, trust, "Matron").id
    meeting = plan(session, trust, PlanMeeting(committee.id, TODAY))
    attend(session, trust, meeting, *TWO)
    attend(
        session, trust, meeting,
        Attendee(Attended.PRESENT, post, row=1), Attendee(Attended.PRESENT, name=" Ann  Onym "),
        Attendee(Attended.APOLOGIES, name="Ben"),
    )  # fmt: skip
    page = get_meeting_page(session, trust.actor(), meeting)
    assert [line.who for line in page.attendance] == ["Matron", "Ann Onym", "Ben"]
    assert (page.row.state, page.row.present, page.row.version) == (MeetingState.HELD, 2, 3)
    assert page.history[0].sentence.endswith("on 30 June 2018: 2 present.")
    assert page.history[0].words["attendance"] == "Present: Matron, Ann Onym. Apologies: Ben."
    assert not [one for one in session.exec(select(History.entry)) if "Onym" in one]


def test_only_apologies_come_before_the_day(
    session: Session, trust: Trust, committee: Committee
) -> None:
    meeting = plan(session, trust, PlanMeeting(committee.id, TOMORROW))
    with pytest.raises(FieldError, match="only apologies") as refused:
        attend(session, trust, meeting, *TWO)
    assert refused.value.field == "attended_1"
    attend(session, trust, meeting, Attendee(Attended.APOLOGIES, name="Ann"))
    assert look(session, trust, meeting).state is MeetingState.PLANNED


def test_a_post_is_there_once(session: Session, trust: Trust, committee: Committee) -> None:
    post = a_post(session, trust).id
    meeting = plan(session, trust, PlanMeeting(committee.id, TODAY))
    twice = (Attendee(Attended.PRESENT, post, row=1), Attendee(Attended.APOLOGIES, post, row=2))
    with pytest.raises(FieldError, match="twice") as refused:
        attend(session, trust, meeting, *twice)
    assert refused.value.field == "post_2"


@pytest.mark.parametrize(
    ("who", "field"),
    [
        (Attendee(Attended.PRESENT, row=3), "post_3"),
        (Attendee(Attended.PRESENT, UUID(int=3), row=2), "post_2"),
        (Attendee(Attended.PRESENT, UUID(int=3), "Ann", row=4), "name_4"),
    ],
)
def test_whoever_cannot_have_been_there_is_said_at_their_row(
    session: Session, trust: Trust, committee: Committee, who: Attendee, field: str
) -> None:
    meeting = plan(session, trust, PlanMeeting(committee.id, TODAY))
    with pytest.raises(FieldError) as refused:
        attend(session, trust, meeting, who)
    assert refused.value.field == field
