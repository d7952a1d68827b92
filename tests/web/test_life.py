"""The life of a risk through its pages."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.lifecycle import RiskStatus, Visibility
from riskapp.domain.permissions import Role
from riskapp.web.session import SETTINGS
from tests.factories import Trust, a_risk, a_trust, a_unit
from tests.services.lives import accepted, closed, merged, says, status_of
from tests.services.looks import open_decisions, the_open
from tests.web.pages import Page, PageClient

HERE = "/trust/risks/R-0001"
DECISIONS = f"{HERE}/decisions"
WHY = "We looked at it on the day."
TERMS = {
    "up_to_score": "12",
    "expires_on": "30 September 2018",
    "condition": "Looked at every month.",
}


@pytest.fixture
def risk(web_session: Session, trust: Trust) -> str:
    return a_risk(web_session, trust, consequence=4, likelihood=3)


def begin(client: PageClient, deed: str, **sent: Any) -> Page:
    return client.post(DECISIONS, {"deed": deed, "reason": WHY} | sent)


def decide(client: PageClient, kind: DecisionKind, **sent: Any) -> Page:
    about = the_open(client.session, kind)
    return client.post(
        DECISIONS, {"deed": kind.value, "decision": str(about.id), "reason": WHY} | sent
    )


def test_a_risk_is_accepted_by_two_and_its_page_says_on_which_terms(
    client: PageClient, trust: Trust, risk: str
) -> None:
    lead = client.sign_in_as(Role.RISK_LEAD)
    assert "Propose to accept it" in lead.get(HERE).text
    done = begin(lead, "propose-acceptance", **TERMS)
    assert done.status == 303
    page = lead.get(HERE).text
    assert "The proposal is recorded. Somebody else decides about it." in page
    assert "Up to a score of 12, until 30 September 2018" in page
    manager = client.sign_in_as(Role.RISK_MANAGER)
    shown = manager.get(DECISIONS).text
    assert "Accept it on these terms" in shown
    assert "Looked at every month." in shown
    assert decide(manager, DecisionKind.ACCEPT, agree="yes").status == 303
    assert status_of(client.session, trust, risk) is RiskStatus.TOLERATED
    page = manager.get(HERE).text
    assert "Accepted as it stands, by The risk-manager on 30 June 2018" in page
    assert "End the acceptance" in page


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"up_to_score": ""}, "Choose the highest score that would be accepted."),
        ({"up_to_score": "9"}, "Choose one of those listed."),
        ({"expires_on": "soon"}, "Enter a day that exists"),
        ({"expires_on": "30 June 2018"}, "Give a day that is still to come."),
        ({"condition": ""}, "Say on what condition it is accepted."),
        ({"reason": ""}, "Say why: the reason is kept with the decision."),
    ],
)
def test_half_a_proposal_is_refused_at_its_field_and_nothing_is_lost(
    client: PageClient, risk: str, sent: dict[str, str], message: str
) -> None:
    page = begin(client.sign_in_as(Role.RISK_LEAD), "propose-acceptance", **(TERMS | sent))
    assert page.status == 422
    assert message in page.text
    kept = TERMS["condition"] if sent.get("condition") != "" else WHY
    assert kept in page.html
    assert open_decisions(client.session, risk) == set()


def test_an_acceptance_whose_day_has_passed_says_so_before_anything_is_settled(
    app: Any, client: PageClient, trust: Trust, risk: str
) -> None:
    accepted(client.session, trust, risk)
    on = client.sign_in_as(Role.RISK_LEAD).get(f"{HERE}?as-at=2018-06-30")
    assert "Accepted as it stands" in on.text
    app.extensions[SETTINGS] = replace(app.extensions[SETTINGS], today=date(2018, 10, 1))
    page = client.get(HERE).text
    assert "Acceptance expired on 30 September 2018, decide again" in page
    assert "Propose to accept it again" in page


def test_a_draft_is_sent_and_sent_back(client: PageClient, trust: Trust) -> None:
    a_risk(client.session, trust, draft=True, by=trust.actor(Role.REPORTER))
    reporter = client.sign_in_as(Role.REPORTER)
    assert "Send it for approval" in reporter.get(HERE).text
    assert reporter.post(f"{HERE}/ask-approval").status == 303
    page = reporter.get(HERE).text
    assert "Awaiting approval" in page
    assert "Open this draft" not in page
    assert reporter.post(f"{HERE}/open").status == 422
    assert decide(reporter, DecisionKind.APPROVE, verdict="approve").status == 403
    manager = client.sign_in_as(Role.RISK_MANAGER)
    assert decide(manager, DecisionKind.APPROVE).status == 422
    assert decide(manager, DecisionKind.APPROVE, verdict="send-back").status == 303
    assert status_of(client.session, trust, "R-0001") is RiskStatus.DRAFT
    assert "Sent back to who raised it" in manager.get(HERE).text


def test_ones_own_proposal_is_withdrawn(client: PageClient, risk: str) -> None:
    lead = client.sign_in_as(Role.RISK_LEAD)
    begin(lead, "propose-closing")
    about = str(the_open(client.session, DecisionKind.CLOSE).id)
    assert "Withdraw what you proposed" in lead.get(DECISIONS).text
    sent = {"deed": "withdraw", "decision": about}
    refused = client.sign_in_as(Role.EXECUTIVE).post(DECISIONS, sent)
    assert refused.status == 403
    assert "Only who proposed it may withdraw it" in refused.text
    lead = client.sign_in_as(Role.RISK_LEAD)
    assert lead.post(DECISIONS, sent).status == 303
    assert open_decisions(client.session, risk) == set()
    late = lead.post(DECISIONS, sent)
    assert late.status == 409
    assert "has been decided or overtaken" in late.text


def test_a_merged_risk_leads_to_the_one_it_went_into(
    client: PageClient, trust: Trust, risk: str
) -> None:
    other = a_risk(client.session, trust, title="The one that carries on")
    lead = client.sign_in_as(Role.RISK_LEAD)
    assert begin(lead, "propose-merge", into=other).status == 303
    manager = client.sign_in_as(Role.RISK_MANAGER)
    assert decide(manager, DecisionKind.MERGE, agree="yes").status == 303
    page = manager.get(HERE)
    assert f'href="/trust/risks/{other}"' in page.html
    assert f"This risk went into {other} on 30 June 2018, which carries on." in page.text
    for step in ("Score this risk", "Propose to close it", "Propose to open it again"):
        assert step not in page.text
    there = manager.get(f"/trust/risks/{other}")
    assert f"{risk} went into it on 30 June 2018." in there.text
    assert "Add the note" in there.text
    assert manager.get("/trust/risks?status=merged").text.count(risk) >= 1


def test_a_merged_risk_says_where_notes_are_written_instead(
    client: PageClient, trust: Trust, risk: str
) -> None:
    other = a_risk(client.session, trust, title="The one that carries on")
    merged(client.session, trust, risk, other)
    lead = client.sign_in_as(Role.RISK_LEAD)
    for address in (HERE, f"{HERE}/notes"):
        page = lead.get(address)
        assert f"on 30 June 2018, which carries on: write a note on {other}" in page.text
        assert f'href="/trust/risks/{other}#notes"' in page.html
        assert "Add the note" not in page.text
    late = lead.post(f"{HERE}/notes", {"words": "Begun before it was merged."})
    assert late.status == 422
    assert "This risk went into another, which carries on" in late.text
    assert "Begun before it was merged." in late.html


@pytest.mark.parametrize(
    ("into", "message"),
    [
        ("", "Give the reference of the risk that would carry on."),
        ("R-0001", "A risk cannot be merged into itself"),
        ("R-0099", "There is no risk R-0099 in this register."),
        ("<b>", "There is no risk"),
    ],
)
def test_a_merge_into_nothing_is_refused_at_its_field(
    client: PageClient, risk: str, into: str, message: str
) -> None:
    page = begin(client.sign_in_as(Role.RISK_LEAD), "propose-merge", into=into)
    assert page.status == 422
    assert message in page.text
    assert WHY in page.html


def test_whoever_may_not_know_of_the_other_risk_is_not_told_of_it(
    client: PageClient, trust: Trust, risk: str
) -> None:
    session, manager = client.session, trust.actor()
    hidden = a_risk(session, trust, by=manager, visibility=Visibility.RESTRICTED)
    merging = client.sign_in_as(Role.EXECUTIVE)
    assert begin(merging, "propose-merge", into=hidden).status == 303
    assert hidden not in client.sign_in_as(Role.RISK_LEAD).get(DECISIONS).text
    decide(client.sign_in_as(Role.RISK_MANAGER), DecisionKind.MERGE, agree="yes")
    for page in (HERE, f"{HERE}/history"):
        shown = client.sign_in_as(Role.RISK_LEAD).get(page)
        assert hidden not in shown.text, page
        assert "another risk" in shown.text


def test_a_risk_is_handed_to_another_unit(client: PageClient, trust: Trust, risk: str) -> None:
    unit = a_unit(client.session, trust, "Ward 4")
    lead = client.sign_in_as(Role.RISK_LEAD)
    assert begin(lead, "propose-transfer").status == 422
    assert begin(lead, "propose-transfer", to_unit=str(unit.id)).status == 303
    manager = client.sign_in_as(Role.RISK_MANAGER)
    assert "To Ward 4." in manager.get(DECISIONS).text
    assert decide(manager, DecisionKind.TRANSFER, agree="yes").status == 303
    assert says(client.session, trust, risk).unit_id == unit.id


def test_what_is_over_is_opened_again_by_two(client: PageClient, trust: Trust, risk: str) -> None:
    closed(client.session, trust, risk)
    lead = client.sign_in_as(Role.RISK_LEAD)
    page = lead.get(HERE).text
    assert "This risk is closed, so nothing about it can be changed." in page
    assert "Propose to open it again" in page
    assert "Propose to accept it" not in page
    assert begin(lead, "propose-acceptance", **TERMS).status == 422
    assert begin(lead, "propose-reopening").status == 303
    manager = client.sign_in_as(Role.RISK_MANAGER)
    assert decide(manager, DecisionKind.REOPEN, agree="yes").status == 303
    assert status_of(client.session, trust, risk) is RiskStatus.OPEN


def test_a_risk_that_has_happened_says_so_and_asks_for_a_score(
    client: PageClient, risk: str
) -> None:
    lead = client.sign_in_as(Role.RISK_LEAD)
    page = lead.post(f"{HERE}/occurrences", {"happened_on": "12 June 2018", "words": ""})
    assert page.status == 422
    assert "Say what followed." in page.text
    sent = {"happened_on": "12 June 2018", "words": WHY, "incident_reference": "INC-117"}
    assert lead.post(f"{HERE}/occurrences", sent).status == 303
    page = lead.get(HERE)
    assert "has happened" in page.text
    assert "On 12 June 2018, incident INC-117: We looked at it on the day." in page.text
    assert "Score it again" in page.text
    assert "Score it again" in lead.get(DECISIONS).text
    before = lead.get(f"{HERE}?as-at=2018-06-11")
    assert before.status == 404 or "INC-117" not in before.text


def test_another_organisations_risk_takes_nothing_over(
    client: PageClient, trust: Trust, risk: str
) -> None:
    other = a_trust(client.session, "other")
    for _ in range(2):
        theirs = a_risk(client.session, other)
    page = begin(client.sign_in_as(Role.RISK_LEAD), "propose-merge", into=theirs)
    assert f"There is no risk {theirs} in this register." in page.text
    unit = begin(client, "propose-transfer", to_unit=str(other.root.id))
    assert unit.status == 422
