"""Beside an issued pack: its late changes, waived warnings, and issuing it anew."""

import re
from uuid import uuid4

from sqlmodel import Session

from riskapp.domain.drafts import Decide
from riskapp.domain.permissions import Role
from riskapp.domain.redaction import ProposeRedaction
from riskapp.services.redaction import decide_redaction, propose_redaction
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_risk, a_score, an_objective
from tests.papers import a_pack, asked_for
from tests.web.pages import PageClient

NUMBER = "TRUST-BAF-2018-05"
HERE = f"/trust/packs/{NUMBER}"
WAIVED = {"check": "no-owner", "until_on": "31 July 2018", "reason": "Posts <are> filled."}
MAY = TODAY.replace(month=5)


def in_may(session: Session, trust: Trust) -> None:
    """Issue the pack of May, with a risk that was on the BAF by then."""
    objective, lead = an_objective(session, trust), trust.actor(today=MAY)
    a_risk(
        session, trust, title="Ward roofs", consequence=4, likelihood=4, by=lead,
        objective=objective,
    )  # fmt: skip
    a_pack(session, trust, asked_for(as_at=MAY))


def test_what_has_changed_since_a_pack_is_a_page_and_a_sheet(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    in_may(web_session, trust)
    a_score(web_session, trust.actor(), "R-0001", 5, 5)
    client.sign_in_as(Role.RISK_MANAGER)
    page = client.get(f"{HERE}/late-changes")
    assert "after 30 May 2018" in page.text
    assert "Score up from 16 to 25" in page.text
    assert client.get(HERE).html.count(f"{HERE}/late-changes") == 1
    answer = client.http.get(f"{HERE}/late-changes/pdf?until=2018-06-30")
    assert answer.mimetype == "application/pdf"
    named = answer.headers["Content-Disposition"]
    assert f"{NUMBER.lower()}-late-changes-2018-06-30.pdf" in named


def test_a_day_before_the_packs_own_or_to_come_is_refused(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    in_may(web_session, trust)
    client.sign_in_as(Role.RISK_MANAGER)
    for day in ("2018-05-01", "2018-07-01", "soon"):
        assert client.get(f"{HERE}/late-changes?until={day}").status == 400


def test_a_warning_is_waived_and_counts_again(client: PageClient) -> None:
    client.sign_in_as(Role.RISK_MANAGER)
    wrong = client.post("/trust/packs/waivers", {**WAIVED, "until_on": "1 May 2018"})
    assert wrong.status == 422
    assert "Posts &lt;are&gt; filled." in wrong.html
    assert client.post("/trust/packs/waivers", WAIVED).status == 303
    page = client.get("/trust/packs/waivers")
    assert "Posts &lt;are&gt; filled." in page.html
    ending = re.search(r'action="([^"]+/end)"', page.html)[1]  # type: ignore[index]
    assert client.post(ending).status == 303
    assert client.post(ending).status == 409
    assert "ended" in client.get("/trust/packs/waivers").text


def test_a_pack_whose_words_were_redacted_is_issued_anew_by_a_button(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    in_may(web_session, trust)
    with transaction(web_session):
        draft = ProposeRedaction("Ward roofs", "It names a ward.")
        lead = trust.actor(Role.RISK_LEAD)
        proposed = propose_redaction(web_session, lead, "R-0001", draft).id
    with transaction(web_session):
        agreed = Decide(True, "It does.")
        decide_redaction(web_session, trust.actor(), "R-0001", proposed, agreed)
    client.sign_in_as(Role.RISK_MANAGER)
    page = client.get(HERE)
    assert "Words were redacted." in page.text
    assert client.http.get(f"{HERE}/pdf").status_code == 404
    assert f'action="{HERE}/reissue"' in page.html
    assert client.post(f"{HERE}/reissue", {"asked": "x"}).status == 422
    sent = {"asked": str(uuid4())}
    for _ in range(2):
        assert client.post(f"{HERE}/reissue", sent).location == f"{HERE}-R2"
    assert "Replaces" in client.get(f"{HERE}-R2").text
    assert "reissue" not in client.get(HERE).html
