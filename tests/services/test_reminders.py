"""Choosing reminders: everybody for themselves, and the line for the whole organisation."""

import pytest
from sqlmodel import Session

from riskapp.domain.errors import FieldError, NotAllowedError, StaleError
from riskapp.domain.permissions import Role
from riskapp.domain.reminders import Choice, ChooseReminders, HowOften, SetLine
from riskapp.queries.reminders import Rule, get_choice, get_rule
from riskapp.services.reminders import choose_reminders, set_line
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_trust


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


def test_a_choice_is_ones_own_and_the_later_window_does_not_win(
    session: Session, trust: Trust
) -> None:
    viewer = trust.actor(Role.VIEWER)
    assert get_choice(session, viewer) == Choice()
    for version in (0, 1):
        with transaction(session):
            choose_reminders(session, viewer, ChooseReminders(HowOften.WEEKLY, 4, version))
    assert get_choice(session, viewer) == Choice(HowOften.WEEKLY, 4, 2)
    with pytest.raises(StaleError), transaction(session):
        choose_reminders(session, viewer, ChooseReminders(HowOften.OFF, 0, 1))
    assert get_choice(session, trust.actor()) == Choice()


def test_the_line_is_set_by_a_risk_manager(session: Session, trust: Trust) -> None:
    assert get_rule(session, trust.actor()) == Rule(30, 0)
    with pytest.raises(NotAllowedError), transaction(session):
        set_line(session, trust.actor(Role.EXECUTIVE), SetLine(9, 0))
    for days in (-1, 366):
        with pytest.raises(FieldError), transaction(session):
            set_line(session, trust.actor(), SetLine(days, 0))
    for version, days in enumerate((9, 0)):
        with transaction(session):
            set_line(session, trust.actor(), SetLine(days, version))
    assert get_rule(session, trust.actor(Role.VIEWER)) == Rule(0, 2)
    with pytest.raises(StaleError), transaction(session):
        set_line(session, trust.actor(), SetLine(5, 1))
    assert get_rule(session, a_trust(session, "other").actor()) == Rule(30, 0)
