"""What a committee oversees changes from a day, with a reason, and never unseen."""

from collections.abc import Collection
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.domains import Domain, label
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.meeting_drafts import SetOversight
from riskapp.domain.permissions import Role
from riskapp.models import Committee, CommitteeDomain
from riskapp.queries.checks.everything import check_everything
from riskapp.queries.committee_page import get_committee_page
from riskapp.queries.committees import get_committee, list_committees
from riskapp.readmodels.committees import CommitteeRow
from riskapp.services.oversight import set_oversight
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_trust
from tests.meetings import a_committee

YESTERDAY = TODAY - timedelta(days=1)
MONEY, SAFE = Domain.FINANCE, Domain.SAFETY


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


@pytest.fixture
def committee(session: Session, trust: Trust) -> Committee:
    return a_committee(session, trust, "Finance")


def look(session: Session, trust: Trust, committee: Committee) -> CommitteeRow:
    session.rollback()
    return get_committee(list_committees(session, trust.actor()), committee.id)


def oversee(
    session: Session, trust: Trust, committee: Committee, domains: Collection[Domain],
    *, takes: bool = False, reason: str = "Agreed.", days_ago: int = 0,
) -> None:  # fmt: skip
    version = look(session, trust, committee).version
    actor = trust.actor(today=TODAY - timedelta(days=days_ago))
    with transaction(session):
        draft = SetOversight(frozenset(domains), takes, reason, version)
        set_oversight(session, actor, committee.id, draft)


def test_a_domain_is_overseen_from_one_day_until_another(
    session: Session, trust: Trust, committee: Committee
) -> None:
    oversee(session, trust, committee, [MONEY, SAFE], days_ago=1)
    oversee(session, trust, committee, [MONEY])
    assert look(session, trust, committee).domains == (MONEY,)
    (then,) = list_committees(session, trust.actor(), YESTERDAY)
    assert set(then.domains) == {MONEY, SAFE}
    told = get_committee_page(session, trust.actor(), committee.id).history
    changed, safe = "The risk-manager changed what the Finance oversees:", label(SAFE).lower()
    assert [line.sentence for line in told] == [
        f"{changed} gave up {safe}.",
        f"{changed} took on {safe}; took on finance and claims.",
    ]
    assert list(check_everything(session)) == []


def test_what_begins_and_ends_on_one_day_never_was(
    session: Session, trust: Trust, committee: Committee
) -> None:
    for domains in ([MONEY], [], [MONEY], []):
        oversee(session, trust, committee, domains)
    assert session.exec(select(col(CommitteeDomain.domain))).all() == []


def test_nothing_changed_is_nothing_told(
    session: Session, trust: Trust, committee: Committee
) -> None:
    oversee(session, trust, committee, [])
    assert look(session, trust, committee).version == 1
    assert get_committee_page(session, trust.actor(), committee.id).history == ()


def test_one_committee_takes_programme_risks_first(
    session: Session, trust: Trust, committee: Committee
) -> None:
    oversee(session, trust, committee, [], takes=True)
    assert look(session, trust, committee).takes_programme_risks
    other = a_committee(session, trust, "Other")
    with pytest.raises(FieldError, match="The Finance takes programme risks first") as refused:
        oversee(session, trust, other, [], takes=True)
    assert refused.value.field == "takes"
    oversee(session, trust, committee, [MONEY], takes=True)
    oversee(session, trust, committee, [MONEY])
    oversee(session, trust, other, [], takes=True)


def test_it_takes_a_reason_a_right_and_the_last_version(
    session: Session, trust: Trust, committee: Committee
) -> None:
    with pytest.raises(FieldError) as refused:
        oversee(session, trust, committee, [MONEY], reason=" ")
    assert refused.value.field == "reason"
    draft = SetOversight(
        frozenset([MONEY]), takes_programme_risks=False, reason="r", seen_version=2
    )
    with pytest.raises(StaleError), transaction(session):
        set_oversight(session, trust.actor(), committee.id, draft)
    with pytest.raises(NotAllowedError), transaction(session):
        set_oversight(session, trust.actor(Role.SECRETARY), committee.id, draft)
    with pytest.raises(NotFoundError), transaction(session):
        set_oversight(session, a_trust(session, "other").actor(), committee.id, draft)
