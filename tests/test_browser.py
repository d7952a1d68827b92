from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page

from tests.browser import Axe

_POLICY = "default-src 'none'"
_PAGES = {
    "/good": '<html lang="en"><title>Good</title><main><h1>Good</h1></main>',
    "/bad": '<title>Bad</title><main><h1>Bad</h1><img src="data:,"></main>',
}


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = _PAGES.get(self.path, "").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", _POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_axe_passes_a_good_page_under_a_strict_policy(page: Page, axe: Axe, address: str) -> None:
    page.goto(f"{address}/good")
    assert page.title() == "Good"
    assert axe(page) == []


def test_axe_names_the_rule_and_the_place(page: Page, axe: Axe, address: str) -> None:
    page.goto(f"{address}/bad")
    found = axe(page)
    assert any(line.startswith("image-alt:") and line.endswith("- img") for line in found)
    assert any(line.startswith("html-has-lang:") for line in found)
