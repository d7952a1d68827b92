"""From choosing a pack to withdrawing it in a browser, each page looked at on the way."""

import pytest

from tests.browser import Axe
from tests.journeys.conftest import WIDER_THAN_SCREEN, Visitors


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_a_pack_is_made_issued_and_withdrawn(visitors: Visitors, axe: Axe, phone: bool) -> None:
    visitor = visitors.come(phone=phone).sign_in("risk-manager")
    page = visitor.go("/hct/packs/new")
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        wrong = axe(page)
        wrong += ["wider than the screen"] if page.evaluate(WIDER_THAN_SCREEN) else []
        found.update({name: wrong} if wrong else {})

    look("new")
    page.get_by_role("button", name="Look at it").click()
    look("preview")
    page.get_by_label("I have read the warnings").check()
    page.get_by_role("button", name="Issue HCT-BAF").click()
    look("pack")
    here = page.url
    page.get_by_role("link", name="What has changed of its risks").click()
    look("late changes")
    page.goto(here)
    page.get_by_role("button", name="Withdraw it").click()
    page.get_by_label("Why is it withdrawn?").fill("The wrong month.")
    look("withdraw")
    page.get_by_role("button", name="Withdraw the pack").click()
    look("withdrawn")
    visitor.go("/hct/packs/waivers")
    look("waivers")
    visitor.go("/hct/packs")
    look("list")
    assert found == {}
