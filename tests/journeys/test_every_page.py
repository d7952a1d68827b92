"""Every page, on a phone and wide: axe finds nothing, nothing overflows, nothing is refused.

A page is opened at the width of a phone and then widened: the address answers the same to both,
and what differs is drawn again as the window grows.
"""

from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.browser import DESKTOP, PHONE, Axe
from tests.journeys.conftest import WIDER_THAN_SCREEN, Visitors
from tests.journeys.imported import bring_in, put_right_meanwhile

PAGES = (
    "/{org}/",
    "/{org}/risks",
    "/{org}/risks?register=baf&sort=title",
    "/{org}/risks?search=nothing+has+these+words",
    "/{org}/risks?as-at=2018-05-31",
    "/{org}/risks?columns=score,reference,title,status,waiting,next-review,quality&sort=-unit",
    "/{org}/risks/keep?band=high",
    "/{org}/views",
    "/{org}/risks/new",
    "/{org}/risks/R-0001",
    "/{org}/risks/R-0001?as-at=2018-05-31",
    "/{org}/risks/R-0001?as-at=2018-05-31&known-on=2018-06-30",
    "/{org}/risks/R-0001/score?kind=current",
    "/{org}/risks/R-0001/score?kind=target",
    "/{org}/risks/R-0001/decisions",
    "/{org}/risks/R-0001/decisions?begin=propose-acceptance",
    "/{org}/risks/R-0001/decisions?begin=propose-merge",
    "/{org}/risks/R-0001/occurrences",
    "/{org}/risks/R-0001/hand-on",
    "/{org}/risks/R-0001/edit",
    "/{org}/risks/R-0001/objectives",
    "/{org}/risks/R-0001/milestones",
    "/{org}/risks/R-0001/exposure",
    "/{org}/risks/R-0001/exposure/end",
    "/{org}/risks/R-0001/controls",
    "/{org}/risks/R-0001/controls/new",
    "/{org}/risks/R-0001/assurances/new",
    "/{org}/risks/R-0001/assurance-rating",
    "/{org}/risks/R-0001/gaps/new",
    "/{org}/risks/R-0001/history",
    "/{org}/risks/R-0001/notes",
    "/{org}/risks/change?band=high",
    "/{org}/risks/change?search=nothing+has+these+words",
    "/{org}/risks/R-0001/redactions",
    "/{org}/high-level-risks",
    "/{org}/baf",
    "/{org}/baf?as-at=2018-05-31",
    "/{org}/assurance-map",
    "/{org}/reviews",
    "/{org}/heat-map",
    "/{org}/heat-map?as-at=2018-05-31&register=hlrr",
    "/{org}/movement?since=2018-01-31",
    "/{org}/movement?since=2018-06-30",
    "/{org}/movement?since=2018-01-31&until=2018-05-31&register=hlrr&known-on=2018-06-10",
    "/{org}/objectives",
    "/{org}/objectives/{objective}",
    "/{org}/committees",
    "/{org}/meetings/new",
    "/{org}/appetite",
    "/{org}/appetite/scale?ready=good-governance",
    "/{org}/appetite/state?domain=safety",
    "/{org}/appetite/end?domain=safety",
    "/{org}/settings",
    "/{org}/export",
    "/{org}/baf/periods",
    "/{org}/baf/periods/new",
    "/{org}/posts",
    "/{org}/posts?as-at=2018-05-31",
    "/{org}/settings/matrix",
    "/{org}/settings/matrix/new",
    "/{org}/settings/matrix/withdraw",
    "/{org}/programmes",
    "/{org}/milestones",
    "/{org}/milestones?as-at=2018-05-31",
    "/{org}/milestones/new",
    "/{org}/milestones/M-0001",
    "/{org}/milestones/M-0001/due",
    "/{org}/milestones/M-0001/notes",
    "/{org}/milestones/M-0001/owner",
    "/{org}/milestones/M-0001/status",
    "/{org}/quality",
    "/{org}/quality?as-at=2018-05-31",
    "/{org}/quality/baf-first-line-only",
    "/{org}/quality/milestone-no-owner",
    "/{org}/quality/objective-no-risk",
    "/{org}/quality/settings",
    "/{org}/quality/settings/no-owner",
    "/{org}/packs",
    "/{org}/packs/verify",
    "/{org}/packs/new",
    "/{org}/packs/waivers",
    "/{org}/history",
    "/{org}/history?kind=scores&from=2018-01-01&until=2018-06-30",
    "/{org}/history?risk=R-0001&kind=note-added",
    "/{org}/history/3",
    "/{org}/history/check",
    "/{org}/history/check?noted=3:0123456789abcdef",
    "/{org}/imports",
    "/{org}/imports/new",
    "/{org}/jobs",
    "/{org}/reminders",
    "/{org}/reminders/line",
    "/{org}/settings/look",
    "/{org}/risks/R-0001/review",
    "/{org}/risks/R-0001/history?about=current-score",
    "/{org}/risks/R-0001/history?about=baf&as-at=2018-05-31",
    "/{org}/risks/R-0001/history?about=owner",
    "/{org}/milestones/M-0001/history",
    "/{org}/milestones/M-0001/history?about=due",
    "/{org}/tokens",
    "/{org}/tokens/new",
    "/accessibility",
)
ONLY_OF = {
    "hct": ("/hct/reviews/2018-06/not-held",),
    "demo": (
        "/demo/reviews/2018-06",
        "/demo/reviews/2018-06/close",
        "/demo/reviews/2018-06/minutes",
        "/demo/reviews/2018-05/minutes",
        "/demo/risks/R-0001/milestones/M-0015/effect",
        "/demo/risks/R-0001/milestones/M-0018/unlink",
    ),
}
"""What only one of the two has something to show on."""
RECORDED = "/demo/reviews/2018-06/R-0007"
"""A risk about which a meeting of the open month has recorded something."""
HANDED = "/demo/risks/R-0001/hand-on"
"""The form to hand a risk of a programme on; the other trust has no such risk."""
REFERENCE = ("/api/v1/reference", "/api/v1/reference/heat-map")
OBJECTIVES = {"hct": "2", "demo": "1.2"}


PARTS = 3
"""Tests for the pages of an organisation, for more than one process to share."""


@pytest.mark.parametrize("organisation", ["hct", "demo"])
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_sound(visitors: Visitors, axe: Axe, organisation: str, part: int) -> None:
    visitor = visitors.come(phone=True).sign_in("risk-manager", organisation)
    said: list[str] = []
    visitor.page.on("console", lambda message: said.append(complaint(message)))
    found: dict[str, list[str]] = {}
    for path in (*PAGES, *ONLY_OF[organisation])[part::PARTS]:
        at = path.format(org=organisation, objective=OBJECTIVES[organisation])
        visitor.page.set_viewport_size(PHONE)
        visitor.go(at)
        found[at] = faults_at_both(visitor.page, axe)
    assert {at: wrong for at, wrong in found.items() if wrong} == {}
    assert [words for words in said if words] == []


def faults(page: Page, axe: Axe) -> list[str]:
    """Return what is wrong with a page at the width that it has."""
    wrong = axe(page)
    wrong += ["wider than the screen"] if page.evaluate(WIDER_THAN_SCREEN) else []
    return wrong + (["more than one h1"] if page.locator("h1").count() != 1 else [])


OF_FILES = (
    "{files.open}/columns",
    "{files.open}?show=changed",
    "{files.open}?show=passed-over",
    "{files.open}/names",
    "{files.loaded}",
    "{files.loaded}/take-back",
    "{files.under_way}",
    "{files.open}",
)
"""The pages of old registers at each stage of their way in."""


def test_the_pages_of_files_that_are_brought_in_are_sound(
    visitors: Visitors, axe: Axe, home: Path
) -> None:
    files = bring_in(home)
    visitor = visitors.come().sign_in("risk-manager", "demo")
    page, found = visitor.page, {}
    for path in OF_FILES:
        visitor.go(f"/demo/imports/{path.format(files=files)}")
        found[path] = faults_at_both(page, axe)
    assert "both have changed" in visitor.words
    page.get_by_label("Opened in row 4").fill("28/02/2018")
    put_right_meanwhile(home, files.open)
    visitor.press("Save and check again")
    expect(page.locator("#late")).to_be_visible()
    found["late"] = faults_at_both(page, axe)
    assert {at: wrong for at, wrong in found.items() if wrong} == {}


def faults_at_both(page: Page, axe: Axe) -> list[str]:
    """Return what is wrong with a page on a phone, and wide."""
    page.set_viewport_size(PHONE)
    narrow = faults(page, axe)
    page.set_viewport_size(DESKTOP)
    wide = faults(page, axe)
    return [*narrow, "and wide:", *wide] if narrow or wide else []


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_the_forms_of_those_who_record_for_a_meeting_are_sound(
    visitors: Visitors, axe: Axe, phone: bool
) -> None:
    visitor = visitors.come(phone=phone).sign_in("secretary", "demo")
    visitor.arrive(visitor.go(RECORDED).get_by_role("link", name="Take it back").first)
    forms = {"Take it back": visitor.page.url.removeprefix(visitor.address), "Hand it on": HANDED}
    for button, path in forms.items():
        page = visitor.go(path)
        assert axe(page) == []
        assert not page.evaluate(WIDER_THAN_SCREEN)
        visitor.press(button)
        expect(page.locator(".nhsuk-error-summary")).to_be_visible()
        assert axe(page) == []
        assert not page.evaluate(WIDER_THAN_SCREEN)


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_pages_for_those_who_have_not_signed_in_are_sound(
    visitors: Visitors, axe: Axe, phone: bool
) -> None:
    visitor = visitors.come(phone=phone)
    for path in ("/sign-in", "/accessibility", *REFERENCE):
        page = visitor.go(path)
        assert axe(page) == []
        assert not page.evaluate(WIDER_THAN_SCREEN)


def test_a_page_with_mistakes_is_sound_and_takes_the_focus(visitors: Visitors, axe: Axe) -> None:
    visitor = visitors.come().sign_in("risk-lead")
    visitor.go("/hct/risks/R-0001/score?kind=current")
    page = visitor.press("Save the score")
    assert page.title().startswith("Error: ")
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    assert axe(page) == []


def complaint(message: ConsoleMessage) -> str:
    """Return what the browser complains of; a form refused with 422 is no fault of the page."""
    return message.text if message.type in {"error", "warning"} else ""
