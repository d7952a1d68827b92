"""The day that a page shows: said aloud, and another to choose, on every page of the register."""

from datetime import date

import pytest

from riskapp.domain.drafts import PlaceOnBaf
from riskapp.domain.life_drafts import RecordOccurrence
from riskapp.domain.permissions import Role
from riskapp.services.decisions import place_on_baf
from riskapp.services.occurrences import record_occurrence
from riskapp.services.transactions import transaction
from tests.assurances import an_assurance
from tests.everything import hang_everything
from tests.factories import a_milestone, a_post, a_programme, a_risk, a_score, an_objective
from tests.queries.statements import counted
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
    assert viewer.get(f"/trust/{page}?as-at=1989-12-31").status == 400
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


@pytest.fixture
def found_late(client: PageClient) -> PageClient:
    """A risk scored, happened and assured on days that were entered later."""
    session, trust = client.session, client.trust
    early, late = (trust.actor(Role.RISK_LEAD, date(2018, 6, day)) for day in (1, 20))
    a_risk(session, trust, consequence=3, likelihood=3, by=early)
    a_score(session, late, "R-0001", 4, 4, effective_on=date(2018, 6, 10), reason="Found late.")
    an_assurance(session, late, "R-0001", received_on=date(2018, 6, 9), source="Late audit")
    with transaction(session):
        draft = RecordOccurrence(date(2018, 6, 8), "A visit was missed.")
        record_occurrence(session, late, "R-0001", draft)
    return client.sign_in_as(Role.RISK_MANAGER)


LATE = ("Found late.", "Late audit", "A visit was missed.", "since 10 June 2018")


def test_what_was_entered_later_is_marked_and_left_out_of_what_was_known(
    found_late: PageClient,
) -> None:
    now = found_late.get(f"/trust/risks/R-0001?as-at={DAY}").text
    assert [words for words in LATE if words not in now] == []
    assert now.count("entered later, on 20 June 2018") == 2
    assert "Entered later, on 20 June 2018." in now
    known = found_late.get(f"/trust/risks/R-0001?as-at={DAY}&known-on={DAY}").text
    assert [words for words in LATE if words in known] == []
    assert "how it stood on 15 June 2018, from what had been entered by 15 June 2018" in known
    assert found_late.get(f"/trust/risks/R-0001?known-on={DAY}").text == known
    later = found_late.get(f"/trust/risks/R-0001?as-at={DAY}&known-on=2018-06-20").text
    assert [words for words in LATE if words not in later] == []


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("known-on=2018-05-31", 404),
        ("known-on=2018-07-01", 400),
        ("known-on=then", 400),
        (f"as-at=2018-06-16&known-on={DAY}", 400),
    ],
)
def test_what_could_not_be_known_is_refused(
    found_late: PageClient, query: str, status: int
) -> None:
    assert found_late.get(f"/trust/risks/R-0001?{query}").status == status


def test_what_was_known_takes_at_most_twenty_statements(found_late: PageClient) -> None:
    session, trust = found_late.session, found_late.trust
    with transaction(session):
        place_on_baf(session, trust.actor(today=date(2018, 6, 20)), "R-0001", PlaceOnBaf("So."))
    hang_everything(session, trust, "R-0001")
    for query in ("known-on=2018-06-30", f"as-at={DAY}&known-on=2018-06-30"):
        found_late.get(f"/trust/risks/R-0001?{query}")
        with counted(session) as statements:
            assert found_late.get(f"/trust/risks/R-0001?{query}").status == 200
        sent = [one for one in statements if not one.startswith("BEGIN")]
        assert len(sent) <= 20, sent
