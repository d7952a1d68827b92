"""The page of reminders: what is due as a calendar, and how often one is told."""

import re
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.permissions import Role
from riskapp.domain.reminders import SEE_MILESTONE, SEE_RISK, WAYS
from riskapp.models import Review
from riskapp.settings import Mail, Settings
from riskapp.web.guard import access_of
from riskapp.web.session import SETTINGS
from tests.factories import Trust
from tests.reminders import due, held_by
from tests.web.pages import PageClient

PAGE = "/trust/reminders"
SEEN = re.compile(r'name="seen_version"[^>]*value="([^"]*)"')


def test_what_is_due_is_listed_by_its_day_with_two_ways(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    post = held_by(web_session, trust, Role.EXECUTIVE)
    due(web_session, trust, -3, "Too few nurses", owner_post_id=post)
    due(web_session, trust, 5, "Roofs", owner_post_id=post)
    page = client.sign_in_as(Role.EXECUTIVE).get(PAGE)
    assert page.text.index("27 June 2018") < page.text.index("5 July 2018")
    assert "3 days overdue" in page.text
    assert 'href="/trust/risks/R-0001/review"' in page.html
    assert 'href="/trust/risks/R-0001/score"' in page.html
    assert "This installation sends no mail, so look here." in page.text
    assert PAGE in client.get("/trust/").html


def test_every_way_leads_to_a_page(app: Flask) -> None:
    adapter = app.url_map.bind("localhost")
    for way in (SEE_RISK, SEE_MILESTONE, *(way for ways in WAYS.values() for way in ways)):
        path = f"/trust/{way.path.format(name='R-0001')}".partition("?")[0]
        endpoint, _ = adapter.match(path, "GET")
        asked = access_of(app.view_functions[endpoint])
        assert asked in {way.right, Action.VIEW_REGISTER}


def test_whoever_may_not_put_it_right_is_led_to_see_it(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    due(web_session, trust, 0, owner_post_id=held_by(web_session, trust, Role.VIEWER))
    page = client.sign_in_as(Role.VIEWER).get(PAGE)
    assert 'href="/trust/risks/R-0001">See it' in page.html
    assert "/review" not in page.html.replace("/trust/reviews", "")


def test_what_is_long_overdue_in_ones_area_stands_apart(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    posts = {
        "owner_post_id": held_by(web_session, trust, Role.SECRETARY),
        "executive_post_id": held_by(web_session, trust, Role.EXECUTIVE, "Director"),
    }
    due(web_session, trust, -31, **posts)
    page = client.sign_in_as(Role.EXECUTIVE).get(PAGE)
    assert "Long overdue in your area" in page.text
    assert "Overdue for more than 30 days" in page.text


def test_nothing_due_says_what_would_be_listed(client: PageClient) -> None:
    assert "Nothing is due for you." in client.sign_in_as(Role.VIEWER).get(PAGE).text


def test_a_choice_is_saved_and_a_late_one_shows_both(client: PageClient) -> None:
    client.sign_in_as(Role.VIEWER)
    sent = {"how": "weekly", "weekday": "4", "seen_version": "0"}
    assert client.post(PAGE, sent).location == PAGE
    assert 'value="4" selected' in client.get(PAGE).html
    late = client.post(PAGE, {"how": "off", "weekday": "0", "seen_version": "0"})
    assert late.status == 409
    assert "Your choice has been changed" in late.text
    seen = SEEN.search(late.html)
    assert seen is not None
    again = {"how": "off", "weekday": "0", "seen_version": seen[1]}
    assert client.post(PAGE, again).status == 303


@pytest.mark.parametrize(
    "sent", [{}, {"how": "hourly", "weekday": "0"}, {"how": "weekly", "weekday": "7"}]
)
def test_a_choice_that_is_none_is_refused(client: PageClient, sent: dict[str, str]) -> None:
    client.sign_in_as(Role.VIEWER)
    assert client.post(PAGE, {"seen_version": "0", **sent}).status == 422


def test_the_line_is_set(client: PageClient) -> None:
    client.sign_in_as(Role.RISK_MANAGER)
    at = f"{PAGE}/line"
    assert 'value="30"' in client.get(at).html
    for days in ("", "x", "-1", "366"):
        assert client.post(at, {"days": days, "seen_version": "0"}).status == 422
    assert client.post(at, {"days": "0", "seen_version": "0"}).location == PAGE
    assert "The line is never told" in client.get(PAGE).text
    assert client.post(at, {"days": "9", "seen_version": "0"}).status == 409


def test_where_mail_is_sent_the_page_says_where_to(app: Flask, client: PageClient) -> None:
    settings: Settings = app.extensions[SETTINGS]
    mail = Mail("localhost", 25, "r@trust.example", "https://register.example")
    app.extensions[SETTINGS] = replace(settings, mail=mail)
    assert "viewer@trust.example" in client.sign_in_as(Role.VIEWER).get(PAGE).text


def test_a_review_of_which_nothing_came_is_recorded(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    reference = due(web_session, trust, -3)
    at = f"/trust/risks/{reference}/review"
    client.sign_in_as(Role.RISK_LEAD)
    assert at in client.get(f"/trust/risks/{reference}").html
    assert "R-0001" in client.get(PAGE).text
    assert client.post(at, {"reason": " "}).status == 422
    assert (
        client.post(at, {"reason": "Rotas are as they were."}).location
        == f"/trust/risks/{reference}"
    )
    assert "R-0001" not in client.get(PAGE).text
    reviews = select(Review).where(col(Review.reviewed_on) == date(2018, 6, 30))
    assert web_session.exec(reviews).one().note == "Rotas are as they were."
    assert client.get("/trust/risks/R-0099/review").status == 404
