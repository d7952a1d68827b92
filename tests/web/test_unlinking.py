"""Unlinking a milestone from a risk, as its page shows it."""

from uuid import UUID

import pytest

from riskapp.domain.drafts import SetMilestone
from riskapp.domain.milestone_drafts import UnlinkMilestone
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.permissions import Role
from riskapp.queries.cases import get_case
from riskapp.services.milestone_links import unlink_milestone
from riskapp.services.milestones import set_milestone
from riskapp.services.transactions import transaction
from tests.assurances import a_gap
from tests.factories import a_milestone, a_programme, a_risk
from tests.web.late_rows import rows_of
from tests.web.pages import PageClient

RISK = "/trust/risks/R-0001"
HERE = f"{RISK}/milestones/M-0001/unlink"
WHY = "It belongs to another risk."


@pytest.fixture
def lead(client: PageClient) -> PageClient:
    """The risk lead, with a risk."""
    a_risk(client.session, client.trust)
    return client.sign_in_as(Role.RISK_LEAD)


@pytest.fixture
def risk_id(lead: PageClient) -> UUID:
    found = get_case(lead.session, lead.trust.actor(), "R-0001").risk.id
    lead.session.rollback()
    return found


@pytest.fixture
def milestone(lead: PageClient, risk_id: UUID) -> UUID:
    """A milestone of a programme that mitigates the risk."""
    programme = a_programme(lead.session, lead.trust)
    return a_milestone(lead.session, lead.trust, programme=programme, risk_ids=(risk_id,))


@pytest.mark.usefixtures("milestone")
def test_it_is_offered_at_both_ends_and_asks_why(lead: PageClient) -> None:
    for address in (f"{RISK}/milestones", "/trust/milestones/M-0001"):
        assert f'href="{HERE}"' in lead.get(address).html
    refused = lead.post(HERE, {"reason": "", "seen_version": "1", "seen": ""})
    assert refused.status == 422
    assert "Say why it no longer mitigates this risk." in refused.text
    done = lead.post(HERE, {"reason": WHY, "seen_version": "1", "seen": ""})
    assert (done.status, done.location) == (303, f"{RISK}/milestones")
    assert "Nothing is linked to this risk yet." in lead.get(done.location).text
    assert lead.get(HERE).status == 404
    assert f"unlinked milestone M-0001 from R-0001. Reason: {WHY}" in lead.get(RISK).text


def test_the_gap_that_is_then_left_open_is_said(
    lead: PageClient, risk_id: UUID, milestone: UUID
) -> None:
    actor = lead.trust.actor()
    a_gap(lead.session, actor, "R-0001", "No cover at weekends", milestone_ids=(milestone,))
    page = lead.get(HERE)
    assert "It is to close a gap in control of this risk: No cover at weekends" in page.text
    assert "Nothing is to close that gap then." in page.text
    second = a_milestone(lead.session, lead.trust, risk_ids=(risk_id,))
    a_gap(lead.session, actor, "R-0001", "No plan", milestone_ids=(milestone, second))
    assert "That is then left to M-0002." in lead.get(HERE).text


def test_who_comes_late_sees_what_it_is_to_close_now(lead: PageClient, milestone: UUID) -> None:
    a_gap(lead.session, lead.trust.actor(), "R-0001", "No cover", milestone_ids=(milestone,))
    late = lead.post(HERE, {"reason": WHY, "seen_version": "1", "seen": ""})
    assert late.status == 409
    assert rows_of(late)["Gaps it is to close"] == ["Gap in control: No cover", "empty", "differs"]
    assert WHY in late.html
    assert "No cover" in late.text


def test_who_unlinks_what_is_unlinked_is_told_by_whom(lead: PageClient, milestone: UUID) -> None:
    with transaction(lead.session):
        draft = UnlinkMilestone("A mistake.", seen_version=1)
        unlink_milestone(lead.session, lead.trust.actor(), "R-0001", milestone, draft)
    late = lead.post(HERE, {"reason": WHY, "seen_version": "1", "seen": ""})
    assert late.status == 409
    assert "This milestone has been unlinked since you opened this page" in late.text
    assert "The risk-manager unlinked milestone M-0001 from R-0001. A mistake." in late.text
    assert "M-0001 does not mitigate R-0001 any more." in late.text


def test_a_change_of_the_milestone_is_seen_before_it_is_unlinked(
    lead: PageClient, milestone: UUID
) -> None:
    with transaction(lead.session):
        at_risk = SetMilestone(MilestoneStatus.AT_RISK, "Nobody comes.", seen_version=1)
        set_milestone(lead.session, lead.trust.actor(), milestone, at_risk)
    late = lead.post(HERE, {"reason": WHY, "seen_version": "1", "seen": ""})
    assert late.status == 409
    assert "This milestone has been changed since you opened this page" in late.text
    assert lead.post(HERE, {"reason": WHY, "seen_version": "2", "seen": ""}).status == 303


def test_an_action_of_one_risk_is_cancelled_instead(lead: PageClient, risk_id: UUID) -> None:
    a_milestone(lead.session, lead.trust, risk_ids=(risk_id,))
    page = lead.get(HERE)
    assert "It is an action of this risk alone" in page.text
    assert 'href="/trust/milestones/M-0001/status"' in page.html
    assert "Why?" not in page.text
    sent = lead.post(HERE, {"reason": WHY, "seen_version": "1", "seen": ""})
    assert sent.status == 422
    assert WHY in sent.html
