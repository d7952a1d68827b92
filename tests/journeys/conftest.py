"""The whole product as people meet it: the demonstration, a real server, a real browser."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from werkzeug.serving import make_server

from riskapp.cli.demonstration import prepare
from riskapp.settings import Settings
from riskapp.web.app import create_app
from tests.browser import PATIENCE, open_context
from tests.web.sites import compile_once

WIDER_THAN_SCREEN = "document.documentElement.scrollWidth > window.innerWidth"


class Visitor:
    """Somebody at a browser of their own."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.address = address

    def go(self, path: str) -> Page:
        """Open a page of the site; it must be there."""
        answer = self.page.goto(f"{self.address}{path}")
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        return self.page

    def go_until(self, path: str, there: Locator) -> None:
        """Open a page until something is on it that reaches the register a moment later."""
        give_up_at = monotonic() + PATIENCE / 1000
        self.go(path)
        while not there.count():
            assert monotonic() < give_up_at, f"{there} does not come"
            self.go(path)

    def sign_in(self, role: str, organisation: str = "hct") -> "Visitor":
        """Sign in as a demonstration account by the form that everyone uses."""
        self.go("/sign-in")
        self.page.get_by_label("E-mail address").fill(f"{role}@{organisation}.example")
        self.page.locator("#password").fill("demonstration")
        self.arrive(self.page.get_by_role("button", name="Sign in", exact=True))
        self.page.wait_for_url(f"**/{organisation}/")
        return self

    def press(self, name: str) -> Page:
        """Press a button of the page, and wait for the page that answers."""
        return self.arrive(self.page.get_by_role("button", name=name))

    def follow(self, name: str) -> Page:
        """Follow a link of the page, and wait for where it leads."""
        return self.arrive(self.page.get_by_role("link", name=name))

    def arrive(self, by: Locator) -> Page:
        """Press what leads to another page, and wait until all of that is there.

        A click by itself returns as the next page begins, or before: what is read at once may be
        of the page before, or of half a page.
        """
        with self.page.expect_navigation():
            by.click()
        return self.page

    @property
    def words(self) -> str:
        """What the page says, spaces folded, once all of it is there."""
        self.page.wait_for_load_state()
        return " ".join(self.page.locator("main").inner_text().split())


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's database, as `make run` prepares it."""
    compile_once(tmp_path_factory)
    folder = tmp_path_factory.mktemp("demonstration")
    prepare(settings_for(folder))
    return folder / "riskapp.sqlite3"


@pytest.fixture
def home(prepared: Path, tmp_path: Path) -> Path:
    """The folder of a copy of the demonstration."""
    shutil.copy(prepared, tmp_path / "riskapp.sqlite3")
    return tmp_path


@pytest.fixture
def address(home: Path) -> Iterator[str]:
    """The address of a site on a copy of the demonstration."""
    with served(settings_for(home)) as address:
        yield address


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """Serve a site while it is used; yield its address."""
    app = create_app(settings)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    serving.join()
    server.server_close()
    app.extensions["riskapp_engine"].dispose()


@pytest.fixture
def visitors(browser: Browser, address: str) -> Iterator["Visitors"]:
    """Everyone who comes to the site in one test."""
    coming = Visitors(browser, address)
    yield coming
    for context in coming.contexts:
        context.close()


class Visitors:
    """Opens a browser for each person, with or without scripts, wide or as a phone."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.contexts: list[BrowserContext] = []

    def come(self, *, phone: bool = False, scripts: bool = True) -> Visitor:
        """Open a browser for somebody."""
        context = open_context(self.browser, phone=phone, scripts=scripts)
        self.contexts.append(context)
        return Visitor(context, self.address)


def settings_for(folder: Path, **others: str) -> Settings:
    """The demonstration's settings, with its data in that folder."""
    return Settings.from_environment(
        {"RISKAPP_DEMONSTRATION": "1", "RISKAPP_DATA": str(folder), **others}
    )
