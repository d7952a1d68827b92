"""Who may record for a meeting, and what the meeting may then do."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import Session

from riskapp.domain.actions import Action
from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.drafts import Decide
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError
from riskapp.domain.meetings import MeetingState
from riskapp.domain.months import MonthState
from riskapp.domain.permissions import Role, may
from riskapp.models import MonthlyReview
from riskapp.services.decisions import decide_closing, propose_closing, validate_score
from riskapp.services.sitting import sit
from riskapp.services.transactions import transaction
from tests.factories import TODAY, a_risk, a_score, a_trust
from tests.meetings import a_committee, a_meeting
from tests.services.looks import the_open

YES = Decide(agree=True, reason="Agreed at the meeting.")


def test_the_secretary_confirms_a_score_for_the_meeting(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 4, 4)
    waiting = the_open(session, DecisionKind.VALIDATE)
    committee = a_committee(session, trust)
    meeting = a_meeting(session, trust, committee)
    alone = trust.actor(Role.SECRETARY)
    with pytest.raises(NotAllowedError), transaction(session):
        validate_score(session, alone, risk, waiting.id, YES)
    with transaction(session):
        validate_score(session, sit(session, alone, meeting.id), risk, waiting.id, YES)
    assert waiting.state is DecisionState.AGREED
    assert (waiting.decided_in_id, waiting.committee_id) == (meeting.id, committee.id)
    assert waiting.decided_by_id == alone.person_id


def test_a_meeting_is_the_second_person_for_what_is_put_to_it(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    meeting = a_meeting(session, trust, a_committee(session, trust))
    sitting = sit(session, trust.actor(Role.SECRETARY), meeting.id)
    with transaction(session):
        propose_closing(session, sitting, risk, "The lease has ended.")
    closing = the_open(session, DecisionKind.CLOSE)
    with transaction(session):
        decide_closing(session, sitting, risk, closing.id, YES)
    assert (closing.proposed_in_id, closing.decided_in_id) == (meeting.id, meeting.id)


def test_another_meeting_is_no_second_person_for_who_proposed_it_before(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    meeting = a_meeting(session, trust, a_committee(session, trust))
    manager = trust.actor(Role.RISK_MANAGER)
    with transaction(session):
        propose_closing(session, manager, risk, "The lease has ended.")
    closing = the_open(session, DecisionKind.CLOSE)
    with pytest.raises(NotAllowedError, match="second person"), transaction(session):
        decide_closing(session, sit(session, manager, meeting.id), risk, closing.id, YES)


def test_a_scorer_who_records_does_not_confirm_their_own_score(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    manager = trust.actor(Role.RISK_MANAGER)
    a_score(session, manager, risk, 4, 4)
    waiting = the_open(session, DecisionKind.VALIDATE)
    meeting = a_meeting(session, trust, a_committee(session, trust))
    with pytest.raises(NotAllowedError, match="second person"), transaction(session):
        validate_score(session, sit(session, manager, meeting.id), risk, waiting.id, YES)


def test_a_meeting_gives_no_right_to_score(session: Session) -> None:
    trust = a_trust(session)
    meeting = a_meeting(session, trust, a_committee(session, trust))
    sitting = sit(session, trust.actor(Role.SECRETARY), meeting.id)
    assert not may(sitting, Action.SCORE_RISK)
    assert may(sitting, Action.DECIDE_REMOVAL)


def test_a_meeting_that_cannot_decide_is_refused(session: Session) -> None:
    trust = a_trust(session)
    committee = a_committee(session, trust)
    secretary = trust.actor(Role.SECRETARY)
    lonely = a_meeting(session, trust, committee, present=1)
    ahead = a_meeting(session, trust, committee, on=TODAY + timedelta(days=1))
    gone = a_meeting(
        session, trust, committee, on=TODAY - timedelta(days=1), state=MeetingState.CANCELLED
    )
    for meeting, says in ((lonely, "at least 2"), (ahead, "not until"), (gone, "cancelled")):
        with pytest.raises(FieldError, match=says):
            sit(session, secretary, meeting.id)
    with pytest.raises(NotFoundError):
        sit(session, secretary, uuid4())
    with pytest.raises(NotAllowedError):
        sit(session, trust.actor(Role.RISK_LEAD), lonely.id)


def test_a_meeting_of_a_month_that_is_closed_decides_nothing_more(session: Session) -> None:
    trust = a_trust(session)
    meeting = a_meeting(session, trust, a_committee(session, trust))
    with transaction(session):
        review = MonthlyReview(
            organisation_id=trust.organisation.id,
            month=TODAY.replace(day=1),
            state=MonthState.NOT_HELD,
            opened_on=TODAY,
            opened_by_id=trust.people[Role.SECRETARY].id,
        )
        session.add(review)
        meeting.monthly_review_id = review.id
    with pytest.raises(FieldError, match="June 2018 is closed"):
        sit(session, trust.actor(Role.SECRETARY), meeting.id)


def test_nobody_sits_in_a_meeting_of_another_organisation(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    meeting = a_meeting(session, other, a_committee(session, other))
    with pytest.raises(NotFoundError):
        sit(session, trust.actor(Role.SECRETARY), meeting.id)
