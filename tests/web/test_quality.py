"""The quality checks as people use them."""

import pytest
from sqlmodel import Session

from riskapp.domain.permissions import Role
from riskapp.queries import quality_page
from tests.factories import Trust, a_milestone, a_programme, a_risk, a_unit, an_objective
from tests.web.pages import PageClient

HERE = "/trust/quality"


@pytest.fixture
def manager(client: PageClient) -> PageClient:
    return client.sign_in_as(Role.RISK_MANAGER)


def test_a_register_that_owes_nothing_says_so(manager: PageClient) -> None:
    page = manager.get(HERE)
    assert "No check finds anything." in page.text
    assert "no open or tolerated risks, no objectives in force and no milestones" in page.text
    assert "This check finds nothing." in manager.get(f"{HERE}/no-owner").text
    assert 'aria-current="page">Quality</a>' in page.html


def test_each_check_leads_to_what_fails_it_and_to_where_it_is_put_right(
    manager: PageClient, web_session: Session, trust: Trust
) -> None:
    risk = a_risk(web_session, trust, title="<b>Nurses</b>", consequence=3, likelihood=3)
    an_objective(web_session, trust, "2.1")
    a_milestone(web_session, trust, programme=a_programme(web_session, trust))
    page = manager.get(HERE)
    assert "1 open or tolerated risk, 1 objective in force and 1 milestone" in page.text
    ways = {
        "no-owner": f"/trust/risks/{risk}/edit",
        "no-target": f"/trust/risks/{risk}/score?kind=target",
        "no-action": f"/trust/risks/{risk}/milestones",
        "objective-no-risk": "/trust/objectives/2.1",
        "milestone-no-owner": "/trust/milestones/M-0001",
    }
    for key, address in ways.items():
        assert f'href="{HERE}/{key}"' in page.html
        listed = manager.get(f"{HERE}/{key}")
        assert f'href="{address}"' in listed.html
        assert "How to put it right:" in listed.text
        assert manager.get(address).status == 200


def test_who_may_not_put_it_right_is_told_how_it_is_but_not_sent_there(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    risk = a_risk(web_session, trust, consequence=3, likelihood=3)
    client.sign_in_as(Role.VIEWER)
    page = client.get(f"{HERE}/no-owner")
    assert f'href="/trust/risks/{risk}"' in page.html
    assert f"/trust/risks/{risk}/edit" not in page.html
    assert page.text.count("Name the post that owns the risk.") == 2
    assert "Set how serious each check is" not in client.get(HERE).text
    assert "Change" not in client.get(f"{HERE}/settings").text


def test_the_page_of_a_risk_counts_what_fails(
    manager: PageClient, web_session: Session, trust: Trust
) -> None:
    risk = a_risk(web_session, trust, consequence=3, likelihood=3)
    page = manager.get(f"/trust/risks/{risk}")
    assert "3 quality checks fail" in page.text
    assert "No owner. Nobody in particular sees to it. Name the post that owns" in page.text
    assert f'href="/trust/risks/{risk}/score?kind=target"' in page.html
    then = manager.get(f"/trust/risks/{risk}?as-at=2018-06-30")
    assert "3 quality checks fail" in then.text
    assert "kind=target" not in then.html
    draft = a_risk(web_session, trust, draft=True)
    assert "quality check" not in manager.get(f"/trust/risks/{draft}").text


def test_a_check_is_switched_off_with_a_reason_that_everybody_reads(
    manager: PageClient, web_session: Session, trust: Trust
) -> None:
    risk = a_risk(web_session, trust, consequence=3, likelihood=3)
    address = f"{HERE}/settings/no-owner"
    assert "by default serious" in manager.get(address).text
    sent = {"severity": "off", "reason": "<i>Units</i> own them.", "seen_version": "0"}
    assert manager.post(address, sent).location == f"{HERE}/settings"
    said = "Switched off by The risk-manager on 30 June 2018: <i>Units</i> own them."
    for role in (Role.RISK_MANAGER, Role.VIEWER):
        manager.sign_in_as(role)
        for page in (HERE, f"{HERE}/settings", f"{HERE}/no-owner"):
            assert said in manager.get(page).text
        assert "switched off, so nothing is looked at" in manager.get(f"{HERE}/no-owner").text
        assert "2 quality checks fail" in manager.get(f"/trust/risks/{risk}").text


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"severity": "off", "reason": " "}, "Say why: the reason is shown beside the check."),
        ({"severity": "", "reason": "So."}, "Choose how serious it is."),
        ({"severity": "grave", "reason": "So."}, "Choose one of those listed."),
        ({"severity": "serious", "reason": "So."}, "That is how serious it is already."),
    ],
)
def test_what_cannot_be_set_is_told_at_its_field(
    manager: PageClient, sent: dict[str, str], message: str
) -> None:
    page = manager.post(f"{HERE}/settings/no-owner", sent | {"seen_version": "0"})
    assert page.status == 422
    assert message in page.text
    assert sent["reason"].strip() in page.html
    assert "Nothing yet" in manager.get(f"{HERE}/settings").text


def test_two_people_who_set_a_check_see_both(manager: PageClient) -> None:
    address = f"{HERE}/settings/no-owner"
    first = {"severity": "off", "reason": "Units own them.", "seen_version": "0"}
    assert manager.post(address, first).status == 303
    late = manager.post(address, {**first, "severity": "advice", "reason": "Worth a look."})
    assert late.status == 409
    for words in ("Off: not looked at", "Advice: worth a look", "Units own them."):
        assert words in late.text
    assert "Worth a look.</textarea>" in late.html
    assert 'name="seen_version" value="1"' in late.html
    again = {"severity": "advice", "reason": "Worth a look.", "seen_version": "1"}
    assert manager.post(address, again).status == 303
    assert "Made advice by The risk-manager" in manager.get(f"{HERE}/settings").text


def test_a_unit_a_day_and_a_page_are_asked_for_in_the_address(
    manager: PageClient, web_session: Session, trust: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = a_unit(web_session, trust, "District nursing")
    for _ in range(2):
        a_risk(web_session, trust, unit=unit)
    asked = f"?unit={unit.id}&as-at=2018-06-30"
    page = manager.get(f"{HERE}{asked}")
    assert "This is how it stood on 30 June 2018" in page.text
    link = f"{HERE}/no-owner{asked}".replace("&", "&amp;")
    assert link in page.html
    monkeypatch.setattr(quality_page, "PAGE_SIZE", 1)
    listed = manager.get(f"{HERE}/no-owner{asked}&page=2")
    assert "2 risks in District nursing" in listed.text
    assert "Page 2 of 2" in listed.text
    assert f'href="{HERE}{asked}"'.replace("&", "&amp;") in listed.html


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("?unit=x", 400),
        ("?unit=018f0000-0000-7000-8000-000000000000", 400),
        ("?as-at=2019-01-01", 400),
        ("/no-owner?page=2", 400),
        ("/no-owner?page=x", 400),
        ("/no-such-check", 404),
        ("/settings/no-such-check", 404),
    ],
)
def test_what_names_nothing_is_refused(manager: PageClient, asked: str, status: int) -> None:
    assert manager.get(f"{HERE}{asked}").status == status
