"""The operational exposure of risks on the BAF."""

from datetime import date

import pytest
from sqlmodel import Session

from riskapp.domain.lifecycle import RiskStatus, Visibility
from riskapp.domain.permissions import Role
from riskapp.queries.framework import framework
from riskapp.queries.risk_page import get_risk_page
from riskapp.readmodels.exposure import Exposure
from riskapp.services.reviews import review_risk
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_risk, a_score, a_trust
from tests.queries.statements import counted
from tests.services.test_exposure import end, link, on_baf

WINTER, APRIL, MAY = date(2018, 2, 1), date(2018, 4, 10), date(2018, 5, 1)


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


@pytest.fixture
def above(session: Session, trust: Trust) -> str:
    """A risk on the BAF that scores 12."""
    reference = on_baf(session, trust, day=WINTER)
    a_score(session, trust.actor(Role.RISK_LEAD, WINTER), reference, 4, 3)
    return reference


def below(
    session: Session, trust: Trust, above: str, score: tuple[int, int], day: date = WINTER
) -> str:
    """A risk with a score, under another since a day."""
    lead = trust.actor(Role.RISK_LEAD, day)
    reference = a_risk(session, trust, by=lead)
    a_score(session, lead, reference, *score)
    link(session, lead, above, reference)
    return reference


def exposure_of(session: Session, trust: Trust, above: str, on: date | None = None) -> Exposure:
    session.rollback()
    return get_risk_page(session, trust.actor(), above, on=on).exposure


def test_the_high_ones_are_shown_with_their_movement_and_the_rest_counted(
    session: Session, trust: Trust, above: str
) -> None:
    lead = trust.actor(Role.RISK_LEAD, MAY)
    rising = below(session, trust, above, (4, 3))
    a_score(session, lead, rising, 5, 4)
    steady = below(session, trust, above, (4, 4))
    late = below(session, trust, above, (5, 3), MAY)
    below(session, trust, above, (2, 2))
    unscored = a_risk(session, trust)
    link(session, lead, above, unscored)
    found = exposure_of(session, trust, above)
    assert (found.since, found.reviewed) == (date(2018, 3, 30), False)
    assert [(risk.reference, risk.movement) for risk in found.high] == [
        (rising, "up from 12"),
        (steady, "unchanged"),
        (late, "newly scored"),
    ]
    assert (found.lower, found.unscored) == (1, 1)


def test_movement_is_since_the_last_review_of_the_strategic_risk(
    session: Session, trust: Trust, above: str
) -> None:
    rising = below(session, trust, above, (4, 3))
    a_score(session, trust.actor(Role.RISK_LEAD, APRIL), rising, 4, 4)
    with transaction(session):
        review_risk(session, trust.actor(Role.RISK_LEAD, MAY), above, "No change.")
    a_score(session, trust.actor(Role.RISK_LEAD), rising, 5, 4)
    found = exposure_of(session, trust, above)
    assert (found.since, found.reviewed) == (MAY, True)
    assert [risk.movement for risk in found.high] == ["up from 16"]
    then = exposure_of(session, trust, above, APRIL)
    assert (then.since, then.reviewed) == (date(2018, 1, 10), False)
    assert [risk.movement for risk in then.high] == ["newly scored"]


def test_what_stands_above_its_strategic_risk_is_flagged_on_page_and_list(
    session: Session, trust: Trust, above: str
) -> None:
    low, twenty = below(session, trust, above, (4, 3)), below(session, trust, above, (5, 4))
    words = (f"Operational risk {twenty} stands at 20, this strategic risk at 12.",)
    session.rollback()
    page = get_risk_page(session, trust.actor(), above)
    assert page.exposure.flags(page.row.current) == words
    found = framework(session, trust.actor())
    assert [found.outstripped(row) for group in found.groups for row in group.rows] == [words]
    a_score(session, trust.actor(Role.RISK_LEAD), above, 5, 5)
    session.rollback()
    found = framework(session, trust.actor())
    assert [found.outstripped(row) for group in found.groups for row in group.rows] == [()]
    then = framework(session, trust.actor(), MAY)
    assert [then.outstripped(row) for group in then.groups for row in group.rows] == [words]
    assert low not in words[0]


def test_a_risk_that_is_no_longer_open_counts_no_more(
    session: Session, trust: Trust, above: str
) -> None:
    draft = a_risk(session, trust, by=trust.actor(Role.RISK_LEAD), draft=True)
    a_score(session, trust.actor(Role.RISK_LEAD), draft, 5, 5)
    link(session, trust.actor(), above, draft)
    found = exposure_of(session, trust, above)
    assert [risk.status for risk in found.risks] == [RiskStatus.DRAFT]
    assert (found.high, found.lower, found.unscored) == ((), 0, 0)


def test_a_hidden_risk_is_neither_shown_nor_counted(
    session: Session, trust: Trust, above: str
) -> None:
    manager = trust.actor(today=WINTER)
    hidden = a_risk(session, trust, by=manager, visibility=Visibility.RESTRICTED)
    a_score(session, manager, hidden, 5, 5)
    link(session, manager, above, hidden)
    session.rollback()
    for role, risks in ((Role.RISK_LEAD, 0), (Role.VIEWER, 0), (Role.AUDITOR, 1)):
        page = get_risk_page(session, trust.actor(role), above)
        assert len(page.exposure.risks) == risks
        assert len(page.exposure.flags(page.row.current)) == risks
        found = framework(session, trust.actor(role))
        assert sum(len(found.outstripped(r)) for g in found.groups for r in g.rows) == risks


def test_a_link_shows_on_the_days_it_held(session: Session, trust: Trust, above: str) -> None:
    reference = below(session, trust, above, (5, 4), MAY)
    end(session, trust.actor(), above, reference)
    assert exposure_of(session, trust, above).risks == ()
    assert [risk.reference for risk in exposure_of(session, trust, above, MAY).risks] == [reference]
    assert exposure_of(session, trust, above, APRIL).risks == ()
    assert TODAY > MAY


def test_the_list_takes_as_many_statements_however_much_is_under_it(
    session: Session, trust: Trust, above: str
) -> None:
    framework(session, trust.actor())
    taken = []
    for more in (1, 6):
        for _ in range(more):
            below(session, trust, above, (5, 4))
        session.rollback()
        with counted(session) as sent:
            framework(session, trust.actor())
        taken.append(len(sent))
    assert taken[0] == taken[1]
