"""What a meeting of the month asks for and hands on, as its pages say it."""

from sqlmodel import Session

from riskapp.domain.months import Outcome
from riskapp.models import Meeting
from tests.factories import Trust, a_programme
from tests.meetings import a_committee
from tests.month_lists import outcomes
from tests.queries.test_committees import overseen
from tests.web.meeting_room import FIRST, MONTH, meeting, month, secretary, send
from tests.web.pages import PageClient

__all__ = ["meeting", "month", "secretary"]  # fixtures

ASKED = {"words": "Recruit six nurses", "due": "Sep 2018", "reason": "Posts are vacant."}


def test_an_action_is_shown_in_its_own_words_beside_the_reason(
    secretary: PageClient, meeting: Meeting
) -> None:
    send(secretary, FIRST, "action", **ASKED)
    page = secretary.get(FIRST)
    assert "Action asked for : Recruit six nurses ( M-0001 )" in page.text
    assert "Posts are vacant." in page.text
    page = secretary.get(f"/trust/meetings/{meeting.id}")
    assert "Action asked for: Recruit six nurses" in page.text


def test_a_programme_risk_is_handed_on_and_another_is_not(
    secretary: PageClient, web_session: Session, trust: Trust, meeting: Meeting
) -> None:
    programme = a_programme(web_session, trust)
    risk = overseen(web_session, trust, None, programme=programme.id, likelihood=5)
    audit = a_committee(web_session, trust, "Audit Committee")
    assert "decide=hand-on" not in secretary.get(FIRST).html
    address = f"{MONTH}/{risk}"
    assert "decide=hand-on" in secretary.get(address).html
    typed = {"to_committee": str(audit.id), "reason": "It needs an auditor's eye."}
    assert send(secretary, address, "hand-on", **{**typed, "reason": " "}).status == 422
    assert send(secretary, address, "hand-on", **typed).location == address
    assert [one.outcome for one in outcomes(web_session)] == [Outcome.HANDED_ON]
    page = secretary.get(address)
    assert "Handed on to another committee" in page.text
    assert "Hand it on again" in page.text


def test_what_was_changed_meanwhile_is_told_before_it_is_handed_on(
    secretary: PageClient, web_session: Session, trust: Trust
) -> None:
    risk = overseen(
        web_session, trust, None, programme=a_programme(web_session, trust).id, likelihood=5
    )
    audit = a_committee(web_session, trust, "Audit Committee")
    address, typed = f"{MONTH}/{risk}", {"to_committee": str(audit.id), "reason": "An eye."}
    late = send(secretary, address, "hand-on", **typed, seen_risk="0")
    assert late.status == 409
    assert "the risk itself was changed" in late.text
    assert "Audit Committee" in late.text
    assert outcomes(web_session) == []
