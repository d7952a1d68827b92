"""Somebody who uses the keyboard alone; wherever they come, they must see where they are."""

import re

import pytest
from playwright.sync_api import FilePayload, Locator, expect

from tests.journeys.conftest import Visitor

MOST = 120
"""How many times somebody presses Tab before they give up."""

WHERE = """() => {
    const at = document.activeElement;
    const labels = [...(at.labels ?? [])].map(one => one.textContent).join(" ");
    const name = at.getAttribute("aria-label") ?? (labels || at.textContent);
    return [at.tagName.toLowerCase(), name.replace(/\\s+/g, " ").trim().slice(0, 120)];
}"""
TRIES = 3
"""How many times somebody types what they pick: a browser that stops for a second forgets half."""
FORGOTTEN_AFTER = 1_500
"""Milliseconds without a key after which a browser takes the next for the first of an option."""

OFFERED = "[...document.activeElement.options].map(one => one.label)"
PICKED = "document.activeElement.selectedOptions[0].label"
SETTLED = "() => new Promise(done => setTimeout(done))"
"""Some pages move the focus in the moment after they have come."""
IS_SEEN = """() => {
    const at = document.activeElement, label = at.labels?.[0];
    const looks = () => [at, label].flatMap(one => one ? ["", "::before"].map(part => {
        const style = getComputedStyle(one, part || null);
        const outline = style.outlineStyle === "none" ? "" : style.outlineWidth;
        return [outline, style.boxShadow, style.borderColor, style.backgroundColor].join();
    }) : []).join(" ");
    const place = at.getBoundingClientRect();
    const within = place.bottom > 0 && place.top < innerHeight && place.width > 0;
    // The parts of a date are the browser's own: it shows itself which has the focus.
    if (at.type === "date") return within;
    const focused = looks();
    at.blur();
    const plain = looks();
    at.focus({preventScroll: true});
    return within && focused !== plain;
}"""
IS_IN_GROUP = """name => {
    const at = document.activeElement;
    const group = at.type === "radio" ? [...at.form.elements[at.name]] : [];
    return group.some(one => one.labels[0].innerText.includes(name));
}"""


class Keyboard:
    """The keys of a visitor, who never touches the mouse."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page

    def sign_in(self, role: str, organisation: str) -> "Keyboard":
        """Sign in by the form that everyone uses."""
        self.visitor.go("/sign-in")
        self.write("E-mail address", f"{role}@{organisation}.example")
        self.write("Password", "demonstration")
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(re.compile(f"/{organisation}/(#|$)"))
        return self

    def open(self, name: str) -> None:
        """Open a page of the main navigation."""
        self.follow(name, skips=False)

    def follow(self, name: str, *, skips: bool = True) -> None:
        """Go to a link, follow it, and wait for its page."""
        self._reach("a", name, skips=skips)
        self._arrive()

    def unfold(self, name: str) -> None:
        """Go to what is folded, and unfold it."""
        self._reach("summary", name)
        self.page.keyboard.press("Space")

    def send(self, name: str) -> None:
        """Go to a button, press it, and wait for the answer."""
        self._reach("button", name)
        self._arrive()

    def write(self, name: str, words: str) -> None:
        """Go to a field of text and type."""
        self._reach("input|textarea", name)
        self.page.keyboard.type(words)

    def pick(self, name: str, option: str) -> None:
        """Go to a list of choices and pick one by typing it."""
        self._reach("select", name)
        for _ in range(TRIES):
            self.page.keyboard.type(option)
            if option in self.page.evaluate(PICKED):
                return
            self.page.wait_for_timeout(FORGOTTEN_AFTER)
        pytest.fail(f"Typing does not pick {option} of {self.page.evaluate(OFFERED)}")

    def hand_in(self, name: str, file: FilePayload) -> None:
        """Go to a field for a file, open what the browser has for choosing one, and choose."""
        # Whoever listens only as the key is pressed may come too late: the browser is told first.
        self.page.on("filechooser", lambda _: None)
        self._reach("input", name)
        with self.page.expect_file_chooser() as choosing:
            self.page.keyboard.press("Enter")
        choosing.value.set_files(file)

    def fetch(self, kind: str, name: str) -> str:
        """Go to a link or a button that gives a file, press it, and return the file's name."""
        self._reach(kind, name)
        with self.page.expect_download() as fetching:
            self.page.keyboard.press("Enter")
        return fetching.value.suggested_filename

    def rewrite(self, name: str, words: str) -> None:
        """Go to a field of text and type in the place of what it says."""
        self._reach("input|textarea", name)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(words)

    def read_selected(self, name: str) -> str:
        """Go to a field that is there to be copied from; return what is selected in it then."""
        self._reach("input", name)
        return str(self.page.evaluate("String(getSelection())"))

    def tick(self, name: str) -> None:
        """Go to a box and tick it."""
        self._reach("input", name)
        self.page.keyboard.press("Space")
        assert self.page.evaluate("document.activeElement.checked")

    def choose(self, name: str) -> None:
        """Go to the group of radio buttons that has one of that name, and choose it."""
        for _ in range(MOST):
            if self.page.evaluate(IS_IN_GROUP, name):
                break
            self._step("Tab")
        self.page.keyboard.press("Space")
        for _ in range(10):
            if name in self._here()[1]:
                assert self.page.evaluate("document.activeElement.checked")
                return
            self._step("ArrowDown")
        pytest.fail(f"The keyboard does not reach {name}")

    def is_told(self, field: Locator) -> None:
        """Find the focus on the summary of a refused form, and go from there to the field."""
        summary = self.page.locator(".nhsuk-error-summary")
        expect(summary).to_be_focused()
        assert self.page.title().startswith("Error: ")
        self.page.keyboard.press("Tab")
        expect(summary.get_by_role("link").first).to_be_focused()
        self.page.keyboard.press("Enter")
        expect(field).to_be_focused()
        assert self.page.evaluate(IS_SEEN)

    def _arrive(self) -> None:
        """Press Enter on what leads to another page, and wait until that has done all it does."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.page.evaluate(SETTLED)

    def _reach(self, kind: str, name: str, *, skips: bool = True) -> None:
        """Stay, or press Tab, until the focus is on something of a kind and name.

        Who knows the way skips what stands above the content of each page.
        """
        stops = [self._here()]
        while not (re.fullmatch(kind, stops[-1][0]) and name in stops[-1][1]):
            if len(stops) > MOST:
                pytest.fail(f"The keyboard does not reach {kind} {name}, only {stops[-50:]}")
            self._step("Tab", skips=skips)
            stops.append(self._here())

    def _step(self, key: str, *, skips: bool = True) -> None:
        """Press a key that moves the focus; where it comes must be seen."""
        self.page.keyboard.press(key)
        tag, name = self._here()
        assert tag == "body" or self.page.evaluate(IS_SEEN), f"The focus on {tag} {name} is unseen"
        if skips and name == "Skip to main content":
            self.page.keyboard.press("Enter")

    def _here(self) -> tuple[str, str]:
        tag, name = self.page.evaluate(WHERE)
        return tag, name
