"""Taking back what was recorded in a meeting by mistake, without scripts."""

import re

from riskapp.domain.months import MonthState
from riskapp.domain.permissions import Role
from riskapp.models import MonthlyReview
from riskapp.services.transactions import transaction
from tests.month_lists import outcomes
from tests.web.meeting_room import (
    FIRST,
    SECOND,
    carried,
    meeting,
    month,
    secretary,
    send,
)
from tests.web.pages import PageClient

__all__ = ["meeting", "month", "secretary"]  # fixtures

TAKE_BACK = re.compile(r'href="([^"]*/take-back)"')
WHY = "It was meant for R-0002."


def way_back(client: PageClient, path: str = FIRST) -> str:
    """Where the page of a risk leads to take back what was recorded."""
    found = TAKE_BACK.search(client.get(path).html)
    assert found is not None
    return found[1]


def sent(client: PageClient, address: str) -> dict[str, str]:
    found = re.search(r'name="seen_version"[^>]*value="(\d+)"', client.get(address).html)
    assert found is not None
    return {"seen_version": found[1], "reason": WHY}


def test_no_change_is_taken_back_and_can_be_recorded_anew(secretary: PageClient) -> None:
    send(secretary, FIRST, "no-change")
    address = way_back(secretary)
    page = secretary.get(address)
    assert "Executive Team, 30 June 2018" in page.text
    assert "Nothing is deleted" in page.text
    assert secretary.post(address, sent(secretary, address)).location == FIRST
    page = secretary.get(FIRST)
    assert "It is taken back." in page.text
    assert "Taken back on 30 June 2018 by" in page.text
    assert WHY in page.text
    assert "0 of 3 decided" in page.text
    assert "What was decided" not in page.text
    assert send(secretary, FIRST, "no-change").status == 303
    assert len(outcomes(secretary.session)) == 2


def test_without_a_reason_nothing_is_taken_back(secretary: PageClient) -> None:
    send(secretary, FIRST, "no-change")
    address = way_back(secretary)
    page = secretary.post(address, {**sent(secretary, address), "reason": " "})
    assert page.status == 422
    assert "Say what the mistake was" in page.text
    assert "1 of 3 decided" in secretary.get(FIRST).text


def test_whoever_comes_second_sees_that_it_is_taken_back(secretary: PageClient) -> None:
    send(secretary, FIRST, "no-change")
    address = way_back(secretary)
    mine = sent(secretary, address)
    assert secretary.post(address, mine).status == 303
    late = secretary.post(address, {**mine, "reason": "Mine was another."})
    assert late.status == 409
    for words in ("has been taken back", WHY, "Mine was another."):
        assert words in late.text
    assert "It is taken back already." in secretary.get(address).text


def test_what_was_recorded_meanwhile_is_told_and_it_can_be_sent_again(
    secretary: PageClient,
) -> None:
    send(secretary, FIRST, "no-change")
    address = way_back(secretary)
    mine = sent(secretary, address)
    typed = {"words": "Recruit", "due": "Sep 2018", "reason": "Posts are vacant."}
    assert send(secretary, FIRST, "action", **typed).status == 303
    late = secretary.post(address, mine)
    assert late.status == 409
    assert WHY in late.html
    again = re.search(r'name="seen_version"[^>]*value="(\d+)"', late.html)
    assert again is not None
    assert secretary.post(address, {**mine, "seen_version": again[1]}).status == 303


def test_a_page_left_open_records_anew_after_it_was_taken_back(secretary: PageClient) -> None:
    left_open = carried(secretary.get(f"{FIRST}?decide=action"), "action")
    button = carried(secretary.get(FIRST), "no-change")
    assert secretary.post(FIRST, button).status == 303
    address = way_back(secretary)
    assert secretary.post(address, sent(secretary, address)).status == 303
    assert secretary.post(FIRST, button).status == 409
    typed = {"words": "Recruit", "due": "Sep 2018", "reason": "Posts are vacant."}
    late = secretary.post(FIRST, {**left_open, **typed})
    assert late.status == 409
    assert secretary.post(FIRST, {**carried(late, "action"), **typed}).status == 303


def test_the_page_says_where_a_decision_is_undone(secretary: PageClient) -> None:
    send(secretary, FIRST, "no-change")
    outcome_id = str(outcomes(secretary.session)[0].id)
    send(secretary, SECOND, "close-now", reason="The lease ended.")
    page = secretary.get(SECOND)
    assert TAKE_BACK.search(page.html) is None
    assert "Propose on the page of the risk's decisions to open it again." in page.text
    closed = str(outcomes(secretary.session)[1].id)
    address = f"{SECOND}/outcomes/{closed}/take-back"
    page = secretary.get(address)
    assert "more than a record" in page.text
    assert "<textarea" not in page.html
    assert secretary.post(address, {"seen_version": "2", "reason": WHY}).status == 422
    assert secretary.get(f"{SECOND}/outcomes/{outcome_id}/take-back").status == 404


def test_others_are_offered_no_way_back(secretary: PageClient) -> None:
    send(secretary, FIRST, "no-change")
    address = way_back(secretary)
    for role in (Role.VIEWER, Role.EXECUTIVE, Role.AUDITOR):
        assert TAKE_BACK.search(secretary.sign_in_as(role).get(FIRST).html) is None
        assert secretary.get(address).status == 403


def test_a_month_that_is_final_takes_nothing_back(
    secretary: PageClient, month: MonthlyReview
) -> None:
    send(secretary, FIRST, "no-change")
    address = way_back(secretary)
    mine = sent(secretary, address)
    with transaction(secretary.session):
        month.state = MonthState.CLOSED
        secretary.session.add(month)
    page = secretary.post(address, mine)
    assert page.status == 422
    assert "is final" in page.text
    assert secretary.get(address).status == 303
    assert outcomes(secretary.session)[0].withdrawn_on is None
