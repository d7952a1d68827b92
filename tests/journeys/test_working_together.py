"""Several people at one register: forms kept, a late save, and many risks changed at once."""

from playwright.sync_api import expect

from tests.browser import Axe
from tests.journeys.conftest import Visitors

RISK = "/demo/risks/R-0003"


def test_what_is_typed_is_kept_by_itself_and_taken_up_again(visitors: Visitors, axe: Axe) -> None:
    visitor = visitors.come().sign_in("risk-manager", "demo")
    page = visitor.go(f"{RISK}/edit")
    page.get_by_label("Because").fill("Called away in the middle of")
    expect(page.locator("[data-kept-status]")).to_contain_text("Kept at", timeout=10_000)
    page = visitor.go(f"{RISK}/edit")
    assert "You began this on" in visitor.words
    assert axe(page) == []
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_label("Because")).to_have_value("Called away in the middle of")
    assert axe(page) == []


def test_what_is_left_at_once_is_kept_and_what_is_sent_is_not(visitors: Visitors) -> None:
    visitor = visitors.come().sign_in("risk-manager", "demo")
    page = visitor.go(RISK)
    page.locator("#words").fill("Left at once")
    page.get_by_role("link", name="My work").first.click()
    page.wait_for_url("**/demo/")
    page.wait_for_timeout(300)
    visitor.go("/demo/")
    page.get_by_role("link", name="Go on: A note on R-0003").click()
    note = page.locator("#words")
    expect(note).to_have_value("Left at once")
    note.fill("Said in full")
    page.get_by_role("button", name="Add the note").click()
    page.wait_for_url(f"**{RISK}#notes")
    assert "Said in full" in visitor.words
    visitor.go("/demo/")
    assert "Begun and not saved" not in visitor.words


def test_of_two_who_change_a_risk_the_later_sees_both(visitors: Visitors, axe: Axe) -> None:
    first = visitors.come().sign_in("executive", "demo")
    second = visitors.come(phone=True).sign_in("risk-manager", "demo")
    for visitor, title in ((first, "Theirs"), (second, "Mine")):
        visitor.go(f"{RISK}/edit").locator("#title").fill(title)
        visitor.page.locator("#reason").fill(f"Why {title.lower()}.")
    first.page.get_by_role("button", name="Save the change").click()
    first.page.wait_for_url(f"**{RISK}")
    second.page.get_by_role("button", name="Save the change").click()
    second.page.wait_for_selector("#late")
    assert "Why theirs." in second.words
    assert axe(second.page) == []
    second.page.get_by_role("button", name="Save over theirs").click()
    second.page.wait_for_url(f"**{RISK}")
    assert "Mine" in second.words


def test_the_risks_of_a_filter_change_together(visitors: Visitors, axe: Axe) -> None:
    visitor = visitors.come(phone=True).sign_in("risk-lead", "demo")
    page = visitor.go("/demo/risks?band=high")
    page.get_by_role("link", name="Change these").click()
    page.locator("#owner").select_option(index=2)
    page.locator("#reason").fill("The post changes hands.")
    page.get_by_role("button", name="Preview").click()

    page.wait_for_selector("#preview")
    assert axe(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    page.locator("button[name=confirm]").click()
    page.wait_for_selector(".nhsuk-notification-banner--success")
    assert "risks changed." in visitor.words
    assert "/demo/risks?band=high" in page.url
