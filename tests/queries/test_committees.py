"""What each committee oversees, told apart from what its own committees do."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlmodel import Session

from riskapp.domain.drafts import RaiseRisk
from riskapp.domain.errors import NotFoundError
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.meetings import MeetingState
from riskapp.domain.permissions import Role
from riskapp.models import Committee
from riskapp.queries.committee_page import get_committee_page
from riskapp.queries.committees import list_committees
from riskapp.services.decisions import propose_closing
from riskapp.services.risks import raise_risk
from riskapp.services.transactions import transaction
from tests.assurances import an_assurance
from tests.factories import (
    TODAY,
    Trust,
    a_first_score,
    a_programme,
    a_trust,
    an_objective,
    some_details,
)
from tests.meetings import a_committee, a_meeting
from tests.queries.statements import counted

LAST_WEEK = TODAY - timedelta(days=7)


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


@pytest.fixture
def board(session: Session, trust: Trust) -> Committee:
    return a_committee(session, trust, "Board")


def overseen(
    session: Session,
    trust: Trust,
    committee: Committee | None,
    *,
    programme: UUID | None = None,
    likelihood: int = 3,
    visibility: Visibility = Visibility.INTERNAL,
    today: date = TODAY,
) -> str:
    """Raise a risk that a committee leads on, or that none does."""
    details = replace(
        some_details("Overseen", None, visibility),
        lead_committee_id=committee.id if committee else None,
        programme_id=programme,
    )
    with transaction(session):
        draft = RaiseRisk(details, score=a_first_score(3, likelihood))
        return raise_risk(session, trust.actor(today=today), draft).case.reference


def test_committees_stand_under_their_parents(session: Session, trust: Trust) -> None:
    board = a_committee(session, trust, "The Board")
    team = a_committee(session, trust, "Team", board)
    a_committee(session, trust, "Group", team)
    a_committee(session, trust, "Audit", board)
    rows = list_committees(session, trust.actor())
    assert [(row.name, row.depth, row.parent) for row in rows] == [
        ("The Board", 0, ""),
        ("Audit", 1, "The Board"),
        ("Team", 1, "The Board"),
        ("Group", 2, "Team"),
    ]


def test_a_committee_under_itself_is_still_listed(session: Session, trust: Trust) -> None:
    one = a_committee(session, trust, "One")
    two = a_committee(session, trust, "Two", one)
    with transaction(session):
        session.add(one)
        one.parent_id = two.id
    assert {row.name for row in list_committees(session, trust.actor())} == {"One", "Two"}


def test_what_is_overseen_is_counted_for_whoever_may_know_of_it(
    session: Session, trust: Trust, board: Committee
) -> None:
    with transaction(session):
        objective = an_objective(session, trust)
    with transaction(session):
        session.add(objective)
        objective.lead_committee_id = board.id
    overseen(session, trust, board, likelihood=4)
    overseen(session, trust, board, likelihood=5, visibility=Visibility.RESTRICTED)
    overseen(session, trust, None, likelihood=5)
    for role, risks, highest in ((Role.VIEWER, 1, 12), (Role.AUDITOR, 2, 15)):
        session.rollback()
        (row,) = list_committees(session, trust.actor(role))
        assert (row.risks, row.highest) == (risks, highest)
        assert [one.number for one in row.objectives] == ["1"]
        page = get_committee_page(session, trust.actor(role), board.id)
        assert len(page.risks) == risks


def test_programme_risks_come_first_to_the_committee_that_takes_them(
    session: Session, trust: Trust, board: Committee
) -> None:
    group = a_committee(session, trust, "Steering Group", board, takes=True)
    programme = a_programme(session, trust).id
    waits = overseen(session, trust, None, programme=programme)
    kept = overseen(session, trust, group)
    overseen(session, trust, board, programme=programme)
    overseen(session, trust, None)
    page = get_committee_page(session, trust.actor(), group.id)
    assert [row.reference for row in page.waiting] == [waits]
    assert [row.reference for row in page.others] == [kept]
    assert page.row.risks == 2


def test_a_parent_shows_what_is_under_it_apart(
    session: Session, trust: Trust, board: Committee
) -> None:
    team = a_committee(session, trust, "Team", board)
    group = a_committee(session, trust, "Group", team)
    own = overseen(session, trust, board)
    below = [overseen(session, trust, team, likelihood=2), overseen(session, trust, group)]
    page = get_committee_page(session, trust.actor(), board.id)
    assert [row.reference for row in page.risks] == [own]
    assert [row.reference for row in page.risks_below] == below[::-1]
    assert [(row.name, row.depth) for row in page.below] == [("Team", 0), ("Group", 1)]
    assert page.total_below == 2
    session.rollback()
    assert get_committee_page(session, trust.actor(), group.id).below == ()


def test_assurances_due_are_of_its_risks_or_were_received_by_it(
    session: Session, trust: Trust, board: Committee
) -> None:
    audit = a_committee(session, trust, "Audit")
    mine, other = overseen(session, trust, board), overseen(session, trust, audit)
    soon, later = TODAY + timedelta(days=30), TODAY + timedelta(days=31)
    for risk, committee, until in (
        (mine, audit, LAST_WEEK + timedelta(days=1)), (mine, None, later),
        (other, board, soon), (other, audit, soon),
    ):  # fmt: skip
        an_assurance(
            session, trust.actor(), risk, received_on=LAST_WEEK, expires_on=until,
            committee_id=committee.id if committee else None,
        )  # fmt: skip
    due = get_committee_page(session, trust.actor(), board.id).due
    assert [(one.risk.reference, one.has_expired, one.overseen) for one in due] == [
        (mine, True, True),
        (other, False, False),
    ]
    assert [one.received_by for one in due] == ["Audit", "Board"]


def test_what_waits_for_a_decision_is_listed_with_its_meetings(
    session: Session, trust: Trust, board: Committee
) -> None:
    risk = overseen(session, trust, board)
    with transaction(session):
        propose_closing(session, trust.actor(), risk, "It has gone.")
    a_meeting(session, trust, board, on=LAST_WEEK, state=MeetingState.HELD)
    a_meeting(session, trust, board, on=TODAY, state=MeetingState.CANCELLED)
    a_meeting(session, trust, board, on=TODAY + timedelta(days=7))
    page = get_committee_page(session, trust.actor(), board.id)
    assert [one.risk.reference for one in page.open] == [risk]
    assert (page.row.last_on, page.row.next_on) == (LAST_WEEK, TODAY + timedelta(days=7))
    assert len(page.meetings) == 3


def test_a_committee_is_shown_as_at_a_day(session: Session, trust: Trust, board: Committee) -> None:
    overseen(session, trust, board, today=LAST_WEEK)
    later = overseen(session, trust, board, likelihood=5)
    a_meeting(session, trust, board, on=TODAY)
    page = get_committee_page(session, trust.actor(), board.id, LAST_WEEK)
    assert (page.row.risks, page.row.last_on, page.row.next_on) == (1, None, TODAY)
    assert later not in [row.reference for row in page.risks]
    assert page.meetings == ()


def test_a_page_takes_as_many_statements_however_much_there_is(
    session: Session, trust: Trust, board: Committee
) -> None:
    def statements() -> int:
        session.rollback()
        with counted(session) as sent:
            get_committee_page(session, trust.actor(), board.id)
        return len(sent)

    overseen(session, trust, board)
    a_meeting(session, trust, board)
    few = statements()
    for number in range(5):
        under = a_committee(session, trust, f"Under {number}", board)
        overseen(session, trust, under)
        overseen(session, trust, board)
        a_meeting(session, trust, board, on=TODAY - timedelta(days=number + 1))
    assert statements() == few
    assert few <= 13


def test_another_organisations_committee_is_not_there(
    session: Session, trust: Trust, board: Committee
) -> None:
    other = a_trust(session, "other")
    with pytest.raises(NotFoundError):
        get_committee_page(session, other.actor(), board.id)
