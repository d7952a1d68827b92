"""The page of a risk's controls: who can do what there, and what it says."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from riskapp.domain.controls import ChangeControl, CloseGap, ControlDetails, RetireControl
from riskapp.domain.drafts import SetMilestone
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.permissions import Role
from riskapp.models import RiskVersion
from riskapp.queries.cases import get_case
from riskapp.services.controls import change_control, retire_control
from riskapp.services.gaps import close_gap
from riskapp.services.milestones import set_milestone
from riskapp.services.transactions import transaction
from tests.assurances import (
    FIRST,
    NEGATIVE,
    THIRD,
    a_committee,
    a_control,
    a_gap,
    an_assurance,
)
from tests.factories import TODAY, a_milestone, a_risk
from tests.web.pages import Page, PageClient

HERE = "/trust/risks/R-0001"
DEED = re.compile(
    r'href="(/trust/risks/R-0001/(?:controls/|assurances|gaps|assurance-rating)[^"]*)"'
)
CONTROL = {"words": "Weekly rota review", "effectiveness": "effective"}
ASSURANCE = {
    "source": "Review 17", "source_kind": "internal-audit", "line": "third", "result": "negative",
    "received_on": "1 June 2018", "expires_on": "31 May 2019", "independent": "independent",
}  # fmt: skip


@pytest.fixture
def manager(client: PageClient) -> PageClient:
    """The risk manager, with a risk."""
    a_risk(client.session, client.trust, title="Too few nurses")
    return client.sign_in_as(Role.RISK_MANAGER)


def follow(client: PageClient, page: Page) -> Page:
    assert page.status == 303, page.text
    return client.get(page.location)


def there(client: PageClient) -> UUID:
    return a_control(client.session, client.trust.actor(), "R-0001")


def test_a_control_is_added_and_shown_with_nothing_said_of_it_yet(manager: PageClient) -> None:
    page = follow(manager, manager.post(f"{HERE}/controls/new", CONTROL))
    assert "The control is added." in page.text
    for shown in (page, manager.get(HERE)):
        assert "Weekly rota review" in shown.text
        assert "none yet" in shown.text


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(manager: PageClient) -> None:
    sent = {**CONTROL, "words": "", "last_tested_on": "32 June 2018", "frequency": "weekly"}
    page = manager.post(f"{HERE}/controls/new", sent)
    assert page.status == 422
    assert "Say what the control is." in page.text
    assert 'value="32 June 2018"' in page.html
    assert '<option value="weekly" selected>' in page.html
    assert "No control is recorded yet" in manager.get(f"{HERE}/controls").text


def test_assurance_is_recorded_on_a_control_and_said_in_words(manager: PageClient) -> None:
    control = there(manager)
    page = manager.get(f"{HERE}/assurances/new?control={control}")
    assert f'<option value="{control}" selected>' in page.html
    sent = {**ASSURANCE, "control": str(control), "evidence": "https://intranet.example/17"}
    page = follow(manager, manager.post(f"{HERE}/assurances/new", sent))
    assert "negative from internal audit stands" in page.text
    assert 'href="https://intranet.example/17" rel="noopener noreferrer"' in page.html
    late = {**ASSURANCE, "received_on": "1 July 2018", "evidence": "javascript:alert(1)"}
    page = manager.post(f"{HERE}/assurances/new", late)
    assert page.status == 422
    assert "begins with https://" in page.text


def test_the_name_of_a_document_is_no_link(manager: PageClient) -> None:
    manager.post(f"{HERE}/assurances/new", {**ASSURANCE, "evidence": "Audit 17.pdf"})
    page = manager.get(f"{HERE}/controls")
    assert "Audit 17.pdf" in page.text
    assert "Audit 17.pdf</a>" not in page.html


def test_an_auditor_is_offered_only_the_lines_that_are_independent(manager: PageClient) -> None:
    auditor = manager.sign_in_as(Role.AUDITOR)
    page = auditor.get(f"{HERE}/assurances/new")
    assert re.findall(r'name="line" [^>]*value="(\w+)"', page.html) == ["third", "external"]
    page = auditor.post(f"{HERE}/assurances/new", {**ASSURANCE, "line": "first"})
    assert page.status == 422
    assert follow(auditor, auditor.post(f"{HERE}/assurances/new", ASSURANCE)).status == 200


def test_a_negative_is_settled_by_those_who_may(manager: PageClient) -> None:
    found = an_assurance(manager.session, manager.trust.actor(), "R-0001", THIRD, NEGATIVE)
    assert f"{found}/settle" not in manager.sign_in_as(Role.RISK_LEAD).get(f"{HERE}/controls").html
    auditor = manager.sign_in_as(Role.AUDITOR)
    assert f"{found}/settle" in auditor.get(f"{HERE}/controls").html
    sent = {"reason": "Seen on the ward.", "seen_version": "1"}
    page = follow(auditor, auditor.post(f"{HERE}/assurances/{found}/settle", sent))
    assert "verified as done on 30 June 2018" in page.text
    again = auditor.post(f"{HERE}/assurances/{found}/settle", {**sent, "reason": "Mine."})
    assert again.status == 409
    assert "has been settled" in again.text
    assert {"Seen on the ward.", "Mine."} <= set(map(str.strip, again.seen.text))


def test_a_mistake_is_withdrawn_and_still_shown_as_such(manager: PageClient) -> None:
    found = an_assurance(manager.session, manager.trust.actor(), "R-0001", source="Wrong ward")
    sent = {"reason": "Of another ward.", "seen_version": "1"}
    page = follow(manager, manager.post(f"{HERE}/assurances/{found}/withdraw", sent))
    assert "Assurances that were withdrawn" in page.text
    assert "Of another ward." in page.text
    assert "Wrong ward" not in re.sub("What happened last.*", "", manager.get(HERE).text)
    late = manager.post(f"{HERE}/assurances/{found}/withdraw", {**sent, "reason": "Mine."})
    assert (late.status, "has been withdrawn" in late.text) == (409, True)


def test_a_late_change_shows_both_and_loses_nothing(manager: PageClient) -> None:
    control, session, actor = there(manager), manager.session, manager.trust.actor()
    with transaction(session):
        theirs = ChangeControl(ControlDetails("Daily rota review"), "It runs daily.", 1)
        change_control(session, actor, "R-0001", control, theirs)
    mine = {**CONTROL, "words": "Monthly rota review", "reason": "Mine.", "seen_version": "1"}
    page = manager.post(f"{HERE}/controls/{control}", mine)
    assert page.status == 409
    for words in ("Daily rota review", "Monthly rota review", "Mine.", "It runs daily."):
        assert words in page.text
    version = re.search(r'name="seen_version" value="(\d+)"', page.html)
    assert version is not None
    again = manager.post(f"{HERE}/controls/{control}", {**mine, "seen_version": version[1]})
    assert "Monthly rota review" in follow(manager, again).text


def test_a_change_of_what_was_retired_loses_nothing(manager: PageClient) -> None:
    control, session, actor = there(manager), manager.session, manager.trust.actor()
    with transaction(session):
        retire_control(session, actor, "R-0001", control, RetireControl("It is no more.", 1))
    mine = {**CONTROL, "words": "Monthly rota review", "reason": "Mine.", "seen_version": "1"}
    for address in (f"{HERE}/controls/{control}", f"{HERE}/controls/{control}/retire"):
        page = manager.post(address, mine)
        assert (page.status, "has been retired" in page.text) == (409, True)
        assert "Save over theirs" not in page.text
        assert manager.get(address).status == 404
    assert "Monthly rota review" in manager.post(f"{HERE}/controls/{control}", mine).text


def test_a_retired_control_is_kept_folded_with_when_who_and_why(manager: PageClient) -> None:
    control = there(manager)
    assert "Controls that were retired" not in manager.get(f"{HERE}/controls").text
    sent = {"reason": "It is done by the ward now.", "seen_version": "1"}
    page = follow(manager, manager.post(f"{HERE}/controls/{control}/retire", sent))
    assert "No control is recorded yet." in page.text
    folded = page.text.split("Controls that were retired (1)")[1]
    assert "Retired on 30 June 2018 by The risk-manager: It is done by the ward now." in folded
    earlier = manager.get(f"{HERE}/controls?as-at=2018-06-29")
    assert "Controls that were retired" not in earlier.text


def test_a_gap_goes_from_raised_to_closed_by_what_was_done(manager: PageClient) -> None:
    session, actor = manager.session, manager.trust.actor()
    page = follow(manager, manager.post(f"{HERE}/gaps/new", {"kind": "control", "words": "No."}))
    assert "No milestone is to close it yet." in page.text
    gap = re.search(r"/gaps/([-0-9a-f]{36})/action", page.html)
    assert gap is not None
    elsewhere = manager.get(f"{HERE}/gaps/{gap[1]}/milestones")
    assert elsewhere.location.endswith(f"/gaps/{gap[1]}/action")
    sent = {"words": "Agree cover", "due": "Sep 2018"}
    page = follow(manager, manager.post(f"{HERE}/gaps/{gap[1]}/action", sent))
    assert "To be closed by M-0001" in page.text
    milestone = re.search(r'value="([-0-9a-f]{36})"', manager.get(f"{HERE}/gaps/new").html)
    assert milestone is not None
    with transaction(session):
        done = SetMilestone(MilestoneStatus.DONE, "It is agreed.", 1)
        set_milestone(session, actor, UUID(milestone[1]), done)
    assert "see whether it can be closed" in manager.get(f"{HERE}/controls").text
    closing = manager.post(f"{HERE}/gaps/{gap[1]}/close", {"milestone": milestone[1]})
    page = follow(manager, closing)
    assert "closed on 30 June 2018 by M-0001" in page.text


def test_what_closes_a_gap_is_chosen_and_left_out(manager: PageClient) -> None:
    session, actor = manager.session, manager.trust.actor()
    risk_id = get_case(session, actor, "R-0001").risk.id
    session.rollback()
    one = a_milestone(session, manager.trust, risk_ids=(risk_id,))
    gap = a_gap(session, actor, "R-0001", milestone_ids=(one,))
    assert "To be closed by M-0001" in manager.get(f"{HERE}/controls").text
    page = follow(manager, manager.post(f"{HERE}/gaps/{gap}/milestones", {"seen": str(one)}))
    assert "No milestone is to close it yet." in page.text
    chosen = manager.post(f"{HERE}/gaps/{gap}/milestones", {"milestones": str(one), "seen": "x"})
    assert "To be closed by M-0001" in follow(manager, chosen).text


def test_a_gap_that_somebody_else_closed_loses_nothing(manager: PageClient) -> None:
    gap = a_gap(manager.session, manager.trust.actor(), "R-0001")
    with transaction(manager.session) as session:
        close_gap(session, manager.trust.actor(), "R-0001", gap, CloseGap("Bank staff do."))
    page = manager.post(f"{HERE}/gaps/{gap}/close", {"reason": "My own reason."})
    assert page.status == 409
    assert "Bank staff do." in page.text
    assert "My own reason." in page.text
    assert manager.get(f"{HERE}/gaps/{gap}/close").status == 404


def test_a_committees_rating_stands_beside_what_is_said(manager: PageClient) -> None:
    committee = a_committee(manager.session, manager.trust)
    sent = {"committee": str(committee), "rating": "Partial", "rated_on": "22 May 2018"}
    page = follow(manager, manager.post(f"{HERE}/assurance-rating", sent))
    assert "Audit Committee rates it Partial , 22 May 2018." in page.text
    assert "Partial" in manager.get(HERE).text
    page = manager.post(f"{HERE}/assurance-rating", {**sent, "rating": "Full"})
    assert "Earlier ratings (1)" in follow(manager, page).text


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.RISK_LEAD, True),
        (Role.AUDITOR, True),
        (Role.SECRETARY, True),
        (Role.VIEWER, False),
        (Role.ADMINISTRATOR, False),
    ],
)
def test_a_page_offers_only_what_its_reader_may_do(
    manager: PageClient, role: Role, *, offered: bool
) -> None:
    control = there(manager)
    an_assurance(manager.session, manager.trust.actor(), "R-0001", FIRST, control_id=control)
    page = manager.sign_in_as(role).get(f"{HERE}/controls")
    assert "Weekly rota review" in page.text
    assert bool(DEED.search(page.html)) is offered
    for address in sorted(set(DEED.findall(page.html))):
        assert manager.get(address).status == 200, address


def test_a_past_day_and_a_closed_risk_offer_nothing(manager: PageClient) -> None:
    there(manager)
    day = TODAY.isoformat()
    page = manager.get(f"{HERE}/controls?as-at={day}")
    assert "This is how it stood on 30 June 2018, as known now." in page.text
    assert not DEED.search(page.html)
    earlier = (TODAY - timedelta(days=1)).isoformat()
    assert manager.get(f"{HERE}/controls?as-at={earlier}").status == 404
    session = manager.session
    session.connection().execute(sa.update(RiskVersion).values(status=RiskStatus.CLOSED))
    session.commit()
    page = manager.get(f"{HERE}/controls")
    assert "so nothing about it can be changed" in page.text
    assert not DEED.search(page.html)
    assert manager.post(f"{HERE}/controls/new", CONTROL).status == 422
