"""What is due for whom: theirs, and what is long overdue in their area."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Actor, Role
from riskapp.domain.reminders import DueKind
from riskapp.models import Milestone, Programme, RiskVersion
from riskapp.queries.cases import get_case
from riskapp.queries.members import list_members
from riskapp.queries.reminders import get_digest
from riskapp.readmodels.reminders import Digest
from riskapp.services.months import open_month
from riskapp.services.transactions import transaction
from tests.assurances import FIRST, SECOND, a_control, an_assurance
from tests.factories import TODAY, Trust, a_milestone, a_programme, a_trust, a_unit
from tests.queries.statements import counted
from tests.reminders import due, held_by


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


def digest_of(session: Session, trust: Trust, role: Role, days: int = 30) -> Digest:
    found = list_members(session, trust.organisation.id, TODAY, trust.people[role].id)
    return get_digest(session, found[0].actor, "Trust", days)


def names(digest: Digest, kind: DueKind | None = None) -> list[str]:
    return [line.name for line in digest.own if kind in {None, line.kind}]


def test_a_review_is_its_handlers_and_its_owners(session: Session, trust: Trust) -> None:
    post = held_by(session, trust, Role.EXECUTIVE)
    soon = due(session, trust, 14, owner_post_id=post)
    late = due(session, trust, -3, handler_post_id=post)
    due(session, trust, 15, owner_post_id=post)
    digest = digest_of(session, trust, Role.EXECUTIVE)
    assert names(digest) == [late, soon]
    assert [day.late for day in digest.days(digest.own)] == [3, 0]
    assert digest_of(session, trust, Role.VIEWER).total == 0


def test_what_nobody_looks_after_is_the_risk_leads(session: Session, trust: Trust) -> None:
    vacant = due(session, trust, 0)
    due(session, trust, 0, owner_post_id=held_by(session, trust, Role.EXECUTIVE))
    assert names(digest_of(session, trust, Role.RISK_LEAD)) == [vacant]
    elsewhere = a_unit(session, trust, "Elsewhere")
    lead = replace(trust.actor(Role.RISK_LEAD), units=frozenset({elsewhere.id}))
    assert get_digest(session, lead, "Trust", 30).total == 0


def test_the_line_is_told_of_what_is_long_overdue_in_its_area(
    session: Session, trust: Trust
) -> None:
    executive = held_by(session, trust, Role.EXECUTIVE)
    matron = held_by(session, trust, Role.SECRETARY)
    late = due(session, trust, -31, owner_post_id=matron, executive_post_id=executive)
    due(session, trust, -30, owner_post_id=matron, executive_post_id=executive)
    digest = digest_of(session, trust, Role.EXECUTIVE)
    assert (digest.own, [line.name for line in digest.area]) == ((), [late])
    assert digest_of(session, trust, Role.EXECUTIVE, days=0).total == 0
    assert len(names(digest_of(session, trust, Role.SECRETARY), DueKind.REVIEW)) == 2


def test_a_restricted_risk_is_told_only_to_who_may_see_it(session: Session, trust: Trust) -> None:
    reference = due(session, trust, 0, title="Zebrafinch")
    risk_id = get_case(session, trust.actor(), reference).risk.id
    a_milestone(session, trust, "Jun 2018", risk_ids=(risk_id,))
    with transaction(session):
        says = col(RiskVersion.risk_id) == risk_id
        session.exec(sa.update(RiskVersion).where(says).values(visibility=Visibility.RESTRICTED))
    assert digest_of(session, trust, Role.RISK_LEAD).total == 0
    manager = replace(trust.actor(), role=Role.RISK_LEAD)
    seeing = replace(manager, posts=frozenset({held_by(session, trust, Role.RISK_MANAGER)}))
    assert get_digest(session, seeing, "Trust", 30).total == 0
    post = next(iter(seeing.posts))
    with transaction(session):
        session.exec(sa.update(RiskVersion).where(says).values(owner_post_id=post))
    digest = get_digest(session, seeing, "Trust", 30)
    assert {line.kind for line in digest.own} == {DueKind.REVIEW, DueKind.MILESTONE}
    assert all(line.restricted for line in digest.own)
    assert "Zebrafinch" not in " ".join(line.said(in_mail=True) for line in digest.own)
    assert "Zebrafinch" in digest.own[0].said() + digest.own[1].said()


def test_a_milestone_is_its_owners_else_of_who_leads_on_what_it_is_for(
    session: Session, trust: Trust
) -> None:
    executive, matron = (held_by(session, trust, role) for role in (Role.EXECUTIVE, Role.SECRETARY))
    programme = a_programme(session, trust)
    owned = a_milestone(session, trust, "May 2018", programme=programme)
    a_milestone(session, trust, "Jun 2018", programme=programme)
    a_milestone(session, trust, "Sep 2018", programme=programme)
    with transaction(session):
        which = col(Milestone.id) == owned
        session.exec(sa.update(Milestone).where(which).values(owner_post_id=matron))
        led = col(Programme.id) == programme.id
        session.exec(sa.update(Programme).where(led).values(executive_post_id=executive))
    assert names(digest_of(session, trust, Role.SECRETARY), DueKind.MILESTONE) == ["M-0001"]
    digest = digest_of(session, trust, Role.EXECUTIVE, days=20)
    assert names(digest, DueKind.MILESTONE) == ["M-0002"]
    assert [line.name for line in digest.area] == ["M-0001"]


def test_a_milestone_that_nobody_leads_on_is_the_risk_managers(
    session: Session, trust: Trust
) -> None:
    a_milestone(session, trust, "Jun 2018", programme=a_programme(session, trust))
    assert names(digest_of(session, trust, Role.RISK_MANAGER), DueKind.MILESTONE) == ["M-0001"]
    assert digest_of(session, trust, Role.RISK_LEAD).total == 0


def test_an_assurance_is_told_of_until_a_newer_one_replaces_it(
    session: Session, trust: Trust
) -> None:
    reference = due(session, trust, 100, owner_post_id=held_by(session, trust, Role.EXECUTIVE))
    control = a_control(session, trust.actor(), reference)
    soon, later = TODAY + timedelta(days=30), TODAY + timedelta(days=31)
    an_assurance(session, trust.actor(), reference, FIRST, control_id=control, expires_on=soon)
    an_assurance(session, trust.actor(), reference, SECOND, control_id=control, expires_on=later)
    assert names(digest_of(session, trust, Role.EXECUTIVE)) == [reference]
    an_assurance(session, trust.actor(), reference, FIRST, control_id=control, expires_on=later)
    assert digest_of(session, trust, Role.EXECUTIVE).total == 0


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.RISK_MANAGER])
def test_the_month_about_to_open_is_told_to_who_opens_it(
    session: Session, trust: Trust, role: Role
) -> None:
    actor = trust.actor(role)
    digest = get_digest(session, actor, "Trust", 30)
    assert [line.said() for line in digest.own] == ["Monthly review of June 2018"]
    with transaction(session):
        open_month(session, trust.actor(), date(2018, 6, 1))
    assert get_digest(session, actor, "Trust", 30).total == 0
    assert digest_of(session, trust, Role.VIEWER).total == 0


def test_an_organisation_tells_nothing_of_another(session: Session, trust: Trust) -> None:
    other = a_trust(session, "other")
    due(session, other, 0)
    a_milestone(session, other, "Jun 2018", programme=a_programme(session, other))
    assert digest_of(session, trust, Role.RISK_LEAD).total == 0


def test_a_digest_takes_as_many_statements_for_many_risks(session: Session, trust: Trust) -> None:
    post = held_by(session, trust, Role.EXECUTIVE)
    actor: Actor = replace(trust.actor(Role.EXECUTIVE), posts=frozenset({post}))
    due(session, trust, 0, owner_post_id=post)
    with counted(session) as few:
        get_digest(session, actor, "Trust", 30)
    for number in range(5):
        due(session, trust, -number, owner_post_id=post)
    with counted(session) as many:
        digest = get_digest(session, actor, "Trust", 30)
    assert len(few) == len(many)
    assert digest.total == 6
