"""Somebody at a phone, 375 px wide; every page they come to must be sound."""

from playwright.sync_api import Locator, expect

from tests.browser import Axe
from tests.journeys.conftest import WIDER_THAN_SCREEN, Visitor


class Thumb:
    """The thumb of a visitor, who taps what they see."""

    def __init__(self, visitor: Visitor, axe: Axe) -> None:
        self.visitor = visitor
        self.page = visitor.page
        self._axe = axe
        self._form = self.page.locator("body")

    def sign_in(self, role: str, organisation: str) -> "Thumb":
        """Sign in by the form that everyone uses."""
        self.visitor.sign_in(role, organisation)
        self._look()
        return self

    def open(self, name: str) -> None:
        """Open a page of the main navigation, which is folded."""
        self.unfold("Menu")
        self.follow(name)

    def follow(self, name: str) -> None:
        """Tap a link, and wait for its page."""
        with self.page.expect_navigation():
            self.page.locator("a:visible", has_text=name).first.tap()
        self._look()

    def unfold(self, name: str) -> None:
        """Tap what is folded."""
        self.page.locator("summary:visible", has_text=name).first.tap()

    def send(self, name: str) -> None:
        """Tap a button of the form at hand, and wait for the answer."""
        with self.page.expect_navigation():
            self._form.locator("button:visible", has_text=name).first.tap()
        self._look()

    def write(self, name: str, words: str) -> None:
        """Type into a field of text of the form at hand."""
        self._field(name).fill(words)

    def pick(self, name: str, option: str) -> None:
        """Pick one of a list of choices."""
        field = self._field(name)
        found = field.locator("option", has_text=option).first.get_attribute("value")
        field.select_option(found)

    def tick(self, name: str) -> None:
        """Tick a box."""
        self._field(name).tap()
        expect(self._field(name)).to_be_checked()

    def choose(self, name: str) -> None:
        """Choose one of a group of radio buttons; its form is then at hand."""
        field = self.page.get_by_role("radio", name=name).first
        field.tap()
        self._form = self.page.locator("form").filter(has=field).first

    def is_told(self, field: Locator) -> None:
        """Find the summary of a refused form, and tap the way to the field."""
        summary = self.page.locator(".nhsuk-error-summary")
        expect(summary).to_be_focused()
        summary.get_by_role("link").first.tap()
        expect(field).to_be_focused()
        expect(field).to_be_in_viewport()

    def _field(self, name: str) -> Locator:
        return self._form.get_by_label(name).first

    def _look(self) -> None:
        """Find nothing wrong with the page that has come."""
        self._form = self.page.locator("body")
        assert not self.page.evaluate(WIDER_THAN_SCREEN), f"{self.page.url} scrolls sideways"
        found = self._axe(self.page)
        assert found == [], f"{self.page.url}: {found}"
