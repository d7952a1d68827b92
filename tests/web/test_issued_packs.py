"""From choosing a pack to its page: previewed, issued, listed, fetched, withdrawn."""

import re
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
import sqlalchemy as sa
from pypdf import PdfReader
from sqlmodel import Session

from riskapp.domain.permissions import Role
from riskapp.settings import Settings
from riskapp.web import packs
from riskapp.worker.running import run_all
from riskapp.worker.shop import Shop, files_of
from tests.factories import Trust, a_risk
from tests.papers import a_pack, asked_for
from tests.web.pages import Page, PageClient
from tests.web.test_packs import an_open_framework

ASKED = {"kind": "board", "as-at": "2018-06-30", "version": "private"}
NUMBER = "TRUST-BAF-2018-06"
HERE = f"/trust/packs/{NUMBER}"
CARRIED = re.compile(r'<input[^>]*type="hidden"[^>]*name="([^"]+)" value="([^"]*)"')
SEEN = re.compile(r'name="(seen_number|seen_digest)"[^>]* value="([^"]*)"')


def previewed(client: PageClient, **sent: str) -> dict[str, Any]:
    """Look at a pack; return what its page would send to issue it, with the warnings read."""
    page = client.post("/trust/packs/preview", {**ASKED, **sent})
    assert page.status == 200
    return read_from(page)


def read_from(page: Page) -> dict[str, Any]:
    form = page.html[page.html.index('action="/trust/packs/issue"') :]
    found = {name: value for name, value in CARRIED.findall(form) if name != "csrf_token"}
    return {**found, **dict(SEEN.findall(form)), "has_read": "yes"}


def test_a_pack_is_previewed_issued_and_fetched(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    an_open_framework(web_session, trust)
    client.sign_in_as(Role.SECRETARY)
    page = client.post("/trust/packs/preview", ASKED)
    assert "Preview, not issued" in page.text
    assert NUMBER in page.text
    assert "No owner" in page.text
    led = client.post("/trust/packs/issue", read_from(page))
    assert led.location == HERE
    shown = client.get(HERE)
    assert f"{NUMBER} is issued." in shown.text
    answer = client.http.get(f"{HERE}/pdf")
    assert f'filename="{NUMBER.lower()}.pdf"' in answer.headers["Content-Disposition"]
    assert sha256(answer.data).hexdigest() in shown.text
    code = re.search(r"[A-Z2-7]{4}-[A-Z2-7]{4}", shown.text)
    assert code is not None
    for drawn in PdfReader(BytesIO(answer.data)).pages:
        assert f"{NUMBER}, code {code[0]}" in " ".join(drawn.extract_text().split())
    assert NUMBER in client.get("/trust/packs").text


def test_nothing_typed_on_the_way_is_lost(client: PageClient) -> None:
    client.sign_in_as(Role.SECRETARY)
    sent = previewed(client, purpose="To <note> it.", author="Matron", meeting_name="Board")
    assert sent["purpose"] == "To &lt;note&gt; it."
    again = client.post("/trust/packs/new", {**ASKED, "purpose": "To <note> it."})
    assert again.status == 200
    assert "To &lt;note&gt; it." in again.html


def test_warnings_have_to_be_read(client: PageClient, web_session: Session, trust: Trust) -> None:
    an_open_framework(web_session, trust)
    client.sign_in_as(Role.SECRETARY)
    sent = previewed(client)
    del sent["has_read"]
    page = client.post("/trust/packs/issue", sent)
    assert page.status == 422
    assert "Say that you have read the warnings" in page.text
    assert client.get(HERE).status == 404


def test_a_register_that_has_moved_on_is_looked_at_again(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    client.sign_in_as(Role.SECRETARY)
    sent = previewed(client)
    an_open_framework(web_session, trust)
    page = client.post("/trust/packs/issue", sent)
    assert page.status == 409
    assert "Nothing is issued" in page.text
    assert "has changed since you looked at it" in page.text
    assert client.post("/trust/packs/issue", read_from(page)).location == HERE


def test_the_form_sent_twice_issues_once(client: PageClient) -> None:
    client.sign_in_as(Role.SECRETARY)
    sent = previewed(client)
    assert client.post("/trust/packs/issue", sent).location == HERE
    assert client.post("/trust/packs/issue", sent).location == HERE
    assert client.get(f"{HERE}-R2").status == 404


def test_who_may_not_issue_may_look_and_read_the_draft(client: PageClient) -> None:
    client.sign_in_as(Role.VIEWER)
    page = client.post("/trust/packs/preview", ASKED)
    assert "A board secretary or a risk manager issues packs." in page.text
    assert "/packs/issue" not in page.html


def test_a_withdrawn_pack_says_why_on_its_page_in_the_list_and_in_its_name(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    a_pack(web_session, trust)
    client.sign_in_as(Role.SECRETARY)
    assert client.post(f"{HERE}/withdraw", {"reason": ""}).status == 422
    why = "The <wrong> month."
    assert client.post(f"{HERE}/withdraw", {"reason": why}).location == HERE
    for address in (HERE, "/trust/packs"):
        assert "The &lt;wrong&gt; month." in client.get(address).html
    named = client.http.get(f"{HERE}/pdf").headers["Content-Disposition"]
    assert f"withdrawn-{NUMBER.lower()}.pdf" in named
    late = client.post(f"{HERE}/withdraw", {"reason": "Another."})
    assert late.status == 409
    assert "Another." in late.html


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", True),
        ("kind=board", True),
        ("kind=audit", False),
        ("year=2018", True),
        ("year=2017", False),
    ],
)
def test_the_list_is_filtered(
    client: PageClient, web_session: Session, trust: Trust, query: str, shown: bool
) -> None:
    a_pack(web_session, trust)
    client.sign_in_as(Role.SECRETARY)
    assert (NUMBER in client.get(f"/trust/packs?{query}").text) is shown


@pytest.mark.parametrize("query", ["kind=x", "year=x", "committee=x", "page=0"])
def test_a_mistaken_address_is_refused(client: PageClient, query: str) -> None:
    client.sign_in_as(Role.SECRETARY)
    assert client.get(f"/trust/packs?{query}").status == 400


def test_the_list_takes_as_many_statements_for_one_pack_as_for_five(
    client: PageClient, web_session: Session, trust: Trust, sqlite_engine: sa.Engine
) -> None:
    a_risk(web_session, trust, consequence=4, likelihood=4)
    client.sign_in_as(Role.VIEWER)
    told: list[str] = []
    a_pack(web_session, trust)
    client.get("/trust/packs")

    def counted() -> int:
        told.clear()
        sa.event.listen(sqlite_engine, "before_cursor_execute", tell)
        client.get("/trust/packs")
        sa.event.remove(sqlite_engine, "before_cursor_execute", tell)
        return len(told)

    def tell(_c: object, _k: object, statement: str, *_: object) -> None:
        told.append(statement)

    one = counted()
    for _ in range(4):
        a_pack(web_session, trust, asked_for(public=True))
    assert counted() == one


def test_a_long_pack_is_issued_by_the_worker(
    client: PageClient,
    sqlite_engine: sa.Engine,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(packs, "MOST_AT_ONCE", -1)
    client.sign_in_as(Role.SECRETARY)
    sent = previewed(client, meeting_on="2018-07-05", purpose="To note.")
    job = client.post("/trust/packs/issue", sent).location
    assert "/jobs/" in job
    assert client.get(HERE).status == 404
    run_all(Shop(sqlite_engine, settings, files_of(settings)))
    page = client.get(job)
    assert f"Issued {NUMBER}, code" in page.text
    assert f'href="{HERE}"' in page.html
    assert client.get(HERE).status == 200
    assert client.post("/trust/packs/issue", sent).location == HERE
