"""The quality checks of some risks: who learns of them, and what a pack makes of them."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import Session

from riskapp.domain.lifecycle import RiskStatus, Visibility
from riskapp.domain.permissions import Role
from riskapp.domain.severity import SetQuality, Severity
from riskapp.queries.quality import count_failing, gate, list_failed_of_risks
from riskapp.services.quality import set_quality
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_risk, a_trust
from tests.queries.quality_rows import (
    id_of,
    let_it_say,
)
from tests.queries.statements import counted


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


@pytest.mark.parametrize(
    ("status", "looked_at"), [(s, s in {RiskStatus.OPEN, RiskStatus.TOLERATED}) for s in RiskStatus]
)
def test_only_open_and_accepted_risks_are_looked_at(
    session: Session, trust: Trust, status: RiskStatus, looked_at: bool
) -> None:
    reference = a_risk(session, trust)
    let_it_say(session, reference, status=status)
    risk_id = id_of(session, reference)
    assert (risk_id in list_failed_of_risks(session, trust.actor(), [risk_id])) is looked_at
    assert (count_failing(session, trust.actor(), [risk_id])[risk_id] > 0) is looked_at


def test_nobody_is_told_of_a_risk_that_they_may_not_know_of(session: Session, trust: Trust) -> None:
    hidden = a_risk(session, trust, visibility=Visibility.RESTRICTED, by=trust.actor())
    ids = [id_of(session, hidden)]
    other = a_trust(session, "other")
    for actor in (trust.actor(Role.VIEWER), trust.actor(Role.REPORTER), other.actor()):
        assert list_failed_of_risks(session, actor, ids) == {}
        assert count_failing(session, actor, ids) == {ids[0]: 0}
        assert gate(session, actor, ids).failures == ()


def test_a_gate_says_what_fails_the_most_serious_first(session: Session, trust: Trust) -> None:
    ids = _some_risks(session, trust)
    verdict = gate(session, trust.actor(), ids)
    assert verdict.is_serious
    assert [(one.check.key, one.references) for one in verdict.failures] == [
        ("no-owner", ("R-0002", "R-0001")),
        ("not-scored", ("R-0002",)),
        ("no-target", ("R-0002", "R-0001")),
        ("no-action", ("R-0001",)),
    ]
    _set(session, trust, "no-owner", Severity.OFF)
    _set(session, trust, "not-scored", Severity.ADVICE)
    later = gate(session, trust.actor(), ids)
    assert not later.is_serious
    assert [one.check.key for one in later.failures] == ["no-target", "no-action", "not-scored"]
    assert gate(session, trust.actor(), ids, TODAY - timedelta(days=1)).failures == ()


def test_it_takes_one_statement_for_one_risk_and_for_many(session: Session, trust: Trust) -> None:
    ids, actor = _some_risks(session, trust), trust.actor()
    for asked in (ids[:1], ids):
        with counted(session) as sent:
            count_failing(session, actor, asked)
        assert len(sent) == 1


def _some_risks(session: Session, trust: Trust) -> Sequence[UUID]:
    references = [a_risk(session, trust, consequence=3, likelihood=3), a_risk(session, trust)]
    return [id_of(session, reference) for reference in reversed(references)]


def _set(session: Session, trust: Trust, key: str, severity: Severity) -> None:
    with transaction(session):
        set_quality(session, trust.actor(), SetQuality(key, severity, "We decided so.", 0))
