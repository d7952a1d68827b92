"""Breaking what follows from decisions about a risk's life, and seeing it named."""

import pytest
from sqlmodel import Session

from riskapp.domain.escalation import Register
from riskapp.queries.checks.lives import find_false_lives
from riskapp.services.decisions import propose_closing
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_risk, a_trust
from tests.queries.test_checks import break_with
from tests.services.lives import accepted, closed, merged
from tests.services.looks import registers_of

BROKEN = [
    (
        "UPDATE decision_terms SET ended_on = '2018-06-30', ended_by = 'expired'",
        "trust R-0001: it is tolerated, but no acceptance holds.",
    ),
    (
        "UPDATE decision SET state = 'declined' WHERE kind = 'accept'",
        "trust R-0001: it is tolerated, but no acceptance holds.",
    ),
    (
        "UPDATE risk_version SET status = 'open' WHERE status = 'tolerated'",
        "trust R-0001: an acceptance holds, but it is open.",
    ),
    (
        "UPDATE decision_terms SET up_to_score = 9 WHERE up_to_score = 12",
        "trust R-0001: its score 12 is above what was accepted.",
    ),
    ("DELETE FROM risk_merge", "trust R-0002: it is merged, but into which risk is not kept."),
    (
        "UPDATE risk_version SET status = 'open' WHERE status = 'merged'",
        "trust R-0002: it went into another risk, but it is open.",
    ),
    (
        "UPDATE risk_version SET status = 'rejected' WHERE status = 'draft'",
        "trust R-0005: its life is over, but a decision is open (close).",
    ),
    (
        "UPDATE placement SET until_on = '9999-12-31'",
        "trust R-0004: its life is over, but it is on the High Level Risk Register.",
    ),
]


@pytest.fixture
def trust(session: Session) -> Trust:
    """A trust with a risk accepted, one merged into another, one closed, and a draft."""
    trust = a_trust(session)
    accepted(session, trust, a_risk(session, trust, consequence=4, likelihood=3))
    merged(session, trust, a_risk(session, trust), a_risk(session, trust))
    high = a_risk(session, trust, consequence=4, likelihood=4)
    assert Register.HLRR in registers_of(session, high)
    closed(session, trust, high)
    with transaction(session):
        propose_closing(session, trust.actor(), a_risk(session, trust, draft=True), "Gone.")
    return trust


def test_what_was_decided_as_it_should_be_is_not_named(session: Session, trust: Trust) -> None:
    assert list(find_false_lives(session)) == []


@pytest.mark.parametrize(("statement", "finding"), BROKEN)
def test_what_was_broken_is_named(
    session: Session, trust: Trust, statement: str, finding: str
) -> None:
    break_with(session, statement)
    session.rollback()
    assert finding in list(find_false_lives(session))
