"""Meetings are planned, changed, held and cancelled, and somebody was there."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import Decide
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.meeting_drafts import (
    CancelMeeting,
    PlanMeeting,
    RecordAttendance,
)
from riskapp.domain.meetings import MeetingState
from riskapp.domain.months import MonthState
from riskapp.domain.permissions import Role
from riskapp.models import Committee, History, HistoryText
from riskapp.queries.checks.everything import check_everything
from riskapp.queries.meetings import get_meeting_page, list_meetings, list_sittings
from riskapp.services.attendance import record_attendance
from riskapp.services.decisions import validate_score
from riskapp.services.meetings import cancel_meeting
from riskapp.services.sitting import sit
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_risk, a_score, a_trust
from tests.meetings import a_committee, a_meeting
from tests.services.looks import the_open
from tests.services.meeting_deeds import (
    TOMORROW,
    TWO,
    YESTERDAY,
    a_month,
    attend,
    cancel,
    change,
    look,
    plan,
)


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


@pytest.fixture
def committee(session: Session, trust: Trust) -> Committee:
    return a_committee(session, trust)


def decide_there(session: Session, trust: Trust, meeting: UUID) -> None:
    """Let a meeting confirm a score."""
    risk = a_risk(session, trust)
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 4, 4)
    waiting = the_open(session, DecisionKind.VALIDATE).id
    sitting = sit(session, trust.actor(Role.SECRETARY), meeting)
    with transaction(session):
        validate_score(session, sitting, risk, waiting, Decide(agree=True, reason="Agreed."))


def test_a_meeting_ahead_is_planned_and_one_that_has_passed_was_held(
    session: Session, trust: Trust, committee: Committee
) -> None:
    states = [
        look(session, trust, plan(session, trust, PlanMeeting(committee.id, on))).state
        for on in (YESTERDAY, TODAY, TOMORROW)
    ]
    assert states == [MeetingState.HELD, MeetingState.PLANNED, MeetingState.PLANNED]
    days = [row.held_on for row in list_meetings(session, trust.actor())]
    assert days == [TOMORROW, TODAY, YESTERDAY]
    assert list(check_everything(session)) == []


def test_a_meeting_entered_later_is_told_as_backdated_and_its_title_can_be_redacted(
    session: Session, trust: Trust, committee: Committee
) -> None:
    meeting = plan(session, trust, PlanMeeting(committee.id, YESTERDAY, "  Of   Ann Onym "))
    page = get_meeting_page(session, trust.actor(), meeting)
    assert page.row.name == "Executive Team, Of Ann Onym, 29 June 2018"
    assert [(line.sentence, line.backdated_to) for line in page.history] == [
        ("The secretary planned the meeting of the Executive Team on 29 June 2018.", YESTERDAY)
    ]
    assert not [one for one in session.exec(select(History.entry)) if "Onym" in one]
    assert "Of Ann Onym" in set(session.exec(select(HistoryText.words)))


def test_two_meetings_of_a_day_are_told_apart_by_their_titles(
    session: Session, trust: Trust, committee: Committee
) -> None:
    plan(session, trust, PlanMeeting(committee.id, TODAY, "Extraordinary"))
    plan(session, trust, PlanMeeting(committee.id, TODAY))
    board = a_committee(session, trust, "Board")
    plan(session, trust, PlanMeeting(board.id, TODAY))
    for title in ("", " extraORDINARY "):
        with pytest.raises(FieldError, match="already") as refused:
            plan(session, trust, PlanMeeting(committee.id, TODAY, title))
        assert refused.value.field == "title"


def test_a_meeting_moves_and_joins_a_review_that_is_open(
    session: Session, trust: Trust, committee: Committee
) -> None:
    meeting = plan(session, trust, PlanMeeting(committee.id, TOMORROW))
    month = a_month(session, trust)
    change(session, trust, meeting, held_on=TODAY, title="Late", monthly_review_id=month.id)
    row = look(session, trust, meeting)
    assert (row.held_on, row.title, row.month) == (TODAY, "Late", date(2018, 6, 1))
    told = get_meeting_page(session, trust.actor(), meeting).history[0].sentence
    assert "the day from 1 July 2018 to 30 June 2018, its title, shares the review of June" in told
    change(session, trust, meeting)
    assert look(session, trust, meeting).version == row.version
    with pytest.raises(FieldError) as refused:
        change(session, trust, meeting, held_on=TOMORROW, state=MeetingState.HELD)
    assert refused.value.field == "held_on"


def test_what_belongs_to_a_closed_month_does_not_change(
    session: Session, trust: Trust, committee: Committee
) -> None:
    month = a_month(session, trust)
    meeting = plan(session, trust, PlanMeeting(committee.id, TODAY, "", month.id))
    attend(session, trust, meeting, *TWO)
    assert [id_ for id_, _ in list_sittings(session, trust.actor())] == [meeting]
    session.rollback()
    with transaction(session):
        session.add(month)
        month.state = MonthState.CLOSED
    for deed in (change, attend, cancel):
        with pytest.raises(FieldError, match="review of June 2018 is closed"):
            deed(session, trust, meeting)
    assert list_sittings(session, trust.actor()) == ()
    session.rollback()
    with pytest.raises(FieldError, match="open"):
        plan(session, trust, PlanMeeting(committee.id, TODAY, "Other", month.id))
    assert look(session, trust, meeting).is_final


def test_a_cancelled_meeting_says_why_and_changes_no_more(
    session: Session, trust: Trust, committee: Committee
) -> None:
    meeting = plan(session, trust, PlanMeeting(committee.id, TODAY))
    with pytest.raises(FieldError) as refused:
        cancel(session, trust, meeting, "  ")
    assert refused.value.field == "reason"
    cancel(session, trust, meeting)
    row = look(session, trust, meeting)
    assert (row.state, row.cancelled_why) == (MeetingState.CANCELLED, "Too few came.")
    for deed in (change, attend, cancel):
        with pytest.raises(FieldError, match="was cancelled"):
            deed(session, trust, meeting)


def test_what_decided_something_was_held_and_had_people(
    session: Session, trust: Trust, committee: Committee
) -> None:
    meeting = plan(session, trust, PlanMeeting(committee.id, YESTERDAY))
    attend(session, trust, meeting, *TWO)
    decide_there(session, trust, meeting)
    for refused in (
        lambda: cancel(session, trust, meeting),
        lambda: change(session, trust, meeting, state=MeetingState.PLANNED),
        lambda: attend(session, trust, meeting, TWO[0]),
    ):
        with pytest.raises(FieldError, match="Something was decided there"):
            refused()
    session.rollback()
    (line,) = get_meeting_page(session, trust.actor(), meeting).decided
    assert (line.what, line.why) == ("Confirm or moderate the score: agreed", "Agreed.")
    assert (line.risk.reference, line.recorded_by) == ("R-0001", "The secretary")


def test_whoever_comes_second_is_told(session: Session, trust: Trust, committee: Committee) -> None:
    meeting = plan(session, trust, PlanMeeting(committee.id, TODAY))
    attend(session, trust, meeting, *TWO)
    secretary = trust.actor(Role.SECRETARY)
    with pytest.raises(StaleError), transaction(session):
        record_attendance(session, secretary, meeting, RecordAttendance(TWO, 1))
    with pytest.raises(StaleError), transaction(session):
        cancel_meeting(session, secretary, meeting, CancelMeeting("Why not.", 1))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RISK_LEAD, Role.EXECUTIVE, Role.AUDITOR])
def test_only_some_may_plan_meetings(
    session: Session, trust: Trust, committee: Committee, role: Role
) -> None:
    with pytest.raises(NotAllowedError):
        plan(session, trust, PlanMeeting(committee.id, TODAY), role)


def test_nothing_of_another_organisation_can_be_named(
    session: Session, trust: Trust, committee: Committee
) -> None:
    other = a_trust(session, "other")
    theirs = a_meeting(session, other, a_committee(session, other)).id
    month = a_month(session, other)
    for draft in (
        PlanMeeting(look(session, other, theirs).committee_id, TODAY),
        PlanMeeting(committee.id, TODAY, "", month.id),
    ):
        with pytest.raises(FieldError):
            plan(session, trust, draft)
    for unknown in (theirs, uuid4()):
        with pytest.raises(NotFoundError), transaction(session):
            cancel_meeting(session, trust.actor(), unknown, CancelMeeting("x", 1))
    session.rollback()
    assert list_meetings(session, trust.actor()) == ()


def test_only_meetings_that_could_decide_are_offered(
    session: Session, trust: Trust, committee: Committee
) -> None:
    able = a_meeting(session, trust, committee, on=YESTERDAY)
    a_meeting(session, trust, committee, present=1)
    a_meeting(session, trust, committee, on=TOMORROW)
    a_meeting(session, trust, committee, on=date(2018, 5, 1), state=MeetingState.CANCELLED)
    offered = list_sittings(session, trust.actor())
    assert offered == ((able.id, "Executive Team, 29 June 2018"),)


def test_the_kinds_of_entry_are_these(session: Session, trust: Trust, committee: Committee) -> None:
    meeting = plan(session, trust, PlanMeeting(committee.id, TODAY))
    attend(session, trust, meeting, *TWO)
    change(session, trust, meeting, title="Other")
    cancel(session, trust, meeting)
    found = session.exec(select(History.kind).order_by(col(History.number)))
    assert list(found) == [
        Happening.MEETING_PLANNED, Happening.ATTENDANCE_RECORDED,
        Happening.MEETING_CHANGED, Happening.MEETING_CANCELLED,
    ]  # fmt: skip
