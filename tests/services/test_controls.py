"""Controls: added, changed and retired, with every earlier word kept."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.controls import (
    ChangeControl,
    ControlDetails,
    ControlType,
    Effectiveness,
    RetireControl,
)
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Role
from riskapp.models import Control, ControlVersion, History, HistoryText
from riskapp.services.controls import add_control, change_control, retire_control
from riskapp.services.transactions import transaction
from tests.assurances import a_control
from tests.factories import TODAY, a_risk, a_trust

LATER = TODAY + timedelta(days=10)
PARTLY = ControlDetails("Daily rota review", effectiveness=Effectiveness.PARTLY)


def changing(details: ControlDetails = PARTLY, version: int = 1) -> ChangeControl:
    return ChangeControl(details, "It runs every day now.", version)


def versions(session: Session) -> list[tuple[date, date, str]]:
    rows = session.exec(select(ControlVersion).order_by(col(ControlVersion.from_on)))
    return [(row.from_on, row.until_on, row.words) for row in rows]


def test_a_control_is_in_place_from_today(session: Session) -> None:
    trust = a_trust(session)
    lead = trust.actor(Role.RISK_LEAD)
    a_control(session, lead, a_risk(session, trust), control_type=ControlType.DETECTIVE)
    assert versions(session) == [(TODAY, FOREVER, "Weekly rota review")]
    entry = session.exec(select(History).where(col(History.kind) == Happening.CONTROL_ADDED)).one()
    typed = session.exec(
        select(HistoryText.words).where(col(HistoryText.number) == entry.number)
    ).one()
    assert typed == "Weekly rota review"
    assert "rota" not in entry.entry


def test_a_change_keeps_what_it_said_before(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    control = a_control(session, trust.actor(), reference)
    with transaction(session):
        change_control(session, trust.actor(today=LATER), reference, control, changing())
    assert versions(session) == [
        (TODAY, LATER, "Weekly rota review"),
        (LATER, FOREVER, "Daily rota review"),
    ]
    entry = session.exec(
        select(History).where(col(History.kind) == Happening.CONTROL_CHANGED)
    ).one()
    assert '"fields":"the words, the effectiveness"' in entry.entry


def test_a_second_change_on_one_day_makes_no_second_version(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    control = a_control(session, trust.actor(), reference)
    with transaction(session):
        change_control(session, trust.actor(), reference, control, changing())
    assert versions(session) == [(TODAY, FOREVER, "Daily rota review")]


def test_what_was_changed_meanwhile_is_not_overwritten(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    control = a_control(session, trust.actor(), reference)
    with transaction(session):
        change_control(session, trust.actor(), reference, control, changing())
    other = changing(ControlDetails("Something else"))
    with pytest.raises(StaleError), transaction(session):
        change_control(session, trust.actor(), reference, control, other)
    with pytest.raises(StaleError), transaction(session):
        retire_control(session, trust.actor(), reference, control, RetireControl("Gone.", 1))
    assert versions(session)[0][2] == "Daily rota review"


def test_a_change_that_changes_nothing_is_refused(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    control = a_control(session, trust.actor(), reference)
    same = changing(ControlDetails(" Weekly rota review "))
    with pytest.raises(FieldError, match="Nothing would change"), transaction(session):
        change_control(session, trust.actor(), reference, control, same)


def test_a_retired_control_is_kept_but_holds_no_more(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    control = a_control(session, trust.actor(), reference)
    with transaction(session):
        why = RetireControl("The rota is no more.", 1)
        retire_control(session, trust.actor(today=LATER), reference, control, why)
    assert versions(session) == [(TODAY, LATER, "Weekly rota review")]
    with pytest.raises(StaleError), transaction(session):
        change_control(session, trust.actor(today=LATER), reference, control, changing(version=2))


def test_what_was_added_and_retired_on_one_day_never_held(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    control = a_control(session, trust.actor(), reference)
    with transaction(session):
        retire_control(session, trust.actor(), reference, control, RetireControl("A mistake.", 1))
    assert versions(session) == []
    assert len(session.exec(select(Control)).all()) == 1


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (ControlDetails("  "), "words"),
        (ControlDetails("Review", last_tested_on=TODAY + timedelta(days=1)), "last_tested_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    sqlite_session: Session, details: ControlDetails, field: str
) -> None:
    trust = a_trust(sqlite_session)
    reference = a_risk(sqlite_session, trust)
    with pytest.raises(FieldError) as refused, transaction(sqlite_session):
        add_control(sqlite_session, trust.actor(), reference, details)
    assert refused.value.field == field


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REPORTER, Role.SECRETARY, Role.AUDITOR])
def test_who_may_not_change_controls(sqlite_session: Session, role: Role) -> None:
    session, trust = sqlite_session, a_trust(sqlite_session)
    reference = a_risk(session, trust)
    control = a_control(session, trust.actor(), reference)
    actor = trust.actor(role)
    for deed in (
        lambda: add_control(session, actor, reference, PARTLY),
        lambda: change_control(session, actor, reference, control, changing()),
        lambda: retire_control(session, actor, reference, control, RetireControl("Gone.", 1)),
    ):
        with pytest.raises(NotAllowedError), transaction(session):
            deed()


def test_nothing_is_added_to_a_hidden_risk_or_through_another_one(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    secret = a_risk(session, trust, by=trust.actor(), visibility=Visibility.RESTRICTED)
    control = a_control(session, trust.actor(), secret)
    open_to_all = a_risk(session, trust)
    a_risk(session, other)
    lead = trust.actor(Role.RISK_LEAD)
    with pytest.raises(NotFoundError), transaction(session):
        add_control(session, lead, secret, PARTLY)
    for actor, reference in ((lead, open_to_all), (other.actor(), "R-0001")):
        with pytest.raises(NotFoundError), transaction(session):
            change_control(session, actor, reference, control, changing())
