"""Recording what meetings decide: once however often it is sent, and never over another's."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.clock import uuid7
from riskapp.domain.drafts import PlaceOnBaf
from riskapp.domain.due_periods import parse_due
from riskapp.domain.errors import (
    FieldError,
    NotAllowedError,
    NotFoundError,
    StaleError,
    UnfitError,
)
from riskapp.domain.month_drafts import (
    AskAction,
    CloseRisk,
    NoChange,
)
from riskapp.domain.months import MonthState, Outcome
from riskapp.domain.permissions import Actor, Role
from riskapp.models import Milestone, MonthlyItem
from riskapp.services.outcomes import record_outcome
from riskapp.services.transactions import transaction
from tests.factories import a_risk, a_trust
from tests.meetings import a_committee, a_meeting
from tests.month_lists import Month, a_month, outcomes, record
from tests.services.test_at_once import FINE, at_once, sound


def version_of(session: Session) -> int:
    session.rollback()
    session.expire_all()
    return session.exec(select(col(MonthlyItem.version))).one()


def test_what_is_sent_twice_is_recorded_once(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    month = a_month(session, trust, risk)
    asked = month.asks(AskAction("Recruit", parse_due("Sep 2018"), "Posts stay vacant."))
    actor = trust.actor(Role.SECRETARY)
    for _ in range(2):
        with transaction(session):
            record_outcome(session, actor, risk, asked)
    assert len(outcomes(session)) == 1
    assert len(session.exec(select(Milestone)).all()) == 1
    assert version_of(session) == 2


def test_two_who_record_never_overwrite_one_another(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    month = a_month(session, trust, risk)
    record(session, trust, month, risk, NoChange())
    with pytest.raises(StaleError):
        record(session, trust, month, risk, CloseRisk("It is over."))
    assert [one.outcome for one in outcomes(session)] == [Outcome.NO_CHANGE]
    record(session, trust, month, risk, PlaceOnBaf("The board wants it."), seen=2)
    assert [one.outcome for one in outcomes(session)] == [Outcome.NO_CHANGE, Outcome.ESCALATED]
    with pytest.raises(FieldError, match="already"):
        record(session, trust, month, risk, NoChange(), seen=3)


def test_of_many_at_once_one_is_recorded_and_the_others_are_late(
    engine: sa.Engine, session: Session
) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    month = a_month(session, trust, risk)
    asked = [month.asks(NoChange()) for _ in range(2)]
    asked.append(month.asks(PlaceOnBaf("The board wants it.")))
    session.rollback()
    roles = (Role.SECRETARY, Role.RISK_MANAGER, Role.SECRETARY)
    actors = [trust.actor(role) for role in roles]

    def recording(actor: Actor, number: int) -> Callable[[Session], object]:
        return lambda db: record_outcome(db, actor, risk, asked[number])

    deeds = [recording(actor, number) for number, actor in enumerate(actors)]
    assert at_once(engine, deeds) == {FINE: 1, "StaleError": 2}
    assert len(outcomes(session)) == 1
    sound(session)


def test_a_form_sent_twice_at_once_is_recorded_once(engine: sa.Engine, session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    month = a_month(session, trust, risk)
    asked = month.asks(NoChange())
    session.rollback()
    actor = trust.actor(Role.SECRETARY)
    deeds = [lambda db: record_outcome(db, actor, risk, asked)] * 3
    assert at_once(engine, deeds) == {FINE: 3}
    assert len(outcomes(session)) == 1
    sound(session)


def test_only_who_may_record_does_and_only_for_a_meeting_of_the_month(session: Session) -> None:
    trust = a_trust(session)
    risk, other = a_risk(session, trust), a_risk(session, trust)
    month = a_month(session, trust, risk)
    asked = month.asks(NoChange())
    for role in (Role.EXECUTIVE, Role.RISK_LEAD, Role.AUDITOR, Role.VIEWER):
        with pytest.raises(NotAllowedError), transaction(session):
            record_outcome(session, trust.actor(role), risk, asked)
    elsewhere = a_meeting(session, trust, a_committee(session, trust, "Audit Committee"))
    wrong = Month(month.review, elsewhere).asks(NoChange())
    with pytest.raises(FieldError, match="not one of"), transaction(session):
        record_outcome(session, trust.actor(), risk, wrong)
    with pytest.raises(NotFoundError, match="not on the list"):
        record(session, trust, month, other, NoChange())


def test_nothing_is_recorded_of_a_month_that_is_final(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    month = a_month(session, trust, risk)
    with transaction(session):
        month.review.state = MonthState.CLOSED
        session.add(month.review)
    with pytest.raises(UnfitError, match="final"):
        record(session, trust, month, risk, NoChange())


def test_another_organisation_has_no_such_month_risk_or_meeting(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    risk = a_risk(session, trust)
    a_risk(session, other)
    month = a_month(session, trust, risk)
    theirs = other.actor(Role.SECRETARY)
    with pytest.raises(NotFoundError), transaction(session):
        record_outcome(session, theirs, risk, month.asks(NoChange()))
    there = a_month(session, other, risk)
    mixed = Month(there.review, month.meeting).asks(NoChange())
    with pytest.raises(NotFoundError), transaction(session):
        record_outcome(session, theirs, risk, mixed)


def test_a_form_for_another_risk_records_nothing_here(session: Session) -> None:
    trust = a_trust(session)
    first, second = a_risk(session, trust), a_risk(session, trust)
    month = a_month(session, trust, first, second)
    token = uuid7()
    actor = trust.actor(Role.SECRETARY)
    with transaction(session):
        record_outcome(session, actor, first, month.asks(NoChange(), token=token))
    with pytest.raises(UnfitError), transaction(session):
        record_outcome(session, actor, second, month.asks(NoChange(), token=token))
