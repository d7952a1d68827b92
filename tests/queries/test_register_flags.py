"""What may be so of a risk as filters, and every order both ways, on both engines."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session

from riskapp.domain.assurance import Line
from riskapp.domain.filters import Flag, RegisterFilters, Sort
from riskapp.domain.life_drafts import RecordOccurrence
from riskapp.domain.lifecycle import RiskKind
from riskapp.domain.permissions import Role
from riskapp.domain.scoring import ScoreKind
from riskapp.models import Review
from riskapp.queries.cases import get_case
from riskapp.queries.register import list_register
from riskapp.services.occurrences import record_occurrence
from riskapp.services.transactions import transaction
from tests.assurances import a_gap, an_assurance
from tests.factories import TODAY, Trust, a_risk, a_score, a_trust
from tests.queries.statements import counted
from tests.services.lives import UNTIL, accepted

AFTER = UNTIL + timedelta(days=1)


@pytest.fixture
def trust(session: Session) -> Trust:
    """A trust with two risks, of which only the first will be like what a test asks for."""
    trust = a_trust(session)
    a_risk(session, trust, title="First", consequence=3, likelihood=4)
    a_risk(session, trust, title="Second", consequence=3, likelihood=3)
    return trust


def found(
    session: Session, trust: Trust, flag: Flag, today: date = TODAY, on: date | None = None
) -> list[str]:
    page = list_register(session, trust.actor(today=today), with_flag(flag), on=on)
    assert page.total == len(page.rows)
    return [row.title for row in page.rows]


def with_flag(flag: Flag) -> RegisterFilters:
    return RegisterFilters(flags=frozenset({flag}))


def test_a_gap_is_found_while_it_is_open(session: Session, trust: Trust) -> None:
    assert found(session, trust, Flag.GAP) == []
    a_gap(session, trust.actor(), "R-0001")
    assert found(session, trust, Flag.GAP) == ["First"]
    assert found(session, trust, Flag.GAP, on=TODAY - timedelta(days=1)) == []


def test_only_an_upper_line_takes_a_risk_from_those_without(session: Session, trust: Trust) -> None:
    an_assurance(session, trust.actor(), "R-0001", Line.FIRST)
    assert found(session, trust, Flag.NO_UPPER) == ["First", "Second"]
    an_assurance(session, trust.actor(), "R-0002", Line.THIRD)
    assert found(session, trust, Flag.NO_UPPER) == ["First"]


def test_what_has_happened_is_found(session: Session, trust: Trust) -> None:
    with transaction(session):
        lead = trust.actor(Role.RISK_LEAD)
        record_occurrence(session, lead, "R-0001", RecordOccurrence(TODAY, "It flooded."))
    assert found(session, trust, Flag.HAPPENED) == ["First"]


def test_a_review_is_overdue_from_the_day_after_it_was_due(session: Session, trust: Trust) -> None:
    risk = get_case(session, trust.actor(), "R-0001").risk
    fields = {"organisation_id": risk.organisation_id, "risk_id": risk.id, "outcome": "looked at"}
    by = trust.actor().person_id
    with transaction(session):
        session.add(Review(reviewed_on=TODAY, next_on=UNTIL, by_id=by, **fields))
    assert found(session, trust, Flag.REVIEW, UNTIL) == []
    assert found(session, trust, Flag.REVIEW, AFTER) == ["First"]
    assert found(session, trust, Flag.REVIEW, AFTER, on=UNTIL) == []


def test_a_target_is_missed_after_its_date_while_the_score_is_above(
    session: Session, trust: Trust
) -> None:
    lead = trust.actor(Role.RISK_LEAD)
    a_score(session, lead, "R-0001", 2, 2, kind=ScoreKind.TARGET)
    a_score(session, lead, "R-0002", 3, 3, kind=ScoreKind.TARGET)
    assert found(session, trust, Flag.TARGET, date(2019, 3, 31)) == []
    assert found(session, trust, Flag.TARGET, date(2019, 4, 1)) == ["First"]


def test_an_acceptance_expires_soon_and_then_has_expired(session: Session, trust: Trust) -> None:
    accepted(session, trust, "R-0001")
    assert found(session, trust, Flag.EXPIRES) == []
    assert found(session, trust, Flag.EXPIRES, UNTIL - timedelta(days=30)) == ["First"]
    assert found(session, trust, Flag.EXPIRES, UNTIL) == ["First"]
    assert found(session, trust, Flag.EXPIRED, UNTIL) == []
    assert found(session, trust, Flag.EXPIRED, AFTER) == ["First"]
    assert found(session, trust, Flag.EXPIRES, AFTER) == []


def test_a_kind_is_found(session: Session, trust: Trust) -> None:
    for kind in RiskKind:
        page = list_register(session, trust.actor(), RegisterFilters(kind=kind))
        assert page.total == (2 if kind is RiskKind.OPERATIONAL else 0)


@pytest.mark.parametrize("sort", list(Sort))
def test_every_order_can_be_turned_round(session: Session, trust: Trust, sort: Sort) -> None:
    a_risk(session, trust, title="Draft", draft=True)
    a_score(session, trust.actor(Role.RISK_LEAD), "R-0002", 2, 2, kind=ScoreKind.TARGET)
    asked = RegisterFilters(sort=sort)
    there = list_register(session, trust.actor(), asked).rows
    back = list_register(session, trust.actor(), replace(asked, backwards=True)).rows
    assert len(there) == 3
    assert there == back[::-1]


def test_all_filters_at_once_take_no_more_statements(session: Session, trust: Trust) -> None:
    taken = []
    for asked in (RegisterFilters(), RegisterFilters(flags=frozenset(Flag))):
        with counted(session) as sent:
            list_register(session, trust.actor(), asked)
        taken.append(len(sent))
    assert taken[1] <= taken[0]
