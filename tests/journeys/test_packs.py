"""From choosing a pack to withdrawing it in a browser, each page looked at on the way."""

from dataclasses import dataclass, field

import pytest

from tests.browser import Axe
from tests.journeys.conftest import WIDER_THAN_SCREEN, Visitor, Visitors


@dataclass
class Looked:
    """Pages as they are come to, with what is wrong on each."""

    visitor: Visitor
    axe: Axe
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def press(self, name: str, kind: str = "button") -> None:
        """Follow a link or a button, and look at the page that it leads to."""
        kinds = self.visitor.page.get_by_role("link" if kind == "link" else "button", name=name)
        self.visitor.arrive(kinds.first)
        self.look(name)

    def look(self, name: str) -> None:
        page = self.visitor.page
        found = self.axe(page)
        found += ["wider than the screen"] if page.evaluate(WIDER_THAN_SCREEN) else []
        self.wrong.update({name: found} if found else {})


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_a_pack_is_made_issued_and_withdrawn(visitors: Visitors, axe: Axe, phone: bool) -> None:
    visitor = visitors.come(phone=phone).sign_in("risk-manager")
    page = visitor.go("/hct/packs")
    looked = Looked(visitor, axe)
    looked.press("Make a pack")
    looked.press("Look at it")
    page.get_by_label("I have read the warnings").check()
    looked.press("Issue HCT-BAF")
    here = page.url
    looked.press("What has changed of its risks", "link")
    page.goto(here)
    looked.press("Withdraw it")
    page.get_by_label("Why is it withdrawn?").fill("The wrong month.")
    looked.press("Withdraw the pack")
    for place in ("packs", "packs/waivers"):
        visitor.go(f"/hct/{place}")
        looked.look(place)
    assert looked.wrong == {}
