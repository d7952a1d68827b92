"""The walls of a private pack with a restricted risk, for a secretary who may not see that."""

import re
from html import unescape
from io import BytesIO

import pytest
from sqlmodel import Session

from reports.issuing import draw_issue
from riskapp.domain.permissions import Role
from riskapp.queries.issued_packs import get_pack_file
from tests.factories import Trust
from tests.papers import a_pack
from tests.web.pages import PageClient
from tests.web.test_issued_packs import ASKED, HERE, NUMBER, previewed, read_from
from tests.web.test_packs import a_framework, words_of

HIDDEN = "A named case"
HANDED = re.compile(r'href="(/trust/packs/new\?[^"]+)"')
LONG = {"purpose": "Long. " * 900, "endpoint": "a name that no form of ours sends"}
COVER = {"purpose": "To <note> & decide.", "agenda_number": "7", "meeting_on": "2018-07-05"}


@pytest.fixture
def secretary(client: PageClient, web_session: Session, trust: Trust) -> PageClient:
    """The secretary of a trust with a restricted risk on its BAF."""
    a_framework(web_session, trust)
    return client.sign_in_as(Role.SECRETARY)


def test_the_preview_counts_what_is_hidden_and_offers_no_issue(secretary: PageClient) -> None:
    page = secretary.post("/trust/packs/preview", ASKED)
    assert "Not shown to you 1 risk: whoever issues the pack sees it" in page.text
    assert "In private it holds 1 risk that you may not see." in page.text
    assert 'action="/trust/packs/issue"' not in page.html
    assert HIDDEN not in page.text
    sent = previewed(secretary, version="public") | {"version": "private"}
    again = secretary.post("/trust/packs/issue", sent)
    assert (again.status, HIDDEN in again.text) == (409, False)
    assert "In private it holds 1 risk that you may not see." in again.text
    assert secretary.get(HERE).status == 404
    for form in ("html", "pdf"):
        draft = secretary.post("/trust/packs/draft", {**sent, "form": form}).response.data
        words = words_of(draft) if form == "pdf" else draft.decode()
        assert "Not shown to whoever made this draft: 1 restricted risk." in words
        assert HIDDEN not in words


def test_the_address_that_is_handed_over_opens_the_form_filled_in(secretary: PageClient) -> None:
    page = secretary.post("/trust/packs/preview", ASKED | COVER)
    [handed] = HANDED.findall(page.html)
    secretary.sign_in_as(Role.RISK_MANAGER)
    form = secretary.get(unescape(handed))
    assert "To &lt;note&gt; &amp; decide." in form.html
    assert 'value="2018-07-05"' in form.html
    whole = secretary.post("/trust/packs/preview", ASKED | COVER)
    assert "Not shown to you" not in whole.text
    assert not HANDED.findall(whole.html)
    sent = {name: unescape(value) for name, value in read_from(whole).items()}
    assert secretary.post("/trust/packs/issue", sent).location == HERE


def test_words_that_are_too_long_for_an_address_are_not_cut(secretary: PageClient) -> None:
    page = secretary.post("/trust/packs/preview", ASKED | COVER | LONG)
    [handed] = HANDED.findall(page.html)
    assert "Long" not in handed
    assert "agenda_number=7" in handed
    assert "too long for an address" in page.text


def test_once_it_is_issued_nobody_else_learns_of_it(
    secretary: PageClient, web_session: Session, trust: Trust
) -> None:
    number = a_pack(web_session, trust, draw=draw_issue).number
    file = get_pack_file(web_session, trust.actor(), number)
    assert number == NUMBER
    for place in ("", "/pdf", "/html", "/xlsx", "/docx", "/late-changes", "/late-changes/pdf"):
        assert secretary.get(f"{HERE}{place}").status == 404, place
    for place in ("packs", "history", "risks?search=named+case", "", "quality"):
        page = secretary.get(f"/trust/{place}")
        assert page.status == 200, place
        assert HIDDEN not in page.text.replace("named case", ""), place
        assert NUMBER not in page.text, place
    told = secretary.post("/trust/packs/verify", {"file": (BytesIO(file), "pack.pdf")})
    assert "none that you may read" in told.text
    secretary.sign_in_as(Role.AUDITOR)
    assert NUMBER in secretary.get("/trust/packs").text
    assert NUMBER in secretary.get("/trust/history").text
