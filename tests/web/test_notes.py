"""Notes on a risk, as people read and write them."""

import sqlalchemy as sa
from sqlmodel import Session

from riskapp.domain.packs import MakePack, PackKind
from riskapp.domain.permissions import Role
from riskapp.models import RiskNote
from riskapp.queries.board_pack import get_board_pack
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_risk
from tests.web.pages import PageClient

HERE = "/trust/risks/R-0001/notes"
RISK = "/trust/risks/R-0001"
WORDS = "Ask the lead. <b>x</b>"


def test_a_note_written_on_the_risks_page_stands_there(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    a_risk(web_session, trust)
    lead = client.sign_in_as(Role.RISK_LEAD)
    assert "Nobody has written a note" in lead.get(RISK).text
    page = lead.post(HERE, {"words": WORDS})
    assert (page.status, page.location) == (303, f"{RISK}#notes")
    shown = lead.get(RISK)
    assert "30 June 2018, The risk-lead" in shown.text
    assert "Ask the lead. &lt;b&gt;x&lt;/b&gt;" in shown.html
    assert "Do not name patients or staff." in shown.text
    assert "1 note, the newest first" in lead.get(HERE).text


def test_a_note_that_cannot_be_kept_is_not_lost(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    a_risk(web_session, trust)
    lead = client.sign_in_as(Role.RISK_LEAD)
    assert lead.post(HERE, {"words": ""}).status == 422
    too_long = lead.post(HERE, {"words": "a" * 10_001})
    assert too_long.status == 422
    assert "a" * 10_001 in too_long.html


def test_whoever_may_not_write_reads_and_is_offered_no_form(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    a_risk(web_session, trust)
    client.sign_in_as(Role.RISK_LEAD).post(HERE, {"words": WORDS})
    viewer = client.sign_in_as(Role.VIEWER)
    for address in (RISK, HERE):
        page = viewer.get(address)
        assert "Ask the lead." in page.text
        assert "Write a note" not in page.text


def test_the_past_has_the_notes_of_its_day_and_no_form(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    a_risk(web_session, trust)
    lead = client.sign_in_as(Role.RISK_LEAD)
    lead.post(HERE, {"words": WORDS})
    then = lead.get(f"{HERE}?as-at=2018-06-29")
    assert "Ask the lead." not in then.text
    assert "Write a note" not in then.text
    assert lead.get(f"{HERE}?page=2").status == 400


def test_a_redacted_note_says_so(client: PageClient, web_session: Session, trust: Trust) -> None:
    a_risk(web_session, trust)
    lead = client.sign_in_as(Role.RISK_LEAD)
    lead.post(HERE, {"words": WORDS})
    with transaction(web_session):
        web_session.exec(sa.update(RiskNote).values(words=None))
    page = lead.get(HERE)
    assert "<em>redacted</em>" in page.html
    assert "Ask the lead." not in page.text


def test_notes_are_in_no_pack(client: PageClient, web_session: Session, trust: Trust) -> None:
    a_risk(web_session, trust, consequence=5, likelihood=5)
    client.sign_in_as(Role.RISK_LEAD).post(HERE, {"words": WORDS})
    web_session.rollback()
    actor = trust.actor()
    assert "Ask the lead." not in repr(
        get_board_pack(web_session, actor, MakePack(PackKind.BOARD, actor.today, public=False))
    )
