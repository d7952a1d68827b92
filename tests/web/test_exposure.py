"""The page on which operational risks are placed under one on the BAF."""

import pytest
from sqlmodel import Session

from riskapp.domain.permissions import Role
from tests.factories import Trust, a_risk, a_score
from tests.services.test_exposure import on_baf
from tests.web.pages import PageClient

WHY = "The same <b>shortage</b>."


@pytest.fixture
def lead(client: PageClient) -> PageClient:
    """A browser of the risk lead."""
    return client.sign_in_as(Role.RISK_LEAD)


def test_a_risk_is_linked_seen_from_both_and_taken_out_again(
    lead: PageClient, web_session: Session, trust: Trust
) -> None:
    above = on_baf(web_session, trust)
    a_score(web_session, trust.actor(Role.RISK_LEAD), above, 4, 3)
    below = a_risk(web_session, trust, title="Ward 4 has no nurses")
    a_score(web_session, trust.actor(Role.RISK_LEAD), below, 5, 4)
    here, address = f"/trust/risks/{above}", f"/trust/risks/{above}/exposure"
    assert f'href="{address}"' in lead.get(here).html
    assert "No operational risk is linked under it yet." in lead.get(address).text
    sent = {"operational": below.lower(), "reason": WHY}
    assert lead.post(address, sent).location == address
    flag = f"Operational risk {below} stands at 20, this strategic risk at 12."
    for place in (here, "/trust/baf"):
        assert flag in lead.get(place).text
    assert "&lt;b&gt;shortage" in lead.get(here).html
    assert f'href="{here}"' in lead.get(f"/trust/risks/{below}").html
    shown = lead.get(f"{address}/end?risk={below}")
    assert f'value="{below}" checked' in shown.html
    sent = {"operational": below, "reason": "It has been split."}
    assert lead.post(f"{address}/end", sent).location == address
    assert flag not in lead.get(here).text
    assert "No operational risk is linked under it." in lead.get(f"{address}/end").text


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"operational": ""}, "Enter the reference of the operational risk"),
        ({"operational": "<b>"}, "Enter a reference such as R-0042."),
        ({"operational": "R-0099"}, "There is no risk R-0099 in this register."),
        ({"operational": "R-0001"}, "A risk cannot be placed under itself."),
        ({"reason": " "}, "Say why."),
    ],
)
def test_what_cannot_be_linked_is_told_and_nothing_is_lost(
    lead: PageClient, web_session: Session, trust: Trust, sent: dict[str, str], message: str
) -> None:
    above, below = on_baf(web_session, trust), a_risk(web_session, trust)
    page = lead.post(
        f"/trust/risks/{above}/exposure", {"operational": below, "reason": "Kept"} | sent
    )
    assert page.status == 422
    assert message in page.text
    assert sent.get("reason", "Kept").strip() in page.html


def test_a_risk_that_is_not_on_the_baf_says_that_none_can_be_linked(
    lead: PageClient, web_session: Session, trust: Trust
) -> None:
    plain = a_risk(web_session, trust)
    page = lead.get(f"/trust/risks/{plain}/exposure")
    assert "Only a risk on the Board Assurance Framework" in page.text
    assert 'name="operational"' not in page.html
    assert f"/risks/{plain}/exposure" not in lead.get(f"/trust/risks/{plain}").html
    below = a_risk(web_session, trust)
    sent = {"operational": below, "reason": "It belongs there."}
    assert lead.post(f"/trust/risks/{plain}/exposure", sent).status == 422


def test_movement_says_since_when(lead: PageClient, web_session: Session, trust: Trust) -> None:
    above = on_baf(web_session, trust)
    below = a_risk(web_session, trust)
    a_score(web_session, trust.actor(Role.RISK_LEAD), below, 4, 4)
    address = f"/trust/risks/{above}/exposure"
    lead.post(address, {"operational": below, "reason": "It belongs there."})
    page = lead.get(f"/trust/risks/{above}")
    assert "three months before, this risk having had no review: 30 March 2018" in page.text
    assert "newly scored" in page.text
    assert "No more below 15." in page.text
