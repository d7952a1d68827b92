"""The owner of a milestone, the notes on it, its slips, gaps and effects, as pages show them."""

from uuid import UUID

import pytest
from sqlmodel import Session

from riskapp.domain.milestone_drafts import ExpectEffect, GiveMilestone
from riskapp.domain.permissions import Role
from riskapp.domain.scoring import score_of
from riskapp.queries.cases import get_case
from riskapp.services.effects import expect_effect
from riskapp.services.milestones import give_milestone
from riskapp.services.transactions import transaction
from tests.assurances import a_gap
from tests.factories import Trust, a_milestone, a_programme, a_risk
from tests.services.test_milestone_progress import a_post
from tests.web.pages import PageClient

HERE = "/trust/milestones/M-0001"


@pytest.fixture
def lead(client: PageClient) -> PageClient:
    """A browser of the risk lead."""
    return client.sign_in_as(Role.RISK_LEAD)


@pytest.fixture
def risk(web_session: Session, trust: Trust) -> str:
    return a_risk(web_session, trust)


@pytest.fixture
def milestone(web_session: Session, trust: Trust, risk: str) -> UUID:
    """A milestone of a programme that mitigates the risk."""
    risk_id = get_case(web_session, trust.actor(), risk).risk.id
    web_session.rollback()
    programme = a_programme(web_session, trust)
    return a_milestone(web_session, trust, programme=programme, risk_ids=(risk_id,))


def test_a_milestone_is_given_to_another_post(
    lead: PageClient, web_session: Session, trust: Trust, milestone: UUID
) -> None:
    post = a_post(web_session, trust, "Chief Nurse")
    sent = {"owner": str(post.id), "reason": "The team has moved.", "seen_version": "1"}
    assert lead.post(f"{HERE}/owner", sent).location == HERE
    page = lead.get(HERE)
    assert "Chief Nurse" in page.text
    assert "changed the owner of milestone M-0001 from nobody to Chief Nurse" in page.text
    assert lead.post(f"{HERE}/owner", sent | {"owner": "tampered"}).status == 422


def test_a_late_change_of_hands_shows_both(
    lead: PageClient, web_session: Session, trust: Trust, milestone: UUID
) -> None:
    nurse, medic = (a_post(web_session, trust, title) for title in ("Chief Nurse", "Medical"))
    with transaction(web_session):
        draft = GiveMilestone(medic.id, "It is theirs.", 1)
        give_milestone(web_session, trust.actor(), milestone, draft)
    sent = {"owner": str(nurse.id), "reason": "The team has moved.", "seen_version": "1"}
    page = lead.post(f"{HERE}/owner", sent)
    assert page.status == 409
    for words in ("Chief Nurse", "Medical", "The team has moved.", "Save over theirs"):
        assert words in page.text
    assert lead.post(f"{HERE}/owner", sent | {"seen_version": "2"}).status == 303


def test_a_note_shows_with_its_evidence_and_only_a_web_address_is_a_link(
    lead: PageClient, milestone: UUID
) -> None:
    assert "Nobody has written a note on its progress yet." in lead.get(HERE).text
    for evidence in ("https://example.nhs.uk/board?paper=12&item=4", "Board paper <b>14</b>"):
        sent = {"words": "Two <i>have</i> started.", "evidence": evidence}
        assert lead.post(f"{HERE}/notes", sent).location == HERE
    page = lead.get(HERE)
    assert 'href="https://example.nhs.uk/board?paper=12&amp;item=4"' in page.html
    assert "Board paper &lt;b&gt;14" in page.html
    assert "<i>" not in page.html
    refused = lead.post(f"{HERE}/notes", {"words": "Kept", "evidence": "javascript:alert(1)"})
    assert refused.status == 422
    assert "Enter an address that begins with https://" in refused.text
    assert "Kept" in refused.html
    assert "javascript:" not in lead.get(HERE).html


def test_an_effect_is_said_and_shown_on_both_pages_and_cleared(
    lead: PageClient, risk: str, milestone: UUID
) -> None:
    address = f"/trust/risks/{risk}/milestones/M-0001/effect"
    assert f'href="{address}"' in lead.get(HERE).html
    assert f'href="{address}"' in lead.get(f"/trust/risks/{risk}/milestones").html
    half = lead.post(address, {"consequence": "3", "likelihood": "", "reason": "Why", "seen": ""})
    assert half.status == 422
    assert "Choose both a consequence and a likelihood, or neither." in half.text
    sent = {"consequence": "3", "likelihood": "2", "reason": "It will.", "seen": ""}
    assert lead.post(address, sent).location == f"/trust/risks/{risk}/milestones"
    said = "Should bring it to 6 (consequence 3, Moderate × likelihood 2, Unlikely)."
    for place in (HERE, f"/trust/risks/{risk}"):
        assert said in lead.get(place).text
    assert "6 (3 × 2)" in lead.get(f"/trust/risks/{risk}/milestones").text
    cleared = {"consequence": "", "likelihood": "", "reason": "Nobody knows.", "seen": "3x2"}
    assert lead.post(address, cleared).status == 303
    assert "Nobody has said what it should bring it to." in lead.get(HERE).text


def test_a_late_effect_shows_both_and_can_be_saved_over(
    lead: PageClient, web_session: Session, trust: Trust, risk: str, milestone: UUID
) -> None:
    with transaction(web_session):
        draft = ExpectEffect(score_of(4, 4), "No change.")
        expect_effect(web_session, trust.actor(), risk, milestone, draft)
    address = f"/trust/risks/{risk}/milestones/M-0001/effect"
    sent = {"consequence": "3", "likelihood": "2", "reason": "It will.", "seen": ""}
    page = lead.post(address, sent)
    assert page.status == 409
    for words in ("4, Major", "3, Moderate", "Save over theirs", "It will."):
        assert words in page.text
    assert 'name="seen" value="4x4"' in page.html
    assert lead.post(address, sent | {"seen": "4x4"}).status == 303


def test_an_effect_is_asked_only_of_what_mitigates_the_risk(
    lead: PageClient, web_session: Session, trust: Trust, milestone: UUID
) -> None:
    another = a_risk(web_session, trust)
    assert lead.get(f"/trust/risks/{another}/milestones/M-0001/effect").status == 404
    assert lead.get("/trust/risks/R-0001/milestones/M-0099/effect").status == 404


def test_slips_show_who_and_why_on_both_pages(lead: PageClient, risk: str, milestone: UUID) -> None:
    sent = {"due": "Oct 2018", "reason": "The supplier is late.", "seen_version": "1"}
    assert lead.post(f"{HERE}/due", sent).status == 303
    said = "From Sep 2018 to Oct 2018, on 30 June 2018 by The risk-lead: The supplier is late."
    for place in (HERE, f"/trust/risks/{risk}"):
        assert said in lead.get(place).text


def test_the_gap_it_closes_shows_on_both_pages(
    lead: PageClient, web_session: Session, trust: Trust, risk: str, milestone: UUID
) -> None:
    a_gap(web_session, trust.actor(), risk, milestone_ids=(milestone,))
    assert "Gap in control" in lead.get(HERE).text
    assert "To close the gap in control" in lead.get(f"/trust/risks/{risk}").text
