"""Setting the quality checks: dated, with a reason, and by one person at a time."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.permissions import GRANTS, Role
from riskapp.domain.severity import SetQuality, Severity
from riskapp.models import History, QualitySetting
from riskapp.queries.quality_settings import list_all_settings, list_settings
from riskapp.services.quality import set_quality
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_trust

LATER = TODAY + timedelta(days=30)
KEY = "same-again"


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


def set_so(
    session: Session,
    trust: Trust,
    severity: Severity,
    *,
    seen: int,
    today: date = TODAY,
    reason: str = "We decided so.",
    key: str = KEY,
    role: Role = Role.RISK_MANAGER,
) -> None:
    with transaction(session):
        set_quality(session, trust.actor(role, today), SetQuality(key, severity, reason, seen))


def test_a_setting_holds_from_its_day_and_the_earlier_is_kept(
    session: Session, trust: Trust
) -> None:
    set_so(session, trust, Severity.OFF, seen=0)
    set_so(session, trust, Severity.SERIOUS, seen=1, today=LATER, reason="Now we look.")
    actor = trust.actor()
    (held,) = list_settings(session, actor).values()
    assert (held.severity, held.from_on, held.until_on) == (Severity.SERIOUS, LATER, FOREVER)
    assert (held.by, held.reason, held.version) == ("The risk-manager", "Now we look.", 2)
    assert list_settings(session, actor, TODAY)[KEY].severity is Severity.OFF
    assert list_settings(session, actor, TODAY - timedelta(days=1)) == {}
    assert [one.until_on for one in list_all_settings(session, actor)] == [FOREVER, LATER]
    assert list_settings(session, a_trust(session, "other").actor()) == {}


def test_another_setting_of_the_same_day_takes_its_place(session: Session, trust: Trust) -> None:
    set_so(session, trust, Severity.OFF, seen=0)
    set_so(session, trust, Severity.WARNING, seen=1, reason="A slip.")
    (held,) = list_all_settings(session, trust.actor())
    assert (held.severity, held.reason, held.version) == (Severity.WARNING, "A slip.", 2)


def test_every_setting_is_told_in_the_history(session: Session, trust: Trust) -> None:
    set_so(session, trust, Severity.OFF, seen=0)
    query = select(History).where(col(History.kind) == Happening.QUALITY_SET)
    (entry,) = session.exec(query)
    assert '"before":"advice"' in entry.entry
    assert '"severity":"off"' in entry.entry


@pytest.mark.parametrize("seen", [0, 2])
def test_setting_over_somebody_else_is_refused(session: Session, trust: Trust, seen: int) -> None:
    set_so(session, trust, Severity.OFF, seen=0)
    with pytest.raises(StaleError):
        set_so(session, trust, Severity.SERIOUS, seen=seen)
    (held,) = list_all_settings(session, trust.actor())
    assert held.severity is Severity.OFF


def test_it_takes_a_reason_and_something_to_change(session: Session, trust: Trust) -> None:
    for severity, reason, field in [
        (Severity.OFF, " ", "reason"),
        (Severity.ADVICE, "It is that already.", "severity"),
    ]:
        with pytest.raises(FieldError) as refused:
            set_so(session, trust, severity, seen=0, reason=reason)
        assert refused.value.field == field
    with pytest.raises(NotFoundError):
        set_so(session, trust, Severity.OFF, seen=0, key="no-such-check")
    assert session.exec(select(QualitySetting)).all() == []


@pytest.mark.parametrize("role", [role for role in Role if Action.SET_QUALITY not in GRANTS[role]])
def test_who_may_not_set_the_checks_is_refused(session: Session, trust: Trust, role: Role) -> None:
    with pytest.raises(NotAllowedError, match="may not set the quality checks"):
        set_so(session, trust, Severity.OFF, seen=0, role=role)
