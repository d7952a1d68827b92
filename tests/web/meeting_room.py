"""A month that is gone through in a meeting by its secretary, for tests of the pages."""

import re

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Role
from riskapp.models import Meeting, MonthlyReview
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_risk
from tests.meetings import a_committee, a_meeting
from tests.months import an_open_month
from tests.web.pages import Page, PageClient

MONTH = "/trust/reviews/2018-06"
FIRST, SECOND, THIRD = (f"{MONTH}/R-000{number}" for number in (1, 2, 3))
FIELD = re.compile(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"')


@pytest.fixture
def month(web_session: Session, trust: Trust) -> MonthlyReview:
    """An open month of three risks with scores of 20, 16 and 15, and a meeting of it today."""
    for consequence, likelihood in ((5, 4), (4, 4), (5, 3)):
        a_risk(web_session, trust, consequence=consequence, likelihood=likelihood)
    opened = an_open_month(web_session, trust)
    meeting = a_meeting(web_session, trust, a_committee(web_session, trust))
    with transaction(web_session):
        meeting.monthly_review_id = opened.id
        web_session.add(meeting)
    return opened


@pytest.fixture
def meeting(web_session: Session, month: MonthlyReview) -> Meeting:
    """The meeting of the month."""
    query = sa.select(Meeting).where(col(Meeting.monthly_review_id) == month.id)
    return web_session.exec(query).scalar_one()  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def secretary(client: PageClient, meeting: Meeting) -> PageClient:
    """The secretary, who has said for which meeting they record."""
    client.sign_in_as(Role.SECRETARY)
    assert client.post(f"{MONTH}/recording", {"meeting": str(meeting.id)}).status == 303
    return client


def carried(page: Page, decide: str) -> dict[str, str]:
    """What the page carries unseen in the form of one decision."""
    for form in page.html.split("<form")[1:]:
        fields = dict(FIELD.findall(form))
        if fields.get("decide") == decide:
            return fields
    raise AssertionError(decide)


def send(client: PageClient, path: str, decide: str, **typed: str) -> Page:
    """Open the form of a decision and send it."""
    page = client.get(path if decide == "no-change" else f"{path}?decide={decide}")
    return client.post(path, {**carried(page, decide), **typed})
