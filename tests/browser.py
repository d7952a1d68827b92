"""A headless Chromium for the tests, and axe-core, the checker of accessibility."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from assets.chromium import find_chromium
from tests.required import absent

_AXE = Path(__file__).parent.parent / "assets" / "node_modules" / "axe-core" / "axe.min.js"
# What is asked for alone is told in full: all rules run, and half the time goes into telling.
_RUN = "async () => (await axe.run({resultTypes: ['violations']})).violations"
_FLAGS = (
    "--no-sandbox",  # root has no sandbox; the pages are this run's own
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 375, "height": 800}
PATIENCE = 90_000
"""Milliseconds that a page may take on a machine with much else to do: none waits without need."""

Axe = Callable[[Page], list[str]]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the whole run."""
    chromium = find_chromium()
    if chromium is None:
        absent("browser", "no Chromium is installed; `make test` unpacks one on 64-bit Linux")
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(
                executable_path=chromium.executable,
                args=_FLAGS,
                timeout=PATIENCE,
                env={**os.environ, **chromium.environment},
            )
        except Error as error:
            absent("browser", f"{chromium.executable} does not start: {error.message}")
        expect.set_options(timeout=PATIENCE)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page without cookies, 1280 px wide."""
    context = open_context(browser)
    yield context.new_page()
    context.close()


def open_context(browser: Browser, *, phone: bool = False, scripts: bool = True) -> BrowserContext:
    """Open a browser of somebody's own, wide or as a phone, with or without scripts."""
    context = browser.new_context(
        viewport=PHONE if phone else DESKTOP,
        has_touch=phone,
        java_script_enabled=scripts,
        locale="en-GB",
        timezone_id="Europe/London",
    )
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture(scope="session")
def axe() -> Axe:
    """Return, for a page, one line for each place that breaks an accessibility rule."""
    source = _AXE.read_text()

    def check(page: Page) -> list[str]:
        page.wait_for_load_state()  # a click returns when the next page begins, still without words
        # Evaluated by the browser's own debugger, so a strict content policy does not stop it.
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        violations: list[dict[str, Any]] = page.evaluate(_RUN)
        return [_line(rule, node) for rule in violations for node in rule["nodes"]]

    return check


def _line(rule: dict[str, Any], node: dict[str, Any]) -> str:
    return f"{rule['id']}: {rule['help']} - {' '.join(map(str, node['target']))}"
