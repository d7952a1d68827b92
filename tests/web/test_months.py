"""The pages of the monthly review, from opening to the minutes."""

from datetime import date

import pytest

from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Role
from riskapp.models import MonthlyReview
from riskapp.queries.months import get_review
from tests.factories import a_milestone, a_programme, a_risk, a_score
from tests.meetings import a_committee, a_meeting
from tests.months import JUNE, a_closed_month, an_open_month
from tests.web.pages import PageClient

HERE = "/trust/reviews/2018-06"


@pytest.fixture
def month(client: PageClient) -> MonthlyReview:
    """June 2018, open, with one risk."""
    a_risk(client.session, client.trust, title="Zebrafinch", consequence=4, likelihood=4)
    return an_open_month(client.session, client.trust)


def test_the_secretary_opens_the_month_that_is_due(client: PageClient) -> None:
    a_risk(client.session, client.trust, consequence=4, likelihood=4)
    client.sign_in_as(Role.SECRETARY)
    assert "Open June 2018" in client.get("/trust/reviews").text
    assert client.post(f"{HERE}/open").location == HERE
    page = client.get(HERE)
    assert "The review of June 2018 is open." in page.text
    assert "R-0001" in page.text
    assert client.post(f"{HERE}/open").location == HERE
    assert "is open already" in client.get(HERE).text


def test_whoever_may_not_open_a_month_is_told_who_may(client: PageClient) -> None:
    page = client.sign_in_as(Role.VIEWER).get("/trust/reviews")
    assert "Next is June 2018. A board secretary or a risk manager opens it." in page.text


@pytest.mark.parametrize("month", ["2018-13", "2018-1", "june", "0000-01"])
def test_what_is_no_month_is_not_there(client: PageClient, month: str) -> None:
    assert client.sign_in_as(Role.SECRETARY).get(f"/trust/reviews/{month}").status == 404


def test_a_month_out_of_order_is_refused_in_a_sentence(
    client: PageClient, month: MonthlyReview
) -> None:
    page = client.sign_in_as(Role.SECRETARY).post("/trust/reviews/2018-05/open")
    assert (page.status, "June 2018 is still open: close it first." in page.text) == (422, True)


def test_closing_asks_why_anything_is_left_and_gives_back_what_was_typed(
    client: PageClient, month: MonthlyReview
) -> None:
    client.sign_in_as(Role.SECRETARY)
    assert "1 undecided" in client.get(f"{HERE}/close").text
    page = client.post(f"{HERE}/close", {"seen": "R-0001"})
    assert (page.status, "Say why something is left undecided" in page.text) == (422, True)
    done = client.post(f"{HERE}/close", {"seen": "R-0001", "why": "No time."})
    assert done.location == f"{HERE}/minutes"
    page = client.get(done.location)
    assert "Left undecided Why: No time." in page.text
    assert "Zebrafinch" in page.text


def test_what_came_up_meanwhile_is_shown_before_the_month_is_closed(
    client: PageClient, month: MonthlyReview
) -> None:
    a_risk(client.session, client.trust, consequence=5, likelihood=5)
    client.sign_in_as(Role.SECRETARY)
    page = client.post(f"{HERE}/close", {"seen": "R-0001", "why": "No time."})
    assert page.status == 409
    assert "R-0001, R-0002" in page.text
    assert "No time." in page.html
    again = client.post(f"{HERE}/close", {"seen": "R-0001 R-0002", "why": "No time."})
    assert again.status == 303


def test_an_open_month_has_draft_minutes(client: PageClient, month: MonthlyReview) -> None:
    page = client.sign_in_as(Role.VIEWER).get(f"{HERE}/minutes")
    assert page.seen.title.startswith("Draft minutes")
    assert "This is a draft" in page.text
    assert "SHA-256" not in page.text


def test_minutes_are_drawn_from_what_is_final(client: PageClient, month: MonthlyReview) -> None:
    meeting = a_meeting(client.session, client.trust, a_committee(client.session, client.trust))
    meeting.monthly_review_id = month.id
    client.session.add(meeting)
    client.session.commit()
    estates, early = a_programme(client.session, client.trust, "Estates"), date(2018, 5, 1)
    a_milestone(client.session, client.trust, "May 2018", programme=estates, today=early)
    a_closed_month(client.session, client.trust)
    a_score(client.session, client.trust.actor(Role.RISK_LEAD), "R-0001", 5, 5)
    page = client.sign_in_as(Role.VIEWER).get(f"{HERE}/minutes")
    assert "16 extreme" in page.text
    assert "Executive Team, 30 June 2018 Member 1 Member 2" in page.text
    assert "Milestones of no risk" in page.text
    assert "M-0001 Recruit six nurses" in page.text
    assert "May 2018, late by 30 days" in page.text
    assert "The SHA-256 of its content is" in page.text


def test_a_closed_month_is_its_minutes_and_cannot_be_closed_again(
    client: PageClient, month: MonthlyReview
) -> None:
    a_closed_month(client.session, client.trust)
    client.sign_in_as(Role.SECRETARY)
    assert client.get(HERE).location == f"{HERE}/minutes"
    says = "what is decided now belongs to the next month"
    assert client.get(f"{HERE}/close").location == f"{HERE}/minutes"
    assert says in client.get(f"{HERE}/minutes").text
    assert client.post(f"{HERE}/not-held", {"why": "No."}).location == f"{HERE}/minutes"
    assert says in client.get(f"{HERE}/minutes").text


def test_a_month_that_was_not_held_says_why(client: PageClient) -> None:
    client.sign_in_as(Role.SECRETARY)
    assert client.post(f"{HERE}/not-held").status == 422
    page = client.post(f"{HERE}/not-held", {"why": "Snow."})
    assert page.location == "/trust/reviews"
    assert "Snow." in client.get("/trust/reviews").text
    assert "was not held: Snow." in client.get(f"{HERE}/minutes").text


def test_minutes_leave_out_what_a_reader_may_not_see_and_say_how_much(client: PageClient) -> None:
    hidden = client.trust.actor()
    a_risk(
        client.session, client.trust, title="Zebrafinch", by=hidden, consequence=4, likelihood=4,
        visibility=Visibility.RESTRICTED,
    )  # fmt: skip
    an_open_month(client.session, client.trust)
    client.sign_in_as(Role.SECRETARY)
    for path in (HERE, f"{HERE}/minutes", f"{HERE}/close"):
        page = client.get(path)
        assert ("Zebrafinch" in page.text, "1 undecided" in page.text) == (False, False)
    a_closed_month(client.session, client.trust)
    page = client.get(f"{HERE}/minutes")
    assert "Zebrafinch" not in page.text
    assert "1 more risk of this month is left out here" in page.text
    assert "Zebrafinch" in client.sign_in_as(Role.EXECUTIVE).get(f"{HERE}/minutes").text


def test_the_month_that_is_due_is_in_the_list_and_not_before_its_day(
    client: PageClient, month: MonthlyReview
) -> None:
    a_closed_month(client.session, client.trust)
    page = client.sign_in_as(Role.SECRETARY).get("/trust/reviews")
    assert "Next is July 2018. It can be opened from 1 July 2018 on." in page.text
    review = get_review(client.session, client.trust.actor(), JUNE)
    assert review.closed_on == date(2018, 6, 30)


def test_my_work_leads_to_the_month_that_is_due_and_then_to_the_open_one(
    client: PageClient,
) -> None:
    client.sign_in_as(Role.SECRETARY)
    assert "Open June 2018 due since 1 June 2018" in client.get("/trust/").text
    an_open_month(client.session, client.trust)
    page = client.get("/trust/")
    assert "Go on with June 2018 open since 30 June 2018" in page.text
    assert f'href="{HERE}"' in page.html
    assert "Go on with" not in client.sign_in_as(Role.VIEWER).get("/trust/").text
    a_closed_month(client.session, client.trust)
    assert "Go on with" not in client.sign_in_as(Role.SECRETARY).get("/trust/").text
