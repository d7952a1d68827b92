"""Counts are kept while nothing changes, and for nobody who may know of less."""

import pytest
from sqlmodel import Session

from riskapp.domain.filters import RegisterFilters
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Role
from riskapp.queries import kept_counts
from riskapp.queries.heat_map import heat_map
from riskapp.queries.register import list_register
from tests.factories import Trust, a_risk, a_score, a_trust
from tests.queries.statements import counted

ALL = RegisterFilters()


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


def test_the_same_question_is_counted_once(session: Session, trust: Trust) -> None:
    a_risk(session, trust, consequence=3, likelihood=3)
    actor = trust.actor()
    first, second = (_asked(session, trust) for _ in range(2))
    assert sum("count(*)" in one for one in first) == 2
    assert sum("count(*)" in one for one in second) == 0
    assert list_register(session, actor, ALL).total == 1


def test_every_change_is_counted_anew(session: Session, trust: Trust) -> None:
    actor = trust.actor()
    for number in range(1, 4):
        reference = a_risk(session, trust, consequence=3, likelihood=3)
        assert list_register(session, actor, ALL).total == number
        assert heat_map(session, actor).plotted == number
    a_score(session, actor, reference, 5, 5)
    high = RegisterFilters(band="extreme")
    assert list_register(session, actor, high).total == 1
    assert heat_map(session, actor).rows[0][4].count == 1


def test_a_count_is_not_shared_with_who_may_know_of_less(session: Session, trust: Trust) -> None:
    other = a_trust(session, "other")
    a_risk(session, trust, visibility=Visibility.RESTRICTED, by=trust.actor())
    a_risk(session, trust, by=trust.actor(Role.REPORTER))
    a_risk(session, trust)
    expected = {Role.RISK_MANAGER: 3, Role.VIEWER: 2, Role.REPORTER: 1}
    for role, total in expected.items():
        assert list_register(session, trust.actor(role), ALL).total == total
        assert heat_map(session, trust.actor(role)).total == total
    assert list_register(session, other.actor(), ALL).total == 0
    assert list_register(session, trust.lead_of(trust.people[Role.VIEWER].id), ALL).total == 0


def test_a_process_keeps_only_so_many(
    session: Session, trust: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_risk(session, trust)
    monkeypatch.setattr(kept_counts, "MOST", 1)
    for band in ("low", "high", "low", ""):
        total = list_register(session, trust.actor(), RegisterFilters(band=band)).total
        assert total == (0 if band else 1)


def _asked(session: Session, trust: Trust) -> list[str]:
    with counted(session) as sent:
        list_register(session, trust.actor(), ALL)
        heat_map(session, trust.actor(Role.RISK_MANAGER))
    return [one.lower() for one in sent]


def test_words_that_are_searched_for_are_not_kept(session: Session, trust: Trust) -> None:
    a_risk(session, trust)
    list_register(session, trust.actor(), RegisterFilters(search="Zebrafinch"))
    assert "Zebrafinch" not in repr(kept_counts._KEPT)  # noqa: SLF001 - what must not be in it
