"""The day that a page shows: said aloud, and another to choose, on every page of the register."""

from datetime import date

import pytest

from riskapp.domain.permissions import Role
from tests.factories import a_milestone, a_post, a_programme, a_risk, an_objective
from tests.web.pages import PageClient

DAY = "2018-06-15"
BANNER = "This is how it stood on 15 June 2018, as known now. Show today"
PAGES = (
    "risks",
    "risks/R-0001",
    "risks/R-0001/controls",
    "risks/R-0001/notes",
    "high-level-risks",
    "baf",
    "heat-map",
    "milestones",
    "milestones/M-0001",
    "assurance-map",
    "quality",
    "quality/no-owner",
    "objectives",
    "objectives/1",
    "programmes",
    "posts",
    "appetite",
    "committees",
)


@pytest.fixture
def viewer(client: PageClient) -> PageClient:
    session, trust = client.session, client.trust
    by = trust.actor(Role.RISK_LEAD, date(2018, 6, 1))
    objective = an_objective(session, trust)
    a_risk(session, trust, consequence=4, likelihood=4, objective=objective, by=by)
    programme = a_programme(session, trust)
    a_milestone(session, trust, programme=programme, today=date(2018, 6, 1))
    a_post(session, trust)
    return client.sign_in_as(Role.VIEWER)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_register_says_its_day_and_offers_another(
    viewer: PageClient, page: str
) -> None:
    now = viewer.get(f"/trust/{page}")
    assert now.status == 200
    assert "This is how it stood" not in now.text
    assert now.html.count('<input class="nhsuk-input" id="as-at" name="as-at" type="date"') == 1
    assert "Show as at</button>" in now.html
    then = viewer.get(f"/trust/{page}?as-at={DAY}")
    assert BANNER in then.text
    assert f'type="date" value="{DAY}" max="2018-06-30"' in then.html
    assert f'href="/trust/{page}">Show today</a>' in then.html
    assert viewer.get(f"/trust/{page}?as-at=2018-07-01").status == 400
    assert viewer.get(f"/trust/{page}?as-at=yesterday").status == 400


def test_choosing_a_day_keeps_what_else_was_asked_for_but_not_the_page(viewer: PageClient) -> None:
    page = viewer.get(f"/trust/risks?band=extreme&sort=title&page=1&as-at={DAY}")
    form = page.html.split('aria-label="Choose a day"')[1].split("</form>")[0]
    assert '<input type="hidden" name="band" value="extreme">' in form
    assert '<input type="hidden" name="sort" value="title">' in form
    assert 'name="page"' not in form
    assert form.count('name="as-at"') == 1
    assert 'href="/trust/risks?band=extreme&amp;sort=title&amp;page=1">Show today</a>' in page.html


@pytest.mark.parametrize(
    ("page", "form"),
    [
        ("risks", "Find risks"),
        ("milestones", "Find milestones"),
        ("assurance-map", "Choose a part of the map"),
        ("quality", "Choose a unit"),
    ],
)
def test_asking_for_something_else_keeps_the_day(viewer: PageClient, page: str, form: str) -> None:
    shown = viewer.get(f"/trust/{page}?as-at={DAY}").html
    asked = shown.split(f'aria-label="{form}"')[1].split("</form>")[0]
    assert f'<input type="hidden" name="as-at" value="{DAY}">' in asked
    assert (
        'name="as-at"' not in viewer.get(f"/trust/{page}").html.split(form)[1].split("</form>")[0]
    )


def test_an_address_typed_by_a_stranger_is_text_in_the_picker(viewer: PageClient) -> None:
    page = viewer.get("/trust/baf?odd=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert(1)" not in page.html
