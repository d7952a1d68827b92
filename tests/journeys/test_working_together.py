"""Several people at one register: forms kept, a late save, and many risks changed at once."""

from playwright.sync_api import Page, Response, Route, expect

from tests.browser import Axe
from tests.journeys.conftest import Visitors

RISK = "/demo/risks/R-0003"
KEPT, SAVED = 204, 303
TYPING_STOPPED = 3_000
"""Milliseconds without a key after which a form is kept."""


def slow_to_keep(page: Page) -> list[int]:
    """Let what is kept be long on its way; return how everything sent is answered, as it is."""
    answers: list[int] = []

    def late(route: Route) -> None:
        if "keep=1" in (route.request.post_data or ""):
            page.wait_for_timeout(300)
        route.continue_()

    def answered(response: Response) -> None:
        if response.request.method == "POST":
            answers.append(response.status)

    page.route("**/demo/risks/**", late)
    page.on("response", answered)
    return answers


def test_what_is_typed_is_kept_by_itself_and_taken_up_again(visitors: Visitors, axe: Axe) -> None:
    visitor = visitors.come().sign_in("risk-manager", "demo")
    page = visitor.go(f"{RISK}/edit")
    page.get_by_label("Because").fill("Called away in the middle of")
    expect(page.locator("[data-kept-status]")).to_contain_text("Kept at")
    page = visitor.go(f"{RISK}/edit")
    assert "You began this on" in visitor.words
    assert axe(page) == []
    visitor.press("Go on")
    expect(page.get_by_label("Because")).to_have_value("Called away in the middle of")
    assert axe(page) == []


def test_what_is_left_at_once_is_kept_and_what_is_sent_is_not(visitors: Visitors) -> None:
    visitor = visitors.come().sign_in("risk-manager", "demo")
    page = visitor.go(RISK)
    page.clock.install()
    page.locator("#words").fill("Left at once")
    visitor.arrive(page.get_by_role("link", name="My work").first)
    kept = page.get_by_role("link", name="Go on: A note on R-0003")
    visitor.go_until("/demo/", kept)  # it is sent as the page is left, and nothing waits for it
    visitor.arrive(kept)
    note = page.locator("#words")
    expect(note).to_have_value("Left at once")
    note.fill("Said in full")
    answers = slow_to_keep(page)
    page.clock.run_for(TYPING_STOPPED)
    visitor.press("Add the note")
    assert answers == [KEPT, SAVED], "what is being kept is waited for"
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
    first.press("Save the change")
    first.page.wait_for_url(f"**{RISK}")
    second.press("Save the change")
    expect(second.page.locator("#late")).to_be_visible()
    assert "Why theirs." in second.words
    assert axe(second.page) == []
    second.press("Save over theirs")
    second.page.wait_for_url(f"**{RISK}")
    assert "Mine" in second.words


def test_the_risks_of_a_filter_change_together(visitors: Visitors, axe: Axe) -> None:
    visitor = visitors.come(phone=True).sign_in("risk-lead", "demo")
    page = visitor.go("/demo/risks?band=high")
    visitor.follow("Change these")
    page.locator("#owner").select_option(index=2)
    page.locator("#reason").fill("The post changes hands.")
    visitor.press("Preview")

    expect(page.locator("#preview")).to_be_visible()
    assert axe(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    visitor.arrive(page.locator("button[name=confirm]"))
    expect(page.locator(".nhsuk-notification-banner--success")).to_be_visible()
    assert "risks changed." in visitor.words
    assert "/demo/risks?band=high" in page.url
